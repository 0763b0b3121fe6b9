import { createHash } from 'node:crypto';
import { affectedSince } from '../shared/changes/affects-lines.ts';
import type { CodeChange } from '../shared/changes/change.ts';
import type { CodeSet } from '../shared/code.ts';
import { writeCodeBook } from '../shared/codebook/book-file.ts';
import { type CodeSetState, type HeldRelease, heldReleases } from '../shared/codebook/code-set-state.ts';
import { compileState } from '../shared/codebook/compile-state.ts';
import { type FileSource, type Source, sourceId, withSources } from '../shared/codebook/source.ts';
import type { IsoDate } from '../shared/dates.ts';
import { CodesetError } from '../shared/errors.ts';
import { objectKeys } from '../shared/keys.ts';
import type { ReleasePublished } from '../shared/pipeline.ts';
import type { Evidence } from '../shared/release/gate.ts';
import type { ReadRelease } from '../shared/release/read-release.ts';
import type { CodeSetStore } from './adapters/code-set-store.ts';
import { awaitingLines, type SweepStore } from './adapters/sweep-store.ts';
import { Comparisons, correctedCodes } from './publish/comparisons.ts';
import { type JudgePorts, judgeArrival } from './publish/judge-arrival.ts';
import { clearLeftovers } from './publish/leftovers.ts';
import { type Publication, planPublication } from './publish/plan-publication.ts';
import { type Fresh, SlotRecords } from './publish/slot-records.ts';
import { writeChangeSet } from './publish/write-change-set.ts';

export interface PublishPorts extends JudgePorts {
  readonly codeSets: CodeSetStore;
  readonly sweeps: SweepStore;
}

/** A whole release as read from a file. */
export interface ReadyFile {
  readonly source: FileSource;
  readonly read: ReadRelease;
  /** Reads what came with it and can be held against it. */
  readonly evidence: () => Promise<Evidence>;
}

/** What a file brought, read and ready to be judged. */
export interface ReadyArrival extends Fresh {
  readonly codeSet: CodeSet;
  readonly file: string;
  readonly sha256: string;
  readonly sources: readonly Source[];
  readonly release: ReadyFile | null;
  /** Puts the raw bytes into the archive, once they are believed and before anything is derived from them. */
  readonly archive: () => Promise<unknown>;
  /** Alerts even where the release is older than one already held. */
  readonly notify: boolean;
}

export interface Published {
  readonly file: string;
  /** Of the file's bytes. */
  readonly sha256: string;
  /** `unchanged`: all of it was held already. `waiting`: it corrects a release that is not held yet. */
  readonly outcome: 'published' | 'unchanged' | 'waiting';
  /** The states that the file stands for, in order of time: one for each version of a correction. */
  readonly releases: readonly HeldRelease[];
  /** The last of them; null while it waits. */
  readonly release: HeldRelease | null;
  readonly baseline: boolean;
  /** Of the last. */
  readonly changes: readonly CodeChange[];
  readonly event: ReleasePublished | null;
}

/** Compares what came with its neighbours in time, writes what changed, and flips the whole visible at once. */
export const publishRelease =
  (ports: PublishPorts) =>
  async (ready: ReadyArrival): Promise<Published> => {
    const { codeSets } = ports;
    const { codeSet } = ready;
    const state = await codeSets.state(codeSet);
    await clearLeftovers(ports, state);
    const sources = withSources(state.sources, ready.sources);
    if (sources.length === state.sources.length) {
      await ports.quarantine.release(codeSet, ready.sha256);
      return published(codeSets, state, ready, null);
    }

    const records = new SlotRecords(codeSets, ready);
    const publication = planPublication(state, sources);
    const comparisons = new Comparisons(codeSets, records, publication);
    await judgeArrival(ports, ready, publication, { records, comparisons });
    await ready.archive();
    await storeFresh(codeSets, ready);
    const releases = await releasesOf(state, publication, records);
    const changesOf = new Map<string, readonly CodeChange[]>();
    for (const step of publication.steps) changesOf.set(step.changeSet, await comparisons.of(step));
    for (const step of publication.fresh) {
      const release = releases[publication.steps.indexOf(step)]!;
      const changes = changesOf.get(step.changeSet)!;
      await writeChangeSet(codeSets, step, release, records, changes);
      const notify = step.earlier !== null && (ready.notify || publication.news.has(step.changeSet));
      await planSweep(ports, release, notify, changes, publication.superseded);
    }
    for (const changeSet of publication.superseded) await codeSets.announce(codeSet, changeSet);
    await flip(codeSets, state, publication, releases, await codeBookOf(publication, releases, records, changesOf));
    const visible = await codeSets.state(codeSet);
    await clearLeftovers(ports, visible);
    await ports.quarantine.release(codeSet, ready.sha256);
    const fresh = publication.fresh.map(({ changeSet }) => changeSet);
    const event = fresh.length > 0 ? ({ type: 'ReleasePublished', codeSet, changeSets: fresh } as const) : null;
    return published(codeSets, visible, ready, event);
  };

