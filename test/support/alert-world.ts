import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { onTestFinished } from 'vitest';
import { AlertStore } from '../../functions/adapters/alert-store.ts';
import { ClaimStore } from '../../functions/adapters/claim-store.ts';
import { CodeSetStore } from '../../functions/adapters/code-set-store.ts';
import { FindingStore } from '../../functions/adapters/finding-store.ts';
import { openOutbox } from '../../functions/adapters/outbox.ts';
import { OutgoingStore } from '../../functions/adapters/outgoing-store.ts';
import { SubscriptionStore } from '../../functions/adapters/subscription-store.ts';
import { SweepStore } from '../../functions/adapters/sweep-store.ts';
import { Table } from '../../functions/adapters/table.ts';
import { deliverAlerts } from '../../functions/alerts/deliver-alerts.ts';
import type { AlertPorts, AlertSettings } from '../../functions/alerts/delivery.ts';
import { createTables } from '../../infra/local/create-tables.ts';
import { openLocalDynamo } from '../../infra/local/dynamo.ts';
import { openObjectFolder } from '../../infra/local/object-folder.ts';
import { tables } from '../../infra/tables.ts';
import type { MailSender } from '../../shared/alerts/mail.ts';
import { defaultSubscription, type Subscription } from '../../shared/alerts/subscription.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { objectKeys } from '../../shared/keys/object-keys.ts';
import { tempFolder } from './temp-folder.ts';

export const alertSettings: AlertSettings = {
  from: { name: 'codeset-watch', address: 'alerts@localhost' },
  sample: false,
  links: null,
  patienceMinutes: 60,
};

export type AlertWorld = Awaited<ReturnType<typeof alertWorld>>;

/** When a step of a delivery fails: before it has had any effect, or after it has had all of it. */
export interface Fault {
  readonly at: number;
  readonly when: 'before' | 'after';
}

/** Counts the steps that change something, and fails at one of them. */
class Steps {
  taken = 0;
  fault: Fault | null = null;

  async take<T>(step: () => Promise<T>): Promise<T> {
    const fails = this.fault?.at === ++this.taken ? this.fault : null;
    if (fails?.when === 'before') throw new Error(`injected before step ${this.taken}`);
    const result = await step();
    if (fails) throw new Error(`injected after step ${fails.at}`);
    return result;
  }
}

const writes = new Set(['PutCommand', 'UpdateCommand', 'DeleteCommand', 'BatchWriteCommand']);

/** A store in memory, an outbox in a folder, and a delivery whose every write can be made to fail. */
export async function alertWorld() {
  const folder = tempFolder();
  const local = await openLocalDynamo();
  onTestFinished(() => local.close());
  await createTables(local.client, tables);
  const client = DynamoDBDocumentClient.from(local.client);
  const steps = new Steps();
  const sleep = async () => {};
  const objects = await openObjectFolder(join(folder, 'objects'));
  const codeSets = new CodeSetStore(new Table(client, 'codesets', sleep), objects);
  const accounts = new Table(client, 'accounts', sleep);
  const stores = {
    codeSets,
    findings: new FindingStore(accounts, () => '2026-01-05T14:30:00.000Z'),
    sweeps: new SweepStore(accounts),
  };
  const subscriptions = new SubscriptionStore(accounts);
  const clock = { now: '2026-01-05T14:30:00.000Z' };

  const outbox = openOutbox(join(folder, 'outbox'));
  const sender: MailSender = { send: (mail, digest) => steps.take(() => outbox.send(mail, digest)) };
  const failing = new Table(failingAt(client, steps), 'accounts', sleep);
  const ports: AlertPorts = {
    codeSets,
    findings: new FindingStore(failing, () => clock.now),
    sweeps: new SweepStore(failing),
    alerts: new AlertStore(failing),
    claims: new ClaimStore(failing),
    subscriptions: new SubscriptionStore(failing),
    outgoing: new OutgoingStore(failing),
    mail: sender,
    now: () => clock.now,
  };

  return {
    ...stores,
    alerts: new AlertStore(accounts),
    subscriptions,
    outgoing: new OutgoingStore(accounts),
    /** Adds somebody who hears of everything by mail, but for what is said otherwise. */
    async subscribe(about: Partial<Subscription>, account = 'local') {
      await subscriptions.add(account, { ...defaultSubscription(account), ...about });
    },
    steps,
    /** The accounts table whose writes can be made to fail. */
    failingTable: failing,
    clock,
    ports,
    /** Runs a delivery; with a fault it may throw. */
    async deliver(settings: Partial<AlertSettings> = {}, fault: Fault | null = null) {
      Object.assign(steps, { taken: 0, fault });
      return deliverAlerts(ports)({ ...alertSettings, ...settings });
    },
    /** Makes releases visible, with the changes of each. */
    async publish(
      releases: readonly HeldRelease[],
      changes: ReadonlyMap<string, readonly CodeChange[]>,
      feed: CodeSetState['feed'] = [],
    ) {
      const { sequence } = await codeSets.state('HCPCS');
      const state = { form: 'codeset-watch/state/1', codeSet: 'HCPCS', sequence: sequence + 1, releases, feed };
      const key = objectKeys.state('HCPCS', `state-${sequence + 1}`);
      await codeSets.putObject(key, JSON.stringify({ ...state, codeBook: '' }));
      for (const { changeSet } of releases)
        await codeSets.putObject(
          objectKeys.changeSet('HCPCS', changeSet),
          JSON.stringify(changes.get(changeSet) ?? []),
        );
      await codeSets.flip('HCPCS', sequence, { sequence: sequence + 1, key });
    },
    /** Everything in the accounts table, and every file of the outbox. */
    async everything() {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: 'accounts' }));
      const items = Items.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
      return { items, files: outboxFiles(join(folder, 'outbox')) };
    },
    files: () => outboxFiles(join(folder, 'outbox')),
  };
}

function failingAt(client: DynamoDBDocumentClient, steps: Steps): DynamoDBDocumentClient {
  return new Proxy(client, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name);
      return (command: Parameters<typeof client.send>[0]) =>
        writes.has(command.constructor.name) ? steps.take(() => target.send(command)) : target.send(command);
    },
  });
}

function outboxFiles(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { withFileTypes: true }).map(({ name }) => name);
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
