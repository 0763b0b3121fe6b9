import type { CodeChange } from '../shared/changes/change.ts';
import type { CodeSet } from '../shared/code.ts';
import type { CodeSetState, HeldRelease } from '../shared/codebook/code-set-state.ts';
import { type FileSource, type Source, sourceId, withSources } from '../shared/codebook/source.ts';
import { CodesetError } from '../shared/errors.ts';
import type { ReleasePublished } from '../shared/pipeline.ts';
import type { Evidence } from '../shared/release/gate.ts';
import type { ReadRelease } from '../shared/release/read-release.ts';
import type { CodeSetStore } from './adapters/code-set-store.ts';
import { Comparisons } from './publish/comparisons.ts';
import { type JudgePorts, judgeArrival } from './publish/judge-arrival.ts';
import { clearLeftovers } from './publish/leftovers.ts';
import { type Publication, planPublication } from './publish/plan-publication.ts';
import { type Fresh, SlotRecords } from './publish/slot-records.ts';
import { storeFresh } from './publish/store-fresh.ts';
import { type WritePorts, writeBook, writeChangeSets, writeState } from './publish/write-publication.ts';

export type PublishPorts = JudgePorts & WritePorts;

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
    const work = { publication, records, comparisons };
    const releases = await writeChangeSets(ports, state, work, {
      steps: publication.fresh,
      rechecked: () => true,
      notify: ({ earlier, changeSet }) => earlier !== null && (ready.notify || publication.news.has(changeSet)),
    });
    const visible = await flip(codeSets, state, publication, releases, await writeBook(codeSets, work, releases));
    await clearLeftovers(ports, visible);
    await ports.quarantine.release(codeSet, ready.sha256);
    const fresh = publication.fresh.map(({ changeSet }) => changeSet);
    const event = fresh.length > 0 ? ({ type: 'ReleasePublished', codeSet, changeSets: fresh } as const) : null;
    return published(codeSets, visible, ready, event);
  };

async function flip(
  codeSets: CodeSetStore,
  state: CodeSetState,
  { sources, fresh, superseded }: Publication,
  releases: readonly HeldRelease[],
  codeBook: string,
): Promise<CodeSetState> {
  const sequence = state.sequence + 1;
  const entry = { sequence, changeSets: fresh.map(({ changeSet }) => changeSet), supersedes: [...superseded] };
  const feed = fresh.length + superseded.length > 0 ? [...state.feed, entry] : state.feed;
  const next = { ...state, sequence, sources: [...sources], releases: [...releases], feed, codeBook };
  const key = await writeState(codeSets, next);
  if (await codeSets.flip(state.codeSet, state.sequence, { sequence, key })) return next;
  throw new CodesetError('STATE_MOVED', 'another release was published meanwhile; ingest this one again');
}

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
