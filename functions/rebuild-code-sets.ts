import type { CodeSet } from '../shared/code.ts';
import { type CodeSetState, emptyState, stateText } from '../shared/codebook/code-set-state.ts';
import { CodesetError } from '../shared/errors.ts';
import type { CodeSetStore } from './adapters/code-set-store.ts';
import { Comparisons } from './publish/comparisons.ts';
import { clearLeftovers } from './publish/leftovers.ts';
import { type Publication, planPublication } from './publish/plan-publication.ts';
import { removeStrays } from './publish/remove-strays.ts';
import { type Replayed, type ReplayPorts, replayArchive } from './publish/replay-archive.ts';
import { SlotRecords } from './publish/slot-records.ts';
import { type WritePorts, writeBook, writeChangeSets, writeState } from './publish/write-publication.ts';

export type RebuildPorts = WritePorts & ReplayPorts;

export interface Rebuilt {
  /** Files in the archive, each name under which one came counted. */
  readonly files: number;
  readonly releases: readonly string[];
  readonly refused: Replayed['refused'];
  /** Whether another state is visible now; false where the archive came to the one that was. */
  readonly changed: boolean;
}

const codeSet: CodeSet = 'HCPCS';
const nothingNew = { files: new Map(), documents: new Map() };

/**
 * Builds all code-set data anew from the archive and from what people decided: objects and rows are written over, rows
 * that belong nowhere are removed, and the pointer moves only where the content is another. Readers notice nothing.
 */
export const rebuildCodeSets =
  (ports: RebuildPorts) =>
  async (progress: (done: number, total: number, what: string) => void = () => {}): Promise<Rebuilt> => {
    const { codeSets } = ports;
    const before = await lastState(codeSets);
    await clearLeftovers(ports, before);
    const replayed = await replayArchive(ports, before, progress);
    const publication = planPublication(before, replayed.sources);
    const records = new SlotRecords(codeSets, nothingNew);
    const work = { publication, records, comparisons: new Comparisons(codeSets, records, publication, 'anew') };
    const releases = await writeChangeSets(ports, before, work, {
      steps: publication.steps,
      rechecked: (step) => publication.fresh.includes(step),
      notify: () => false,
    });
    await removeStrays(codeSets, work, releases, publication.steps);
    const codeBook = await writeBook(codeSets, work, releases);
    const after = stateAfter(before, replayed, publication, { releases: [...releases], codeBook });
    const key = await writeState(codeSets, after);
    const pointer = await codeSets.pointer(codeSet);
    const changed = pointer?.state !== key;
    if (changed && !(await codeSets.flip(codeSet, pointer?.sequence ?? 0, { sequence: after.sequence, key })))
      throw new CodesetError('STATE_MOVED', 'a release was published meanwhile; run "codeset rebuild" again');
    await clearLeftovers(ports, after);
    const names = releases.map(({ release }) => release);
    return { files: replayed.files, releases: names, refused: replayed.refused, changed };
  };

/** The published state; where it cannot be read, an empty one that is as old. */
async function lastState(codeSets: CodeSetStore): Promise<CodeSetState> {
  try {
    return await codeSets.state(codeSet);
  } catch {
    const pointer = await codeSets.pointer(codeSet);
    return { ...emptyState(codeSet), sequence: pointer?.sequence ?? 0 };
  }
}

/** Where nothing has changed, to the letter the state that was. The feed goes on, or is told again from the archive. */
function stateAfter(
  before: CodeSetState,
  { sources, feed, sequence }: Replayed,
  { fresh, superseded }: Publication,
  made: Pick<CodeSetState, 'releases' | 'codeBook'>,
): CodeSetState {
  const next = { ...before, ...made, sources: [...sources] };
  if (before.releases.length === 0) return { ...next, feed, sequence: Math.max(sequence, before.sequence + 1) };
  if (stateText(next) === stateText(before)) return before;
  const following = before.sequence + 1;
  const entry = {
    sequence: following,
    changeSets: fresh.map(({ changeSet }) => changeSet),
    supersedes: [...superseded],
  };
  const news = fresh.length + superseded.length > 0;
  return { ...next, sequence: following, feed: news ? [...before.feed, entry] : before.feed };
}
