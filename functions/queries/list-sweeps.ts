import type { ListedSweep, SweepsAnswer } from '../../shared/api/sweep-forms.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { SweepStore } from '../adapters/sweep-store.ts';
import { codeSetOfRelease, releaseNamed } from './list-releases.ts';
import type { CodeSetReader } from './question.ts';

export interface SweepPorts {
  readonly codeSets: CodeSetReader;
  readonly sweeps: Pick<SweepStore, 'get' | 'pending' | 'cancel' | 'resume'>;
}

const codeSets: readonly CodeSet[] = ['HCPCS', 'CPT'];

/** The re-check that each release held has caused, the newest first, and how far it is. */
export const listSweeps = (ports: SweepPorts) => async (): Promise<SweepsAnswer> => {
  const listed: ListedSweep[] = [];
  for (const codeSet of codeSets)
    for (const release of (await ports.codeSets.state(codeSet)).releases.toReversed()) {
      const sweep = await listedSweep(ports, release);
      if (sweep) listed.push(sweep);
    }
  return { sweeps: listed };
};

/** Stops the re-check of a release, or goes on with one that was stopped; one that is complete stays so. */
export const steerSweep =
  (ports: SweepPorts) =>
  async (name: string, deed: 'cancel' | 'resume'): Promise<ListedSweep> => {
    const release = releaseNamed(await ports.codeSets.state(codeSetOfRelease(name) ?? 'HCPCS'), name);
    await ports.sweeps[deed](release);
    const sweep = await listedSweep(ports, release);
    if (!sweep) throw new CodesetError('UNKNOWN_SWEEP', `release ${name} has caused no re-check`);
    return sweep;
  };

async function listedSweep(
  { sweeps }: SweepPorts,
  { codeSet, changeSet, release }: HeldRelease,
): Promise<ListedSweep | undefined> {
  const sweep = await sweeps.get(codeSet, changeSet);
  if (!sweep) return undefined;
  const left = sweep.status === 'complete' ? 0 : (await sweeps.pending(codeSet, changeSet)).length;
  return { codeSet, release, status: sweep.status, codes: sweep.codes, left, alerts: sweep.notify };
}
