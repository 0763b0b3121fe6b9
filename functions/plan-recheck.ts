import type { CodeChanged } from '../shared/pipeline.ts';
import type { CodeSetStore } from './adapters/code-set-store.ts';
import type { Sweep, SweepStore } from './adapters/sweep-store.ts';

export interface PlanPorts {
  readonly codeSets: CodeSetStore;
  readonly sweeps: SweepStore;
  readonly emit: (event: CodeChanged) => Promise<void>;
}

/**
 * One message a changed code, for every sweep that is not finished; a sweep of which nothing is left is closed. Runs
 * after each publication, at start-up and by schedule, so that no sweep hangs on a message that was lost.
 */
export const planRecheck =
  ({ codeSets, sweeps, emit }: PlanPorts) =>
  async (): Promise<readonly Sweep[]> => {
    const planned: Sweep[] = [];
    for (const sweep of await sweeps.unfinished()) {
      const { releases } = await codeSets.state(sweep.codeSet);
      if (!releases.some(({ changeSet }) => changeSet === sweep.changeSet)) continue;
      const pending = await sweeps.pending(sweep.codeSet, sweep.changeSet);
      if (pending.length === 0 || !(await sweeps.anyClaims())) await sweeps.dismiss(sweep, pending);
      else
        for (const { code } of pending)
          await emit({ type: 'CodeChanged', codeSet: sweep.codeSet, changeSet: sweep.changeSet, code });
      planned.push(sweep);
    }
    return planned;
  };
