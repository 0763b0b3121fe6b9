import { createHash } from 'node:crypto';
import { affectedSince } from '../shared/changes/affects-lines.ts';
import type { CodeChange } from '../shared/changes/change.ts';
import { compareReleases } from '../shared/changes/compare.ts';
import { inferredBetween } from '../shared/changes/inferred.ts';
import { withReplacements } from '../shared/changes/replace.ts';
import { writeCodeBook } from '../shared/codebook/book-file.ts';
import { type CodeSetState, type HeldRelease, withRelease } from '../shared/codebook/code-set-state.ts';
import { compileState } from '../shared/codebook/compile-state.ts';
import type { IsoDate } from '../shared/dates.ts';
import { CodesetError } from '../shared/errors.ts';
import { objectKeys } from '../shared/keys.ts';
import type { ReleasePublished } from '../shared/pipeline.ts';
import { judge } from '../shared/release/gate.ts';
import type { ReadRelease } from '../shared/release/read-release.ts';
import type { CodeRecord } from '../shared/release/record.ts';
import type { CodeSetStore, VersionRow } from './adapters/code-set-store.ts';
import { awaitingLines, type SweepStore } from './adapters/sweep-store.ts';

export interface PublishPorts {
  readonly codeSets: CodeSetStore;
  readonly sweeps: SweepStore;
}

/** A release as read, ready to be judged. */
export interface ReadyRelease {
  readonly file: string;
  readonly sha256: string;
  readonly read: ReadRelease;
  /** Puts the raw bytes into the archive, once the release is believed and before anything is derived from it. */
  readonly archive: () => Promise<unknown>;
  /** Alerts even where the release is older than one already held. */
  readonly notify: boolean;
}

export interface Published {
  /** `unchanged`: a release of the same content is held already. */
  readonly outcome: 'published' | 'unchanged';
  readonly release: HeldRelease;
  readonly baseline: boolean;
  readonly changes: readonly CodeChange[];
  readonly event: ReleasePublished | null;
}

const codeSet = 'HCPCS';

/** Compares a release with its neighbours in time, writes what changed, and flips the whole visible at once. */
export const publishRelease =
  (ports: PublishPorts) =>
  async (ready: ReadyRelease): Promise<Published> => {
    const { codeSets } = ports;
    const state = await codeSets.state(codeSet);
    await clearLeftovers(ports, state);
    const held = state.releases.find(({ content }) => content === ready.read.content);
    if (held && held.date === ready.read.date) return unchanged(ports, state, held);

    const releases = withRelease(state.releases, factsOf(ready), changeSetId);
    const records = await recordsOf(codeSets, releases, ready);
    const at = releases.findIndex(({ content }) => content === ready.read.content);
    judge(ready.file, ready.read, at > 0 ? records.get(releases[at - 1]!.content)! : null);

    await ready.archive();
    await codeSets.putRecords(codeSet, ready.read.content, ready.read.records);
    const known = new Set(state.releases.map(({ changeSet }) => changeSet));
    const fresh = releases.filter(({ changeSet }) => !known.has(changeSet));
    const changesOf = new Map<string, readonly CodeChange[]>();
    for (const release of releases) {
      const earlier = releases[releases.indexOf(release) - 1] ?? null;
      changesOf.set(
        release.changeSet,
        known.has(release.changeSet)
          ? await codeSets.changes(codeSet, release.changeSet)
          : changesBetween(earlier, release, records),
      );
    }
    const superseded = state.releases
      .filter(({ changeSet }) => !changesOf.has(changeSet))
      .map((each) => each.changeSet);
    const released = releases[at]!;
    for (const release of fresh) {
      const earlier = releases[releases.indexOf(release) - 1] ?? null;
      await writeChangeSet(codeSets, earlier, release, records, changesOf.get(release.changeSet)!);
      const newest = release === released && release === releases.at(-1);
      const notify = earlier !== null && (ready.notify || newest);
      await planSweep(ports, release, notify, changesOf.get(release.changeSet)!, superseded);
    }
    await codeSets.putRelease(codeSet, released, {
      content: released.content,
      sha256: released.sha256,
      counts: ready.read.counts,
      notes: ready.read.notes,
    });
    await flip(codeSets, state, releases, records, changesOf, fresh, superseded);
    await clearLeftovers(ports, await codeSets.state(codeSet));
    return {
      outcome: 'published',
      release: released,
      baseline: at === 0,
      changes: changesOf.get(released.changeSet)!,
      event: { type: 'ReleasePublished', codeSet, changeSets: fresh.map(({ changeSet }) => changeSet) },
    };
  };

/** Changes only with the two contents and with how they are compared. */
const comparison = 1;

export function changeSetId(older: string | null, newer: string): string {
  return createHash('sha256')
    .update(`${comparison} ${older ?? 'baseline'} ${newer}`)
    .digest('hex')
    .slice(0, 20);
}

async function unchanged(ports: PublishPorts, state: CodeSetState, release: HeldRelease): Promise<Published> {
  const changes = await ports.codeSets.changes(codeSet, release.changeSet);
  return { outcome: 'unchanged', release, baseline: state.releases[0] === release, changes, event: null };
}

