import { ArnFormat, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Sender } from '../constructs/grants.ts';
import type { Settings } from '../settings.ts';

const alarmService = new ServicePrincipal('cloudwatch.amazonaws.com');

/** How people are reached: the topic for those who run it, the sender for those whom it serves. */
export class AlertsStack extends Stack {
  /** Guards logs and alarms. */
  readonly operationsKey: Key;
  readonly alarms: Topic;
  readonly sender: Sender & { readonly configurationSet: string };

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, { description: 'codeset-watch: who is told, and as whom' });
    this.operationsKey = this.createKey(settings.keepData);
    this.alarms = this.createTopic();
    if (settings.alarmMail) this.alarms.addSubscription(new EmailSubscription(settings.alarmMail));
    this.sender = this.createSender(settings.mailFrom);
  }

  private createKey(keepData: boolean): Key {
    const key = new Key(this, 'OperationsKey', {
      description: 'codeset-watch: logs and alarms',
      enableKeyRotation: true,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const publishers = [alarmService, new ServicePrincipal('ses.amazonaws.com')];
    const use = { principals: publishers, actions: ['kms:Decrypt', 'kms:GenerateDataKey*'], resources: ['*'] };
    key.addToResourcePolicy(new PolicyStatement(use));
    const anyLogGroup = this.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${this.region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': anyLogGroup } },
      }),
    );
    return key;
  }

  /** A policy of our own takes the place of the one that lets the account's alarms in: they are named again. */
  private createTopic(): Topic {
    const topic = new Topic(this, 'Alarms', { masterKey: this.operationsKey, enforceSSL: true });
    const resourceName = '*';
    const alarms = { service: 'cloudwatch', resource: 'alarm', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME };
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [alarmService],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': this.account },
          ArnLike: { 'aws:SourceArn': this.formatArn(alarms) },
        },
      }),
    );
    return topic;
  }

  /** Programs of this AWS account that hear by SNS subscribe to it; alerts name it as their destination. */
  private createSubscribersTopic(): Topic {
    const topic = new Topic(this, 'Subscribers', { masterKey: this.operationsKey, enforceSSL: true });
    new CfnOutput(this, 'SubscribersTopic', { value: topic.topicArn });
    return topic;
  }

  private createSender(address: string): Sender & { configurationSet: string } {
    const configuration = new ConfigurationSet(this, 'Mail', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
    });
    configuration.addEventDestination('Trouble', {
      destination: EventDestination.snsTopic(this.alarms),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT],
    });
    const identity = new EmailIdentity(this, 'Sender', {
      identity: Identity.domain(address.slice(address.lastIndexOf('@') + 1)),
      configurationSet: configuration,
    });
    identity.dkimRecords.forEach(({ name, value }, index) => {
      new CfnOutput(this, `Dkim${index + 1}`, { value: `${name} CNAME ${value}` });
    });
    const configurationSet = configuration.configurationSetName;
    const configurationArn = this.formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: configurationSet,
    });
    const topic = { resource: this.createSubscribersTopic(), key: this.operationsKey };
    return { address, identityArn: identity.emailIdentityArn, configurationArn, configurationSet, topic };
  }
}
