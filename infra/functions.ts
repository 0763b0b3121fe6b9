import { Duration } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { apiVariables, type Variable } from '../functions/config.ts';
import type { Stage } from '../shared/pipeline.ts';

/** What has a queue: the stages of the pipeline, the intake of claims and that of licensed CPT, which wait for nothing. */
export type Queued = Stage | 'import-claims' | 'publish-licensed';

/** A function of the cloud. It names the handler, the queue, the log and the heading of the runbook too. */
export type FunctionName = Queued | 'api';

export interface FunctionFacts {
  readonly memoryMb: number;
  readonly timeout: Duration;
  /** What its handler reads from the environment beside the stores. */
  readonly variables: readonly Variable[];
}

export interface StageFacts extends FunctionFacts {
  /** One message at a time, in order, and a repeated one only once in five minutes; else many at once. */
  readonly ordered: boolean;
  readonly batchSize: number;
  readonly every: ScheduleExpression | null;
  /** So long a message is held back before the function sees it. */
  readonly after?: Duration;
  /** How long a message may wait before somebody is told. */
  readonly waitsAtMost: Duration;
}

const day = { hour: '11', minute: '30' } as const;
const night = { hour: '7', minute: '15' } as const;
const quarterHour = ScheduleExpression.rate(Duration.minutes(15));

/** Lambda gives a full core at 1,769 MB; below that, time grows as memory falls. */
const fullCore = 1769;

export const apiFacts: FunctionFacts = {
  memoryMb: 1024,
  // API Gateway gives up after 30 seconds.
  timeout: Duration.seconds(20),
  variables: apiVariables,
};

export const stageFacts: Readonly<Record<Queued, StageFacts>> = {
  'watch-sources': {
    memoryMb: 512,
    // Waits politely between requests, and longer where CMS asks for it.
    timeout: Duration.minutes(15),
    variables: ['publishQueue', 'inboxBucket', 'newestReleases'],
    ordered: true,
    batchSize: 1,
    // CMS posts in its office hours; this is the morning after, in Baltimore.
    every: ScheduleExpression.cron(day),
    waitsAtMost: Duration.hours(2),
  },
  'publish-release': {
    // Holds the records of every release at once while it compiles the code book.
    memoryMb: 3008,
    timeout: Duration.minutes(10),
    variables: ['planQueue', 'inboxBucket'],
    ordered: true,
    batchSize: 1,
    every: null,
    waitsAtMost: Duration.hours(2),
  },
  'plan-recheck': {
    memoryMb: 512,
    timeout: Duration.minutes(5),
    variables: ['recheckQueue'],
    ordered: true,
    batchSize: 1,
    every: quarterHour,
    waitsAtMost: Duration.hours(1),
  },
  'recheck-code': {
    memoryMb: fullCore,
    timeout: Duration.minutes(15),
    variables: [],
    ordered: false,
    batchSize: 10,
    every: null,
    // An index lags behind its table, as a rule for less than a second. A line that was stored just before the release
    // became visible is judged by nobody else: it must stand in the index when its code is looked up.
    after: Duration.minutes(1),
    waitsAtMost: Duration.hours(6),
  },
  'deliver-alerts': {
    memoryMb: 512,
    timeout: Duration.minutes(10),
    variables: ['mailFrom', 'mailConfiguration', 'siteAddress'],
    ordered: true,
    batchSize: 1,
    every: quarterHour,
    waitsAtMost: Duration.hours(2),
  },
  'send-outgoing': {
    memoryMb: 512,
    // It begins nothing after five minutes; an endpoint has ten seconds for each message.
    timeout: Duration.minutes(10),
    variables: ['mailFrom', 'siteAddress'],
    ordered: true,
    batchSize: 1,
    every: ScheduleExpression.rate(Duration.minutes(5)),
    waitsAtMost: Duration.hours(1),
  },
  'import-claims': {
    memoryMb: fullCore,
    // Some million lines; larger files are split before they are dropped.
    timeout: Duration.minutes(15),
    variables: ['claimsBucket', 'digestTo'],
    ordered: false,
    batchSize: 1,
    // Deletes closed claims that are older than their account keeps them.
    every: ScheduleExpression.cron(night),
    // The file itself is gone after a day.
    waitsAtMost: Duration.hours(6),
  },
  'publish-licensed': {
    // Holds every year with all its texts at once while it compares them.
    memoryMb: 3008,
    timeout: Duration.minutes(10),
    variables: ['planQueue', 'licensedBucket', 'licensedSecret', 'vaultBucket', 'licensedKey'],
    ordered: true,
    batchSize: 1,
    every: ScheduleExpression.cron(day),
    waitsAtMost: Duration.hours(2),
  },
};
