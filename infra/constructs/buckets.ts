import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type CorsRule,
  HttpMethods,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { BucketName } from '../rights.ts';
import type { Kept } from './grants.ts';

export interface BucketsProps {
  readonly codesets: Key;
  readonly claimsDrop: Key;
  readonly licensed: Key;
  readonly lockDays: number;
  /** Where the pages are that send claim files: `https://codes.example.org`, with at most one `*`. */
  readonly site: string;
  readonly removalPolicy: RemovalPolicy;
}

/** Who read what, for a little over a year. */
const accessLogDays = Duration.days(400);

/** Buckets apart, because what lies in them is kept for ever, derived, on its way in, nobody's to keep, or licensed. */
export class Buckets {
  readonly all: Readonly<Record<BucketName, Kept<Bucket>>>;

  constructor(
    private readonly scope: Construct,
    private readonly props: BucketsProps,
  ) {
    const { codesets, claimsDrop, licensed, lockDays, site } = props;
    // S3 delivers its access logs into buckets under its own key alone.
    const accessLog = this.bucket(
      'AccessLog',
      { encryption: BucketEncryption.S3_MANAGED },
      { expiration: accessLogDays },
    );
    const kept = (id: string, key: Key, more: BucketProps, rule = {}): Kept<Bucket> => {
      const logged = { serverAccessLogsBucket: accessLog, serverAccessLogsPrefix: `${id}/` };
      const encrypted = { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true };
      return { resource: this.bucket(id, { ...encrypted, ...logged, ...more }, rule), key };
    };
    const lock = ObjectLockRetention.governance(Duration.days(lockDays));
    const locked = { versioned: true, objectLockEnabled: true, objectLockDefaultRetention: lock };
    this.all = {
      archive: kept('Archive', codesets, locked),
      releases: kept('Releases', codesets, { versioned: true }, { noncurrentVersionExpiration: Duration.days(30) }),
      inbox: kept('Inbox', codesets, {}, { expiration: Duration.days(30) }),
      // No versions and no lock: a claim file that was read, or forgotten, is gone.
      claims: kept('ClaimsDrop', claimsDrop, { cors: [sendingFrom(site)] }, { expiration: Duration.days(1) }),
      // Read files go at once; what was refused, or waits for the rest of its year, within a month.
      licensed: kept('LicensedDrop', licensed, {}, { expiration: Duration.days(30) }),
      // The licensed files themselves, sealed once more object by object.
      vault: kept('Vault', licensed, { versioned: true }, { noncurrentVersionExpiration: Duration.days(30) }),
    };
    announceArrivals(this.all.archive.resource);
    announceArrivals(this.all.inbox.resource);
    announceArrivals(this.all.claims.resource);
    announceArrivals(this.all.licensed.resource);
  }

  private bucket(id: string, props: BucketProps, rule: object): Bucket {
    return new Bucket(this.scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: this.props.removalPolicy,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1), ...rule }],
      ...props,
    });
  }
}

/** What a browser may send from a page of ours; it still needs an address that was signed for this one file. */
function sendingFrom(site: string): CorsRule {
  return { allowedOrigins: [site], allowedMethods: [HttpMethods.PUT], maxAge: Duration.hours(1).toSeconds() };
}

/** S3 tells EventBridge by itself; the construct's own switch would bring a function that may change any bucket. */
function announceArrivals(bucket: Bucket): void {
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
}