function factsOf({ file, sha256, read }: ReadyRelease) {
  return {
    codeSet,
    quarter: read.date.slice(0, 7),
    date: read.date,
    coveredThrough: read.coveredThrough,
    knownSince: read.knownSince,
    knownSinceSource: read.knownSinceSource,
    file,
    sha256,
    content: read.content,
    records: read.records.length,
  } as const;
}

async function recordsOf(
  codeSets: CodeSetStore,
  releases: readonly HeldRelease[],
  { read }: ReadyRelease,
): Promise<Map<string, readonly CodeRecord[]>> {
  const records = new Map<string, readonly CodeRecord[]>([[read.content, read.records]]);
  for (const { content } of releases)
    if (!records.has(content)) records.set(content, await codeSets.records(codeSet, content));
  return records;
}

function changesBetween(
  earlier: HeldRelease | null,
  release: HeldRelease,
  records: ReadonlyMap<string, readonly CodeRecord[]>,
): readonly CodeChange[] {
  if (!earlier) return [];
  const [older, newer] = [records.get(earlier.content)!, records.get(release.content)!];
  const { changes } = compareReleases({ date: earlier.date, records: older }, { date: release.date, records: newer });
  return withReplacements(changes, byCode(older), byCode(newer), inferredBetween(older, newer));
}

async function writeChangeSet(
  codeSets: CodeSetStore,
  earlier: HeldRelease | null,
  release: HeldRelease,
  records: ReadonlyMap<string, readonly CodeRecord[]>,
  changes: readonly CodeChange[],
): Promise<void> {
  await codeSets.announce(codeSet, release.changeSet);
  await codeSets.putObject(objectKeys.changeSet(codeSet, release.changeSet), JSON.stringify(changes));
  const now = byCode(records.get(release.content)!);
  const touched = earlier ? byCodeOf(changes) : new Map([...now.keys()].map((code) => [code, []]));
  await codeSets.putVersions(
    codeSet,
    release,
    [...touched].map(
      ([code, ofCode]): VersionRow => ({
        code,
        changeSet: release.changeSet,
        content: release.content,
        record: now.get(code) ?? null,
        changes: ofCode,
      }),
    ),
  );
}

/** Written before the flip: whatever stops us afterwards, the work that the release causes is on the books. */
async function planSweep(
  { codeSets, sweeps }: PublishPorts,
  release: HeldRelease,
  notify: boolean,
  changes: readonly CodeChange[],
  superseded: readonly string[],
): Promise<void> {
  const since = new Map<string, IsoDate>([[awaitingLines, release.date]]);
  const note = (more: ReadonlyMap<string, IsoDate>) => {
    for (const [code, date] of more) if (date < (since.get(code) ?? '9')) since.set(code, date);
  };
  note(affectedSince(changes));
  for (const changeSet of superseded) note(affectedSince(await codeSets.changes(codeSet, changeSet)));
  await sweeps.plan(codeSet, release.changeSet, notify, since);
}

async function flip(
  codeSets: CodeSetStore,
  state: CodeSetState,
  releases: readonly HeldRelease[],
  records: ReadonlyMap<string, readonly CodeRecord[]>,
  changesOf: ReadonlyMap<string, readonly CodeChange[]>,
  fresh: readonly HeldRelease[],
  superseded: readonly string[],
): Promise<void> {
  const book = writeCodeBook(compileState(codeSet, releases, records, changesOf));
  const codeBook = objectKeys.codeBook(codeSet, hashOf(book));
  await codeSets.putObject(codeBook, book);
  const sequence = state.sequence + 1;
  const feed = [
    ...state.feed,
    { sequence, changeSets: fresh.map((each) => each.changeSet), supersedes: [...superseded] },
  ];
  const text = JSON.stringify({ form: 'codeset-watch/state/1', codeSet, sequence, releases, feed, codeBook });
  const key = objectKeys.state(codeSet, hashOf(text));
  await codeSets.putObject(key, text);
  if (await codeSets.flip(codeSet, state.sequence, { sequence, key })) return;
  throw new CodesetError('STATE_MOVED', 'another release was published meanwhile; ingest this one again');
}

/** Takes away the rows of change sets that were announced, but are not part of the visible state. */
async function clearLeftovers({ codeSets, sweeps }: PublishPorts, state: CodeSetState): Promise<void> {
  const visible = new Set(state.releases.map(({ changeSet }) => changeSet));
  const superseded = state.feed.flatMap(({ supersedes }) => supersedes).filter((changeSet) => !visible.has(changeSet));
  for (const changeSet of new Set([...(await codeSets.announced(codeSet)), ...superseded])) {
    if (!visible.has(changeSet)) {
      await codeSets.removeVersions(changeSet);
      await sweeps.withdraw(codeSet, changeSet);
    }
    await codeSets.settled(codeSet, changeSet);
  }
}

function byCodeOf(changes: readonly CodeChange[]): Map<string, CodeChange[]> {
  const grouped = new Map<string, CodeChange[]>();
  for (const change of changes) {
    const ofCode = grouped.get(change.code);
    if (ofCode) ofCode.push(change);
    else grouped.set(change.code, [change]);
  }
  return grouped;
}

function byCode(records: readonly CodeRecord[]): ReadonlyMap<string, CodeRecord> {
  return new Map(records.map((record) => [record.code, record]));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
