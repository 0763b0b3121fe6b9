import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/** AWS Backup's own words for what it has to do with a table; it adds to them as the services change. */
const backupPolicies = ['ForBackup', 'ForRestores'].map((what) => `service-role/AWSBackupServiceRolePolicy${what}`);

/** Whoever may delete a table deletes its point-in-time recovery with it; a week of a locked vault outlasts that. */
const lockedFor = Duration.days(7);

export interface BackupsProps {
  readonly tables: readonly ITable[];
  readonly key: IKey;
  readonly settings: Settings;
}

/** Copies of the tables that stand apart from them: once a week, for as long as the setting says. */
export class Backups extends Construct {
  readonly vault: BackupVault;

  constructor(scope: Construct, id: string, { tables, key, settings }: BackupsProps) {
    super(scope, id);
    const { keepData, backupDays } = settings;
    this.vault = new BackupVault(this, 'Vault', {
      encryptionKey: key,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(keepData ? { lockConfiguration: { minRetention: lockedFor } } : {}),
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      description: 'Copies the tables of codeset-watch, and restores them into new ones',
      managedPolicies: backupPolicies.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
    });
    const plan = new BackupPlan(this, 'Plan', { backupPlanName: Stack.of(this).stackName, backupVault: this.vault });
    plan.addRule(
      new BackupPlanRule({
        scheduleExpression: Schedule.cron({ weekDay: 'SUN', hour: '5', minute: '0' }),
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(24),
        deleteAfter: Duration.days(backupDays),
      }),
    );
    plan.addSelection('Tables', {
      resources: tables.map((table) => BackupResource.fromDynamoDbTable(table)),
      role,
      disableDefaultBackupPolicy: true,
    });
    new CfnOutput(scope, 'BackupVault', { value: this.vault.backupVaultName });
    new CfnOutput(scope, 'BackupRole', { value: role.roleArn });
  }
}
