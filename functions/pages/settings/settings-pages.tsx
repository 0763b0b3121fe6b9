import { accessPages } from './access-pages.tsx';
import { importPages } from './import-pages.tsx';
import { judgingPages } from './judging-pages.tsx';
import type { SettingsPage } from './settings-page.ts';
import { subscriptionPages } from './subscription-pages.tsx';

/** Every page by its path. Each asks the API's operations, which know who may see what. */
export const settingsPages: Readonly<Record<string, SettingsPage>> = {
  ...subscriptionPages,
  ...importPages,
  ...judgingPages,
  ...accessPages,
};
