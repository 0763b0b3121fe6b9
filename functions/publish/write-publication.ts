import { createHash } from 'node:crypto';
import { affectedSince } from '../../shared/changes/affects-lines.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import { writeCodeBook } from '../../shared/codebook/book-file.ts';
import { type CodeSetState, type HeldRelease, heldReleases, stateText } from '../../shared/codebook/code-set-state.ts';
import { compileState } from '../../shared/codebook/compile-state.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { objectKeys } from '../../shared/keys/object-keys.ts';
import type { CodeRecord } from '../../shared/release/record.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import { awaitingLines, type SweepStore, unheldLines } from '../adapters/sweep-store.ts';
import { correctedCodes } from './comparisons.ts';
import type { Records, StepChanges } from './material.ts';
import type { Publication, Step } from './plan-publication.ts';
import { writeChangeSet } from './write-change-set.ts';

export interface WritePorts {
  readonly codeSets: CodeSetStore;
  readonly sweeps: SweepStore;
}

/** A publication with what it is made of. */
export interface Work {
  readonly publication: Publication;
  readonly records: Records;
  readonly comparisons: StepChanges;
}

/** What is to be written, and which of it is news that people hear of. */
export interface Writing {
  readonly steps: readonly Step[];
  /** Change sets whose re-check is due. */
  readonly rechecked: (step: Step) => boolean;
  readonly notify: (step: Step) => boolean;
}

/** Writes the change sets and the re-checks that they cause. All of it is invisible until the flip. */
export async function writeChangeSets(
  { codeSets, sweeps }: WritePorts,
  state: CodeSetState,
  work: Work,
  { steps, rechecked, notify }: Writing,
): Promise<readonly HeldRelease[]> {
  const { publication, records, comparisons } = work;
  const releases = await releasesOf(state, work);
  const ended = new Map<string, IsoDate>();
  for (const former of publication.superseded) {
    noteEarlier(ended, affectedSince(await codeSets.changes(state.codeSet, former)));
    // What it was still to look at, for whatever reason, is looked at by those that take its place.
    for (const { code, since } of await sweeps.pending(state.codeSet, former))
      noteEarlier(ended, new Map([[code, since]]));
  }
  for (const step of steps) {
    const release = releases[publication.steps.indexOf(step)]!;
    const changes = await comparisons.of(step);
    await writeChangeSet(codeSets, step, release, records, changes);
    if (!rechecked(step)) continue;
    const since = new Map<string, IsoDate>([[awaitingLines, release.date]]);
    if (!step.earlier) since.set(unheldLines, release.date);
    noteEarlier(since, affectedSince(changes));
    noteEarlier(since, ended);
    await sweeps.plan(state.codeSet, step.changeSet, notify(step), since);
  }
  for (const changeSet of publication.superseded) await codeSets.announce(state.codeSet, changeSet);
  return releases;
}

/** Stores the compiled code book and answers its key; empty while no release is held. */
export async function writeBook(
  codeSets: CodeSetStore,
  { publication: { steps }, records, comparisons }: Work,
  releases: readonly HeldRelease[],
  decisions: CodeSetState['decisions'],
): Promise<string> {
  const [first] = releases;
  if (!first) return '';
  const recordsOf = new Map<string, readonly CodeRecord[]>();
  const changesOf = new Map<string, readonly CodeChange[]>();
  const corrected = new Map<string, ReadonlySet<string>>();
  for (const step of steps) {
    const { slot, changeSet } = step;
    recordsOf.set(slot.content, await records.of(slot));
    changesOf.set(changeSet, await comparisons.of(step));
    const codes = correctedCodes(slot);
    if (codes) corrected.set(slot.content, codes);
  }
  const book = writeCodeBook(compileState(first.codeSet, releases, recordsOf, changesOf, corrected, decisions));
  const key = objectKeys.codeBook(first.codeSet, hashOf(book));
  await codeSets.putObject(key, book);
  return key;
}

/** Stores a state and answers its key; what makes it visible is the flip. */
export async function writeState(codeSets: CodeSetStore, state: CodeSetState): Promise<string> {
  const text = stateText(state);
  const key = objectKeys.state(state.codeSet, hashOf(text));
  await codeSets.putObject(key, text);
  return key;
}

async function releasesOf(state: CodeSetState, { publication, records }: Work): Promise<readonly HeldRelease[]> {
  const { slots } = publication.timeline;
  const known = new Map(state.releases.map((release) => [release.content, release.records]));
  const counts = new Map<string, number>();
  for (const slot of slots) {
    const count = records.derives(slot) ? undefined : known.get(slot.content);
    counts.set(slot.content, count ?? (await records.of(slot)).length);
  }
  return heldReleases(slots, ({ content }) => counts.get(content)!);
}

/** From when on the lines of each code are to be judged again: the earliest day that anything names. */
function noteEarlier(since: Map<string, IsoDate>, more: ReadonlyMap<string, IsoDate>): void {
  for (const [code, day] of more) if (day < (since.get(code) ?? '9')) since.set(code, day);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
