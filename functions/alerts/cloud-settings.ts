import type { Config } from '../config.ts';
import type { AlertSettings } from './delivery.ts';

/** With what the functions of the cloud send alerts. */
export function cloudAlertSettings({ mailFrom, siteAddress }: Config<'mailFrom' | 'siteAddress'>): AlertSettings {
  return {
    from: { name: 'codeset-watch', address: mailFrom },
    sample: false,
    links: siteAddress,
    patienceMinutes: 60,
  };
}
