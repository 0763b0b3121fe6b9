import type { CodeChange } from '../../shared/changes/change.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { type FileSource, type Source, sourceId } from '../../shared/codebook/source.ts';
import type { ReleasePublished } from '../../shared/pipeline.ts';
import type { Evidence } from '../../shared/release/gate.ts';
import type { ReadRelease } from '../../shared/release/read-release.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import { Comparisons } from './comparisons.ts';
import { type JudgePorts, judgeArrival } from './judge-arrival.ts';
import { planPublication } from './plan-publication.ts';
import { publishSources } from './publish-sources.ts';
import { type Fresh, SlotRecords } from './slot-records.ts';
import { storeFresh } from './store-fresh.ts';
import type { WritePorts } from './write-publication.ts';

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
    const { codeSets, quarantine } = ports;
    const { state, event } = await publishSources(ports, ready, (publication) => {
      const records = new SlotRecords(codeSets, ready);
      const comparisons = new Comparisons(codeSets, records, publication);
      const believe = async () => {
        await judgeArrival(ports, ready, publication, { records, comparisons });
        await ready.archive();
        await storeFresh(codeSets, ready);
      };
      return { records, comparisons, believe };
    });
    await quarantine.release(ready.codeSet, ready.sha256);
    return published(codeSets, state, ready, event);
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