async function published(
  codeSets: CodeSetStore,
  state: CodeSetState,
  { file, sha256, sources }: ReadyArrival,
  event: ReleasePublished | null,
): Promise<Published> {
  const { slots, waiting } = planPublication(state, state.sources).timeline;
  const mine = new Set(sources.map(sourceId));
  const meanings = new Set(sources.map(({ date, meaning }) => `${date} ${meaning}`));
  const stands = slots.map(({ source }) => meanings.has(`${source.date} ${source.meaning}`));
  const releases = state.releases.filter((_, index) => stands[index]);
  const release = releases.at(-1) ?? null;
  const waits = waiting.some((source) => mine.has(sourceId(source)));
  return {
    file,
    sha256,
    outcome: event ? 'published' : waits ? 'waiting' : 'unchanged',
    releases,
    release,
    baseline: release !== null && release === state.releases[0],
    changes: release ? await codeSets.changes(state.codeSet, release.changeSet) : [],
    event,
  };
}

async function storeFresh(codeSets: CodeSetStore, { codeSet, files, documents, release }: ReadyArrival): Promise<void> {
  for (const [content, records] of files) await codeSets.putRecords(codeSet, content, records);
  for (const [content, document] of documents) await codeSets.putCorrections(codeSet, content, document);
  if (!release) return;
  const { counts, notes } = release.read;
  const { date, content, sha256 } = release.source;
  await codeSets.putRelease(codeSet, { date, content, sha256, counts, notes });
}

async function releasesOf(
  state: CodeSetState,
  { timeline: { slots } }: Publication,
  records: SlotRecords,
): Promise<readonly HeldRelease[]> {
  const known = new Map(state.releases.map((release) => [release.content, release.records]));
  const counts = new Map<string, number>();
  for (const slot of slots) counts.set(slot.content, known.get(slot.content) ?? (await records.of(slot)).length);
  return heldReleases(slots, ({ content }) => counts.get(content)!);
}

/** Written before the flip: whatever stops us afterwards, the work that the release causes is on the books. */
async function planSweep(
  { codeSets, sweeps }: PublishPorts,
  { codeSet, changeSet, date }: HeldRelease,
  notify: boolean,
  changes: readonly CodeChange[],
  superseded: readonly string[],
): Promise<void> {
  const since = new Map<string, IsoDate>([[awaitingLines, date]]);
  const note = (more: ReadonlyMap<string, IsoDate>) => {
    for (const [code, day] of more) if (day < (since.get(code) ?? '9')) since.set(code, day);
  };
  note(affectedSince(changes));
  for (const former of superseded) note(affectedSince(await codeSets.changes(codeSet, former)));
  await sweeps.plan(codeSet, changeSet, notify, since);
}

/** Compiled text; empty while no release is held. */
async function codeBookOf(
  { timeline: { slots } }: Publication,
  releases: readonly HeldRelease[],
  records: SlotRecords,
  changesOf: ReadonlyMap<string, readonly CodeChange[]>,
): Promise<string> {
  const recordsOf = new Map();
  const corrected = new Map<string, ReadonlySet<string>>();
  for (const slot of slots) {
    recordsOf.set(slot.content, await records.of(slot));
    const codes = correctedCodes(slot);
    if (codes) corrected.set(slot.content, codes);
  }
  const [first] = releases;
  return first ? writeCodeBook(compileState(first.codeSet, releases, recordsOf, changesOf, corrected)) : '';
}

async function flip(
  codeSets: CodeSetStore,
  state: CodeSetState,
  { sources, fresh, superseded }: Publication,
  releases: readonly HeldRelease[],
  book: string,
): Promise<void> {
  const { form, codeSet } = state;
  const codeBook = book && objectKeys.codeBook(codeSet, hashOf(book));
  if (codeBook) await codeSets.putObject(codeBook, book);
  const sequence = state.sequence + 1;
  const entry = { sequence, changeSets: fresh.map((each) => each.changeSet), supersedes: [...superseded] };
  const news = entry.changeSets.length + entry.supersedes.length > 0;
  const feed = news ? [...state.feed, entry] : state.feed;
  const text = JSON.stringify({ form, codeSet, sequence, sources, releases, feed, codeBook });
  const key = objectKeys.state(codeSet, hashOf(text));
  await codeSets.putObject(key, text);
  if (await codeSets.flip(codeSet, state.sequence, { sequence, key })) return;
  throw new CodesetError('STATE_MOVED', 'another release was published meanwhile; ingest this one again');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
