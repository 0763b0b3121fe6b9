import { createHash } from 'node:crypto';
import { cmsSite } from '../../functions/adapters/cms-site.ts';
import type { RunLog } from '../../functions/watch/note-run.ts';
import type { ArrivedSource, SourceArchive, SourceState } from '../../functions/watch/source-archive.ts';
import {
  type FileOutcome,
  type WatchOptions,
  type WatchReport,
  watchSources,
} from '../../functions/watch/watch-sources.ts';
import { releaseName } from '../../shared/release/identity.ts';
import type { WatchRun } from '../../shared/sources/watch-run.ts';
import type { FakeCms } from './fake-cms.ts';

/** Where the local CMS lists its releases. */
export const listAddress = '/medicare/quarterly-update';

/** An archive in memory, as the composition root's must behave. */
export function memoryArchive(refuse: (source: ArrivedSource) => string | undefined = () => undefined) {
  const kept = new Map<string, ArrivedSource>();
  const states = new Map<string, string>();
  const archive: SourceArchive = {
    async archiveSource(source) {
      const refused = refuse(source);
      if (refused) return { refused };
      const sha256 = hashOf(source.bytes);
      const isNew = !kept.has(sha256);
      if (isNew) kept.set(sha256, source);
      return { sha256, isNew };
    },
    sourceState: {
      get: async (url) => (states.has(url) ? (JSON.parse(states.get(url)!) as SourceState) : undefined),
      put: async (url, state) => void states.set(url, JSON.stringify(state)),
    },
  };
  return { archive, kept };
}

/** The last run, in memory. */
export function memoryRuns(): RunLog {
  let last: WatchRun | undefined;
  return {
    last: async () => last,
    put: async (run) => {
      last = run;
    },
  };
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A scan of the local CMS, with a clock that moves by sleeping alone. */
export function watcher(cms: FakeCms, archive: SourceArchive, runs: RunLog = memoryRuns(), wholeMs = 400) {
  let now = Date.parse('2026-04-02T08:00:00Z');
  const clock = { now: () => new Date(now) };
  const log = { info: () => undefined, warn: () => undefined };
  const site = cmsSite({
    fetch,
    clock,
    log,
    random: () => 0,
    sleep: async (ms) => {
      now += ms;
    },
    userAgent: 'codeset-watch/test',
    hosts: [cms.host],
    limits: { stallMs: 300, wholeMs, fileBytes: 4_000_000 },
  });
  const watch = watchSources({ site, archive, runs, clock, log });
  return (options: WatchOptions = {}) => watch({ pages: [cms.origin + listAddress], ...options });
}

/** `2026-01 new`, `2018-01 corrections unchanged`: what became of each wanted file. */
export function brief({ files }: WatchReport): string[] {
  return files.map((file) => `${nameOf(file)} ${file.outcome === 'failed' ? file.failure.failure : file.outcome}`);
}

function nameOf({ link }: FileOutcome): string {
  return `${link.identity ? releaseName(link.identity) : '?'}${link.kind === 'corrections' ? ' corrections' : ''}`;
}
