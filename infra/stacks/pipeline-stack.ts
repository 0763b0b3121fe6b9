import { CfnOutput, Stack } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { ContextAttribute, Schedule, ScheduleGroup, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { SqsSendMessage } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { onlyGroup } from '../../functions/adapters/queue.ts';
import { objectKeys } from '../../shared/keys/object-keys.ts';
import { pipeline } from '../../shared/pipeline.ts';
import { CloudFunction } from '../constructs/cloud-function.ts';
import { environmentOf } from '../constructs/environment.ts';
import { grantRights } from '../constructs/grants.ts';
import { StageQueue, undeliveredQueue } from '../constructs/stage-queue.ts';
import { type Queued, stageFacts } from '../functions.ts';
import { rights } from '../rights.ts';
import type { Settings } from '../settings.ts';
import type { AlertsStack } from './alerts-stack.ts';
import type { DataStack } from './data-stack.ts';

export interface PipelineStackProps {
  readonly settings: Settings;
  readonly data: DataStack;
  readonly alerts: AlertsStack;
  /** Of the pages, for links in digests. */
  readonly siteAddress: string;
}

/** One queue, its dead letters and one function for each stage; what starts a stage is a message in its queue. */
export class PipelineStack extends Stack {
  readonly queues: Readonly<Record<Queued, StageQueue>>;
  readonly functions: Readonly<Record<Queued, CloudFunction>>;
  /** What schedules and rules could not hand over. */
  readonly undelivered: Queue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PipelineStackProps,
  ) {
    super(scope, id, { description: 'codeset-watch: from a release to an alert' });
    const names: readonly Queued[] = [...pipeline.map(({ run }) => run), 'import-claims', 'publish-licensed'];
    this.undelivered = undeliveredQueue(this);
    this.queues = record(names, (name) => new StageQueue(this, name, stageFacts[name]));
    this.functions = record(names, (name) => this.createFunction(name));
    this.createSchedules(names);
    const { archive, inbox, claims, licensed } = props.data.buckets;
    this.onArrival(inbox.resource, 'inbox/', 'FileDropped', 'publish-release');
    this.onArrival(claims.resource, 'claims/', 'ClaimsDropped', 'import-claims');
    this.onArrival(archive.resource, objectKeys.decisions('replacement'), 'ReplacementDecided', 'publish-release');
    const word = objectKeys.decisions('release');
    this.onArrival(archive.resource, word, 'ReleaseDecided', 'publish-release', 'publish-licensed');
    this.onArrival(licensed.resource, 'licensed/cpt/', 'LicensedDropped', 'publish-licensed');
    new CfnOutput(this, 'LicensedDrop', { value: licensed.resource.s3UrlForObject('licensed/cpt/') });
    new CfnOutput(this, 'LicensedSourceSecret', { value: props.data.licensedSource.resource.secretArn });
    new CfnOutput(this, 'Inbox', { value: inbox.resource.s3UrlForObject('inbox/') });
    new CfnOutput(this, 'ClaimsDrop', { value: claims.resource.s3UrlForObject('claims/') });
  }

  private createFunction(name: Queued): CloudFunction {
    const { settings, data, alerts, siteAddress } = this.props;
    const facts = stageFacts[name];
    const queues = record(Object.keys(this.queues) as Queued[], (each) => this.queues[each].queue);
    const { mailFrom, digestTo, newestReleases } = settings;
    const mailConfiguration = alerts.sender.configurationSet;
    const told = { name, data, queues, newestReleases, mailFrom, digestTo, mailConfiguration, siteAddress };
    const created = new CloudFunction(this, name, {
      facts,
      environment: environmentOf(told, ['ownQueue', ...facts.variables]),
      settings,
      logKey: alerts.operationsKey,
      reservedConcurrency: name === 'publish-release' && settings.reservePublisher ? 1 : undefined,
    });
    grantRights(created, rights[name], { ...data, sender: alerts.sender, queues });
    created.lambda.addEventSource(
      new SqsEventSource(this.queues[name].queue, {
        batchSize: facts.batchSize,
        reportBatchItemFailures: true,
        // An ordered queue is one line by itself.
        ...(facts.ordered ? {} : { maxConcurrency: settings.recheckConcurrency }),
      }),
    );
    return created;
  }

  private createSchedules(names: readonly Queued[]): void {
    const scheduleGroup = new ScheduleGroup(this, 'Schedules');
    for (const name of names) {
      const { every, ordered } = stageFacts[name];
      if (!every) continue;
      const target = new SqsSendMessage(this.queues[name].queue, {
        // An ordered queue drops what it was sent within five minutes: the moment tells a tick from the one before it.
        input: ScheduleTargetInput.fromObject({ type: 'Tick', at: ContextAttribute.scheduledTime }),
        deadLetterQueue: this.undelivered,
        ...(ordered ? { messageGroupId: onlyGroup } : {}),
      });
      new Schedule(this, `${name}-schedule`, { schedule: every, target, scheduleGroup, description: `Starts ${name}` });
    }
  }

  private onArrival(bucket: IBucket, prefix: string, type: string, ...stages: readonly Queued[]): void {
    new Rule(this, type, {
      description: `Hands what arrives under ${prefix} to ${stages.join(' and ')}`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix }] } },
      },
      targets: stages.map(
        (stage) =>
          new SqsQueue(this.queues[stage].queue, {
            // The id tells a file that is dropped again from its message sent again, which an ordered queue drops.
            message: RuleTargetInput.fromObject({
              type,
              key: EventField.fromPath('$.detail.object.key'),
              event: EventField.eventId,
            }),
            deadLetterQueue: this.undelivered,
            ...(stageFacts[stage].ordered ? { messageGroupId: onlyGroup } : {}),
          }),
      ),
    });
  }
}

function record<Name extends string, Value>(names: readonly Name[], make: (name: Name) => Value) {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}
