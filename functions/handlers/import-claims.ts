import { defaultSubscription } from '../../shared/alerts/subscription.ts';
import { claimsDrop } from '../adapters/claims-drop.ts';
import { now, startStage } from '../adapters/cloud-clients.ts';
import { stageHandler } from '../adapters/stage-handler.ts';
import { count } from '../adapters/telemetry.ts';
import { ClaimImport } from '../claims/import-claims.ts';
import { purgeDue } from '../claims/purge-claims.ts';
import { receiveClaims } from '../claims/receive-claims.ts';
import { Judges } from '../judge/judge-use.ts';
import { messages } from '../messages.ts';

const { config, host, s3, stores } = startStage(process.env, ['claimsBucket', 'digestTo']);
const drop = claimsDrop(s3, config.claimsBucket);
const { alerts, subscriptions } = stores;

/** Stores and judges the claims of one file, keeps the report with the account, and deletes the file. */
export const handler = stageHandler(host, messages['import-claims'], async (message) => {
  if (message.type === 'Tick') return purgeOld();
  const { key } = message;
  const [, account, ...rest] = key.split('/') as [string, string, ...string[]];
  const dropped = rest.at(-1) === '' ? undefined : await drop.open(key);
  if (!dropped) return { outcome: 'gone' };
  const { importId, chunks } = dropped;
  await alerts.openAccount(account);
  const destination = { type: 'email', address: config.digestTo } as const;
  await subscriptions.add(account, { ...defaultSubscription(account), destination });
  const judges = new Judges(stores.settings);
  const importInto = (into: string, window: string) =>
    new ClaimImport({ ...stores, judges }, into, window, now().slice(0, 10));
  const report = await receiveClaims({ ...stores, importInto })({ account, id: importId, chunks });
  const { read, lines, duplicates, refused } = report;
  await drop.finished(key);
  count('ClaimsImported', read);
  count('ClaimsRefused', refused.length);
  return { outcome: 'imported', importId, read, lines, duplicates, refused: refused.length };
});

/** What every night brings: closed claims go that are older than their account keeps them. */
async function purgeOld() {
  const ports = { ...stores, clearTraces: async () => 0 };
  const done = await purgeDue(ports)(now().slice(0, 10));
  return { outcome: 'purged', claims: done.reduce((sum, { claims }) => sum + claims, 0) };
}
