import type { CodeSet } from '../../shared/code.ts';
import { type CodeSetState, emptyState, stateText } from '../../shared/codebook/code-set-state.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import { replacementDecisions } from './apply-decisions.ts';
import { Comparisons } from './comparisons.ts';
import { CptYears } from './cpt-years.ts';
import { clearLeftovers } from './leftovers.ts';
import { type Publication, planPublication } from './plan-publication.ts';
import { removeStrays } from './remove-strays.ts';
import { type Replayed, type ReplayPorts, replayArchive } from './replay-archive.ts';
import { replayVault } from './replay-vault.ts';
import { SlotRecords } from './slot-records.ts';
import type { LicensedPorts } from './verify-licensed.ts';
import { type Work, type WritePorts, writeBook, writeChangeSets, writeState } from './write-publication.ts';

export type RebuildPorts = WritePorts & ReplayPorts & LicensedPorts;

export interface Rebuilt {
  /** Files in the archive, each name under which one came counted. */
  readonly files: number;
  readonly releases: readonly string[];
  readonly refused: Replayed['refused'];
  /** Whether another state is visible now; false where the archive came to the one that was. */
  readonly changed: boolean;
}

const nothingNew = { files: new Map(), documents: new Map() };
const nothingHeld: Rebuilt = { files: 0, releases: [], refused: [], changed: false };

/** Tells how far long work is. */
type WorkProgress = (done: number, total: number, what: string) => void;

/**
 * Builds all code-set data anew from the archive and from what people decided: objects and rows are written over, rows
 * that belong nowhere are removed, and the pointer moves only where the content is another. Readers notice nothing.
 */
export const rebuildCodeSets =
  (ports: RebuildPorts) =>
  async (progress: WorkProgress = () => {}): Promise<Rebuilt> => {
    const hcpcs = await rebuildCodeSet(ports)('HCPCS', progress);
    const cpt = await rebuildCodeSet(ports)('CPT', progress);
    return {
      files: hcpcs.files + cpt.files,
      releases: [...hcpcs.releases, ...cpt.releases],
      refused: [...hcpcs.refused, ...cpt.refused],
      changed: hcpcs.changed || cpt.changed,
    };
  };

/** One of them, by whoever may open its files: in the cloud nobody may open those of both. */
export const rebuildCodeSet =
  (ports: RebuildPorts) =>
  (codeSet: CodeSet, progress: WorkProgress = () => {}): Promise<Rebuilt> =>
    rebuildOne(ports, codeSet, progress);

/** For a log: how many, and whether anything is other than it was. */
export function rebuildFacts({ files, releases, refused, changed }: Rebuilt) {
  return { outcome: 'rebuilt', files, releases: releases.length, refused: refused.length, changed };
}

async function rebuildOne(ports: RebuildPorts, codeSet: CodeSet, progress: WorkProgress): Promise<Rebuilt> {
  const { codeSets } = ports;
  const before = await lastState(codeSets, codeSet);
  await clearLeftovers(ports, before);
  const replayed =
    codeSet === 'CPT' ? await replayVault(ports, before, progress) : await replayArchive(ports, before, progress);
  if (replayed.files === 0 && before.sequence === 0) return nothingHeld;
  const publication = planPublication(before, replayed.sources);
  const work = { publication, ...materialOf(ports, codeSet, publication) };
  const releases = await writeChangeSets(ports, before, work, {
    steps: publication.steps,
    rechecked: (step) => publication.fresh.includes(step),
    notify: () => false,
  });
  await removeStrays(codeSets, work, releases, publication.steps);
  const decisions = codeSet === 'CPT' ? [] : [...(await replacementDecisions(ports.decisions))];
  const codeBook = await writeBook(codeSets, work, releases, decisions);
  const after = stateAfter(before, replayed, publication, { releases: [...releases], codeBook, decisions });
  const key = await writeState(codeSets, after);
  const pointer = await codeSets.pointer(codeSet);
  const changed = pointer?.state !== key;
  if (changed && !(await codeSets.flip(codeSet, pointer?.sequence ?? 0, { sequence: after.sequence, key })))
    throw new CodesetError('STATE_MOVED', 'a release was published meanwhile; run "codeset rebuild" again');
  await clearLeftovers(ports, after);
  const names = releases.map(({ release }) => release);
  return { files: replayed.files, releases: names, refused: replayed.refused, changed };
}

/** CPT is read from the vault, everything else from what was stored of the archive. */
function materialOf(
  ports: RebuildPorts,
  codeSet: CodeSet,
  publication: Publication,
): Pick<Work, 'records' | 'comparisons'> {
  if (codeSet === 'CPT') {
    const records = new CptYears(ports, publication, null);
    return { records, comparisons: records.comparisons };
  }
  const records = new SlotRecords(ports.codeSets, nothingNew);
  return { records, comparisons: new Comparisons(ports.codeSets, records, publication, 'anew') };
}

/** The published state; where it cannot be read, an empty one that is as old. */
async function lastState(codeSets: CodeSetStore, codeSet: CodeSet): Promise<CodeSetState> {
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
  made: Pick<CodeSetState, 'releases' | 'codeBook' | 'decisions'>,
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
