import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TextVault } from '../shared/cpt/text-vault.ts';
import type { ObjectStore } from '../shared/ports.ts';
import { AccessStore } from './adapters/access-store.ts';
import { AlertStore } from './adapters/alert-store.ts';
import { Archive } from './adapters/archive.ts';
import { AuditLog } from './adapters/audit-log.ts';
import { ClaimStore } from './adapters/claim-store.ts';
import { CodeSetStore } from './adapters/code-set-store.ts';
import { DecisionArchive } from './adapters/decision-archive.ts';
import { FindingStore } from './adapters/finding-store.ts';
import { HoldingStore } from './adapters/holding-store.ts';
import { ImportStore } from './adapters/import-store.ts';
import { LicensedDrops } from './adapters/licensed-drops.ts';
import { LicensedTexts } from './adapters/licensed-texts.ts';
import { NumberStore } from './adapters/number-store.ts';
import { OutgoingStore } from './adapters/outgoing-store.ts';
import { PurgeStore } from './adapters/purge-store.ts';
import { QuarantineStore } from './adapters/quarantine-store.ts';
import { RequestStore } from './adapters/request-store.ts';
import { SettingsStore } from './adapters/settings-store.ts';
import { SignoffStore } from './adapters/signoff-store.ts';
import { StatusStore } from './adapters/status-store.ts';
import { SubscriptionStore } from './adapters/subscription-store.ts';
import { SweepStore } from './adapters/sweep-store.ts';
import { Table } from './adapters/table.ts';
import { noVault } from './adapters/text-vault.ts';
import { WatchLog } from './adapters/watch-log.ts';

/** The clients under the stores, of the cloud or of this machine. */
export interface StoreHost {
  readonly dynamo: DynamoDBDocumentClient;
  readonly tables: { readonly codesets: string; readonly accounts: string };
  readonly objects: ObjectStore;
  /** Where licensed texts lie; functions that have nothing to do with them are given none. */
  readonly vault?: TextVault;
  readonly sleep: (ms: number) => Promise<void>;
  /** The present moment, ISO 8601 in UTC. */
  readonly now: () => string;
}

/** What use cases are composed from. Apart from them, so that a function of the cloud carries only what it runs. */
export function createStores({ dynamo, tables, objects, vault = noVault, sleep, now }: StoreHost) {
  const codeSetTable = new Table(dynamo, tables.codesets, sleep);
  const accountTable = new Table(dynamo, tables.accounts, sleep);
  return {
    codeSetTable,
    accountTable,
    codeSets: new CodeSetStore(codeSetTable, objects),
    sweeps: new SweepStore(accountTable),
    access: new AccessStore(accountTable),
    audit: new AuditLog(accountTable),
    requests: new RequestStore(accountTable),
    alerts: new AlertStore(accountTable),
    subscriptions: new SubscriptionStore(accountTable),
    outgoing: new OutgoingStore(accountTable),
    claims: new ClaimStore(accountTable),
    statuses: new StatusStore(accountTable),
    numbers: new NumberStore(accountTable),
    purges: new PurgeStore(accountTable),
    imports: new ImportStore(accountTable, now),
    findings: new FindingStore(accountTable, now),
    holdings: new HoldingStore(accountTable, now),
    signoffs: new SignoffStore(accountTable),
    settings: new SettingsStore(accountTable),
    archive: new Archive(objects),
    decisions: new DecisionArchive(objects),
    drops: new LicensedDrops(vault),
    texts: new LicensedTexts(vault),
    quarantine: new QuarantineStore(codeSetTable),
    watchLog: new WatchLog(codeSetTable),
  };
}
