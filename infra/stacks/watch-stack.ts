import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { MetricName } from '../../functions/adapters/telemetry.ts';
import { countedAlarms, countedBy, says } from '../alarms.ts';
import type { CloudFunction } from '../constructs/cloud-function.ts';
import { countedMetric, drawOverview } from '../constructs/overview.ts';
import { type FunctionName, type Queued, stageFacts } from '../functions.ts';
import type { Settings } from '../settings.ts';
import { tables } from '../tables.ts';
import type { AlertsStack } from './alerts-stack.ts';
import type { ApiStack } from './api-stack.ts';
import type { DataStack } from './data-stack.ts';
import type { PipelineStack } from './pipeline-stack.ts';

export interface WatchStackProps {
  readonly settings: Settings;
  readonly alerts: AlertsStack;
  readonly data: DataStack;
  readonly pipeline: PipelineStack;
  readonly api: ApiStack;
}

interface AlarmFacts {
  readonly metric: IMetric;
  /** In the unit of the metric. */
  readonly above: number;
  readonly says: string;
  /** Heading of the runbook. */
  readonly about: string;
  readonly periods?: number;
}

const fiveMinutes = Duration.minutes(5);

/** Alarms that name what to do, and one page that shows how it goes. */
export class WatchStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: WatchStackProps,
  ) {
    super(scope, id, { description: 'codeset-watch: alarms and dashboard' });
    const { pipeline, api } = props;
    const functions = Object.entries({ ...pipeline.functions, api: api.api }) as [FunctionName, CloudFunction][];
    for (const [name, each] of functions) this.watchFunction(name, each);
    for (const name of Object.keys(pipeline.queues) as Queued[]) this.watchQueue(name);
    this.watchCounts();
    this.watchRest();
    drawOverview(this, props, functions);
  }

  private watchFunction(name: FunctionName, { lambda }: CloudFunction): void {
    const mostMs = lambda.timeout!.toMilliseconds() * 0.8;
    const longest = lambda.metricDuration({ statistic: Stats.MAXIMUM, period: fiveMinutes });
    this.alarm(`${name}-errors`, {
      metric: lambda.metricErrors({ period: fiveMinutes }),
      above: 0,
      says: says.errors,
      about: name,
    });
    this.alarm(`${name}-throttles`, {
      metric: lambda.metricThrottles({ period: fiveMinutes }),
      above: 0,
      says: says.throttles,
      about: name,
      periods: 3,
    });
    this.alarm(`${name}-slow`, { metric: longest, above: mostMs, says: says.slow, about: name });
  }

  private watchQueue(name: Queued): void {
    const { queue, deadLetters } = this.props.pipeline.queues[name];
    const { every, waitsAtMost } = stageFacts[name];
    const oldest = queue.metricApproximateAgeOfOldestMessage({ period: fiveMinutes, statistic: Stats.MAXIMUM });
    const laidAside = deadLetters.metricApproximateNumberOfMessagesVisible({
      period: fiveMinutes,
      statistic: Stats.MAXIMUM,
    });
    this.alarm(`${name}-waiting`, { metric: oldest, above: waitsAtMost.toSeconds(), says: says.waiting, about: name });
    this.alarm(`${name}-dead-letters`, { metric: laidAside, above: 0, says: says.deadLetters, about: name });
    if (every) this.watchSchedule(name);
  }

  /** Nothing at all is what a broken schedule looks like: the daily one is given two hours more, the others four turns. */
  private watchSchedule(name: Queued): void {
    const daily = !stageFacts[name].every!.expressionString.startsWith('rate');
    const period = daily ? Duration.hours(1) : Duration.minutes(15);
    new Alarm(this, `${name}-silent`, {
      metric: this.props.pipeline.functions[name].lambda.metricInvocations({ period }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: daily ? 26 : 4,
      treatMissingData: TreatMissingData.BREACHING,
      alarmDescription: describe(says.silent, name),
    }).addAlarmAction(new SnsAction(this.props.alerts.alarms));
  }

  private watchCounts(): void {
    for (const [name, says] of Object.entries(countedAlarms) as [MetricName, string][]) {
      const metric = countedMetric(this.props.settings, name, { period: fiveMinutes });
      this.alarm(name, { metric, above: 0, says, about: countedBy[name] });
    }
  }

  private watchRest(): void {
    const { pipeline, api, data } = this.props;
    const left = pipeline.undelivered.metricApproximateNumberOfMessagesVisible({
      period: fiveMinutes,
      statistic: Stats.MAXIMUM,
    });
    this.alarm('undelivered', { metric: left, above: 0, says: says.undelivered, about: 'undelivered' });
    const { gateway } = api;
    const answers = gateway.metricLatency({ period: fiveMinutes, statistic: Stats.percentile(99) });
    this.alarm('api-server-errors', {
      metric: gateway.metricServerError({ period: fiveMinutes }),
      above: 0,
      says: says.serverErrors,
      about: 'api',
    });
    this.alarm('api-slow-answers', { metric: answers, above: 3000, says: says.slowAnswers, about: 'api', periods: 3 });
    const failed = new Metric({
      namespace: 'AWS/Backup',
      metricName: 'NumberOfBackupJobsFailed',
      dimensionsMap: { BackupVaultName: data.backups.vault.backupVaultName },
      statistic: Stats.SUM,
      period: Duration.hours(1),
    });
    this.alarm('backups-failed', { metric: failed, above: 0, says: says.backups, about: 'backups' });
    for (const { name, indexes } of tables) {
      const metric = throttled(data.tables[name].resource.tableName, indexes[0]!.name);
      this.alarm(`${name}-throttled`, { metric, above: 0, says: says.throttledTable, about: 'tables', periods: 3 });
    }
  }

  private alarm(id: string, { metric, above, says, about, periods = 1 }: AlarmFacts): void {
    new Alarm(this, id, {
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: describe(says, about),
    }).addAlarmAction(new SnsAction(this.props.alerts.alarms));
  }
}

/** What a table turned down, and its busiest index, the first. Of requests DynamoDB counts by operation alone. */
function throttled(TableName: string, GlobalSecondaryIndexName: string): IMetric {
  const events = (metricName: string, more: Readonly<Record<string, string>> = {}) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName, ...more },
      statistic: Stats.SUM,
      period: fiveMinutes,
    });
  const usingMetrics = {
    reads: events('ReadThrottleEvents'),
    writes: events('WriteThrottleEvents'),
    indexed: events('WriteThrottleEvents', { GlobalSecondaryIndexName }),
  };
  return new MathExpression({ expression: 'SUM(METRICS())', usingMetrics, period: fiveMinutes });
}

/** What an alarm says: what is wrong, what to do, and where the steps are written. */
function describe(says: string, about: string): string {
  return `${says} Steps: docs/OPERATIONS.md#${about}`;
}
