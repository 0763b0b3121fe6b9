import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { EventLog } from '../watch/source-site.ts';
import { correlationId } from './correlation.ts';

/** What the functions count, so that alarms and dashboards can name it. */
export const metricNames = [
  'ReleasesPublished',
  'ReleasesRefused',
  'LicensedRefused',
  'LicensedFailed',
  'SourcesFailed',
  'SourcesUnknown',
  'ReleasesLate',
  'ReleasesEarly',
  'LinesRechecked',
  'FindingsRaised',
  'FindingsCleared',
  'ClaimsImported',
  'ClaimsRefused',
  'DigestsSent',
  'DigestsFailed',
  'MessagesDelivered',
  'MessagesPostponed',
  'MessagesGivenUp',
] as const;
export type MetricName = (typeof metricNames)[number];

/** Name and namespace come from the stacks (POWERTOOLS_SERVICE_NAME, POWERTOOLS_METRICS_NAMESPACE). */
export const logger = new Logger();
const metrics = new Metrics();

/** Facts about releases, codes and counts; nothing of a claim is ever logged. */
export const log: EventLog = {
  info: (event, facts = {}) => logger.info(event, { correlationId: correlationId(), ...facts }),
  warn: (event, facts = {}) => logger.warn(event, { correlationId: correlationId(), ...facts }),
};

export function count(name: MetricName, times: number): void {
  if (times > 0) metrics.addMetric(name, MetricUnit.Count, times);
}

/** Once at the end of a call: metrics travel in the log. */
export function publishCounts(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
