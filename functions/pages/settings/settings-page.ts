import type { Service } from '../../api/service.ts';
import { frameOf, type Page, type PageContext } from '../page.tsx';
import type { Said } from './settings-layout.tsx';

/** A page of the settings as it is now, with what came of the form sent last. */
export type SettingsPage = (context: PageContext, service: Service, said: Said) => Promise<Page>;

export function settingsFrame(context: PageContext, service: Service, title: string) {
  return frameOf(context, service, title, 'settings');
}
