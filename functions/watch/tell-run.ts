import type { SourcesAnswer } from '../../shared/api/source-forms.ts';
import type { MetricName } from '../adapters/telemetry.ts';
import type { EventLog } from './source-site.ts';
import type { WatchReport } from './watch-sources.ts';

/** Alarms that follow from the calendar alone; what failed or is unknown stands in the report of the run. */
const ofTheCalendar = { late: 'ReleasesLate', early: 'ReleasesEarly' } as const satisfies Record<string, MetricName>;

/** Says in the log, and counts for the alarms, what a run of the watcher leaves to a person. */
export function tellRun(
  { log, count }: { readonly log: EventLog; readonly count: (name: MetricName, times: number) => void },
  { failures, unknown, problems }: WatchReport,
  { sources }: SourcesAnswer,
): void {
  for (const { url, failure, detail, remedy } of failures) log.warn('source-failed', { url, failure, detail, remedy });
  for (const { url, text } of unknown) log.warn('source-unknown', { url, text });
  for (const problem of problems) log.warn('source-problem', { problem });
  count('SourcesFailed', failures.length);
  count('SourcesUnknown', unknown.length);
  for (const { kind, text, remedy } of sources.flatMap(({ alarms }) => alarms)) {
    if (kind !== 'late' && kind !== 'early') continue;
    log.warn(`release-${kind}`, { text, remedy });
    count(ofTheCalendar[kind], 1);
  }
}
