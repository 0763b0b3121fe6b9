import { Refused } from '../../api/problems.ts';
import type { Service } from '../../api/service.ts';
import { frameOf, type Page, type PageContext } from '../page.tsx';
import type { Said } from './settings-layout.tsx';

/** A page of the settings as it is now, with what came of the form sent last. */
export type SettingsPage = (context: PageContext, service: Service, said: Said) => Promise<Page>;

/** Sample and real never mix. */
export function refuseSample({ sample }: Pick<Service, 'sample'>): void {
  if (sample) throw new Refused('conflict', 'The sample takes no files of yours: remove it first.');
}

export function settingsFrame(context: PageContext, service: Service, title: string) {
  return frameOf(context, service, title, 'settings');
}
