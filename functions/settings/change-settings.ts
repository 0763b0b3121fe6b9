import { randomUUID } from 'node:crypto';
import type { ClaimStore } from '../adapters/claim-store.ts';
import type { SettingsStore } from '../adapters/settings-store.ts';

export interface SettingsPorts {
  readonly settings: SettingsStore;
  readonly claims: Pick<ClaimStore, 'holdsLinesOf'>;
  /** The present moment, ISO 8601 in UTC. */
  readonly now: () => string;
}

/** Every stored line of the account. */
export const everyLine = '*';

/**
 * Writes a change of what lines are judged by. That the lines have to be judged again is on the books before the change
 * and once more after it: a crash in between costs a sweep in vain, never one that does not come.
 */
export async function changeSettings(
  { settings, claims, now }: SettingsPorts,
  account: string,
  scopes: readonly string[],
  write: () => Promise<void>,
): Promise<void> {
  const token = randomUUID();
  // Whoever stores the first line asks afterwards whether the settings are still the ones that it was judged by.
  const ask = async (settled: boolean) => {
    if (!(await claims.holdsLinesOf(account))) return;
    for (const scope of new Set(scopes))
      await settings.ask({ account, scope, token: `${token} ${settled}`, settled, askedAt: now() });
  };
  await ask(false);
  await write();
  await settings.changed(account, token);
  await ask(true);
}
