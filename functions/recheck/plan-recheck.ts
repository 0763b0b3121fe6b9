import type { Key } from '../../shared/keys/key.ts';
import type { CodeChanged, SettingsChanged } from '../../shared/pipeline.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { SettingsStore } from '../adapters/settings-store.ts';
import { type PendingCode, type Sweep, type SweepStore, unheldLines } from '../adapters/sweep-store.ts';

export interface PlanPorts {
  readonly codeSets: CodeSetStore;
  readonly sweeps: SweepStore;
  readonly settings: Pick<SettingsStore, 'due'>;
  readonly emit: (event: CodeChanged | SettingsChanged) => Promise<void>;
}

/**
 * One message a changed code, for every sweep that is not finished; a sweep of which nothing is left is closed. Runs
 * after each publication, at start-up and by schedule, so that no sweep hangs on a message that was lost.
 */
export const planRecheck =
  ({ codeSets, sweeps, settings, emit }: PlanPorts) =>
  async (): Promise<readonly Sweep[]> => {
    const planned: Sweep[] = [];
    for (const sweep of await sweeps.unfinished()) {
      const { releases } = await codeSets.state(sweep.codeSet);
      if (!releases.some(({ changeSet }) => changeSet === sweep.changeSet)) continue;
      const pending = await pendingIn(sweeps, sweep);
      if (pending.length === 0 || !(await sweeps.anyClaims())) await sweeps.dismiss(sweep, pending);
      else
        for (const { code } of pending)
          await emit({ type: 'CodeChanged', codeSet: sweep.codeSet, changeSet: sweep.changeSet, code });
      planned.push(sweep);
    }
    for (const { account, scope } of await settings.due()) await emit({ type: 'SettingsChanged', account, scope });
    return planned;
  };

async function pendingIn(sweeps: SweepStore, { codeSet, changeSet }: Sweep): Promise<readonly (PendingCode & Key)[]> {
  const pending = await sweeps.pending(codeSet, changeSet);
  const unheld = pending.find(({ code }) => code === unheldLines);
  if (!unheld) return pending;
  await sweeps.takeApart(unheld);
  return sweeps.pending(codeSet, changeSet);
}
