import { Validations } from 'aws-cdk-lib';
import type { createCloud } from './cloud.ts';

type Stacks = ReturnType<typeof createCloud>;

interface Exception {
  readonly rule: string;
  readonly in: readonly (keyof Stacks)[];
  readonly reason: string;
}

/** Rules of the checks (AWS Solutions, HIPAA Security) that we do not follow, and why. A check that is not here must hold. */
const exceptions: readonly Exception[] = [
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    in: ['api', 'pipeline'],
    reason: 'X-Ray takes traces by no narrower name; no other right has it (test/infra/stacks.test.ts).',
  },
  {
    rule: 'AwsSolutions-APIG4',
    in: ['api'],
    reason: 'The app asks for its key itself: code sets and health are public, claims and findings are not.',
  },
  {
    rule: 'AwsSolutions-COG8',
    in: ['data'],
    reason: 'Threat protection is paid by the head; sign-up is closed and a second factor is required of everybody.',
  },
  ...['ForBackup', 'ForRestores'].map((what) => ({
    rule: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicy${what}]`,
    in: ['data'] as const,
    reason: 'AWS Backup says itself what it needs for copies and their return, and nothing else takes this role.',
  })),
  {
    rule: 'AwsSolutions-SQS3',
    in: ['pipeline'],
    reason: 'This queue is itself where schedules and rules leave what they could not deliver.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    in: ['data'],
    reason: 'Clients hold the key: it is rotated by a person who tells them (docs/OPERATIONS.md).',
  },
  {
    rule: 'HIPAA.Security-SecretsManagerRotationEnabled',
    in: ['data'],
    reason: 'Clients hold the key: it is rotated by a person who tells them (docs/OPERATIONS.md).',
  },
  {
    rule: 'HIPAA.Security-S3BucketReplicationEnabled',
    in: ['data'],
    reason: 'The archive holds public files that CMS publishes too; claims are in no bucket for longer than a day.',
  },
  {
    rule: 'HIPAA.Security-S3BucketVersioningEnabled',
    in: ['data'],
    reason:
      'What is dropped is deleted when it was read, and must not stay as an old version; access logs are only added.',
  },
  {
    rule: 'HIPAA.Security-S3DefaultEncryptionKMS',
    in: ['data'],
    reason: 'S3 delivers access logs into buckets under its own key alone.',
  },
  {
    rule: 'HIPAA.Security-IAMNoInlinePolicy',
    in: ['api', 'pipeline'],
    reason: 'Each policy is one role’s own, made with it and removed with it.',
  },
  {
    rule: 'HIPAA.Security-LambdaConcurrency',
    in: ['api', 'pipeline'],
    reason:
      'Limited where the calls come from: one line for ordered queues, a maximum for the others, throttles at the gateway.',
  },
  {
    rule: 'HIPAA.Security-LambdaDLQ',
    in: ['api', 'pipeline'],
    reason: 'No function is called asynchronously; each queue in front of one has its dead letters.',
  },
  {
    rule: 'HIPAA.Security-LambdaInsideVPC',
    in: ['api', 'pipeline'],
    reason:
      'They reach nothing but services of AWS and CMS, over TLS and by their own roles; a network would guard no more.',
  },
];

/** Notes the exceptions with the stacks that they are made for. */
export function explainExceptions(stacks: Stacks): void {
  for (const { rule, in: names, reason } of exceptions)
    for (const name of names) Validations.of(stacks[name]).acknowledge({ id: rule, reason });
}
