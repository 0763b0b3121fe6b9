import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { type MetricName, metricNames } from '../../functions/adapters/telemetry.ts';
import { countedBy } from '../alarms.ts';
import type { FunctionName } from '../functions.ts';
import { metricsNamespace, type Settings } from '../settings.ts';
import type { WatchStackProps } from '../stacks/watch-stack.ts';
import type { CloudFunction } from './cloud-function.ts';

/** What a function counts itself, as Powertools writes it. */
export function countedMetric(settings: Settings, metricName: MetricName, options: MetricOptions): Metric {
  const dimensionsMap = { service: countedBy[metricName] };
  return new Metric({
    namespace: metricsNamespace(settings),
    metricName,
    dimensionsMap,
    statistic: Stats.SUM,
    ...options,
  });
}

/** One page: what came, what it did, what is stuck. */
export function drawOverview(
  scope: Construct,
  { settings, pipeline, api }: WatchStackProps,
  functions: readonly (readonly [FunctionName, CloudFunction])[],
): void {
  const period = Duration.hours(1);
  const statistic = Stats.MAXIMUM;
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 8 });
  const queues = Object.entries(pipeline.queues);
  const dashboard = new Dashboard(scope, 'Overview');
  dashboard.addWidgets(
    graph(
      'What was done',
      metricNames.map((name) => countedMetric(settings, name, { period })),
    ),
    graph(
      'Errors',
      functions.map(([label, { lambda }]) => lambda.metricErrors({ period, label })),
    ),
    graph(
      'Longest run (ms)',
      functions.map(([label, { lambda }]) => lambda.metricDuration({ period, label, statistic })),
    ),
  );
  dashboard.addWidgets(
    graph(
      'Oldest message (s)',
      queues.map(([label, { queue }]) => queue.metricApproximateAgeOfOldestMessage({ period, label, statistic })),
    ),
    graph(
      'Laid aside',
      queues.map(([label, { deadLetters }]) =>
        deadLetters.metricApproximateNumberOfMessagesVisible({ period, label, statistic }),
      ),
    ),
    graph('API, p99 (ms)', [api.gateway.metricLatency({ period, statistic: Stats.percentile(99) })]),
  );
}
