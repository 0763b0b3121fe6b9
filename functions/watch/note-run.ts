import { releaseName } from '../../shared/release/identity.ts';
import { keptOfEach, type WatchRun } from '../../shared/sources/watch-run.ts';
import type { WatchReport } from './watch-sources.ts';

/** Where the last run of the watcher is remembered. */
export interface RunLog {
  last(): Promise<WatchRun | undefined>;
  put(run: WatchRun): Promise<void>;
}

/** Remembers what came of asking, so that a person sees it without a log. */
export async function noteRun(log: RunLog, report: WatchReport): Promise<void> {
  const { scannedAt, answered, downloads, found, failures, unknown, problems } = report;
  const before = await log.last();
  const releases = found.flatMap(({ kind, identity }) => (kind === 'release' && identity ? [identity] : []));
  await log.put({
    askedAt: scannedAt,
    answeredAt: answered ? scannedAt : (before?.answeredAt ?? null),
    downloads,
    listed: [...new Set(releases.map(releaseName))].sort(),
    failures: failures
      .slice(0, keptOfEach)
      .map(({ url, failure, detail, remedy }) => ({ url, failure, detail, remedy })),
    unknown: unknown.slice(0, keptOfEach).map(({ url, text, reason }) => ({ url, text, reason })),
    problems: problems.slice(0, keptOfEach),
  });
}
