import { defaultSubscriber, type Subscriber } from '../shared/alerts/subscriber.ts';
import type { CodeSet } from '../shared/code.ts';
import type { DigestRow } from './adapters/alert-store.ts';
import type { FindingStore } from './adapters/finding-store.ts';
import { type AlertGroup, fingerprint, groupFindings, type MarkedFinding } from './alert-groups.ts';
import type { AlertPorts, AlertSettings, Delivery, DeliveryReport } from './delivery.ts';
import { beginDigest, sendDigest } from './send-digest.ts';

const codeSets: readonly CodeSet[] = ['HCPCS', 'CPT'];
const writersAtOnce = 16;

/**
 * Tells each subscriber once what a release has done to the stored lines. A digest is stored whole before it is sent,
 * and a finding's mark goes only when everybody has been told, so that a crash anywhere is mended by running again.
 */
export const deliverAlerts =
  (ports: AlertPorts) =>
  async (settings: AlertSettings): Promise<DeliveryReport> => {
    const report: DeliveryReport = { sent: [], failed: [], waiting: 0, unplaced: 0 };
    const states = await Promise.all(codeSets.map((codeSet) => ports.codeSets.state(codeSet)));
    for (const account of await ports.alerts.accounts())
      await deliverAccount({ ports, settings, account, states, report });
    return report;
  };

async function deliverAccount(delivery: Delivery): Promise<void> {
  const { account, ports, report } = delivery;
  const { alerts, findings } = ports;
  for (const begun of await alerts.unfinished(account))
    if (begun.status === 'sending') await sendDigest(delivery, begun);

  const marked = await findings.stillUndelivered(await findings.undelivered(account));
  const { groups, unplaced } = groupFindings(marked, delivery.states);
  report.unplaced += unplaced.length;
  const left: MarkedFinding[] = [...unplaced];
  for (const group of groups) {
    const told = await tell(delivery, group);
    if (told) await unmark(findings, group.rows);
    else left.push(...group.rows);
  }
  await settle(delivery, left);
  await stopWaiting(delivery);
}

/** Whether everybody has been told of everything in the group. */
async function tell(delivery: Delivery, group: AlertGroup): Promise<boolean> {
  const phase = await phaseOf(delivery, group);
  if (phase === 'waiting') {
    delivery.report.waiting += group.rows.length;
    return false;
  }
  let told = true;
  for (const subscriber of await subscribersOf(delivery)) {
    for (const digest of await beginDigest(delivery, group, subscriber, phase === 'running'))
      told = (await sendDigest(delivery, digest)) && told;
  }
  return told;
}

/** A sweep's findings go out together when it is complete; where that takes too long, as those of a running one. */
async function phaseOf(
  { ports: { alerts, sweeps, now }, settings, account }: Delivery,
  { codeSet, release: { changeSet }, awaitsSweep }: AlertGroup,
): Promise<'complete' | 'running' | 'waiting'> {
  if (!awaitsSweep) return 'complete';
  const sweep = await sweeps.get(codeSet, changeSet);
  if (sweep?.status !== 'running') return 'complete';
  const since = await alerts.wait(account, { codeSet, changeSet, since: now() });
  const minutes = (Date.parse(now()) - Date.parse(since)) / 60_000;
  return minutes >= settings.patienceMinutes ? 'running' : 'waiting';
}

async function subscribersOf({ ports: { alerts }, account }: Delivery): Promise<readonly Subscriber[]> {
  const subscribers = await alerts.subscribers(account);
  if (subscribers.length > 0) return subscribers;
  const subscriber = defaultSubscriber(account);
  await alerts.addSubscriber(account, subscriber);
  return [subscriber];
}

async function unmark(findings: FindingStore, rows: readonly MarkedFinding[]): Promise<void> {
  for (let at = 0; at < rows.length; at += writersAtOnce)
    await Promise.all(rows.slice(at, at + writersAtOnce).map((row) => findings.delivered(row)));
}

/** Closes the digests that were sent and of which no finding is marked any more. */
async function settle({ ports: { alerts }, account }: Delivery, left: readonly MarkedFinding[]): Promise<void> {
  const marked = new Set(left.map(fingerprint));
  const stillNeeded = async (row: DigestRow) => (await alerts.covered(row)).some((finding) => marked.has(finding));
  for (const row of await alerts.unfinished(account))
    if (row.status === 'sent' && !(marked.size > 0 && (await stillNeeded(row)))) await alerts.settle(row);
}

async function stopWaiting({ ports: { alerts, sweeps }, account }: Delivery): Promise<void> {
  for (const waiting of await alerts.waiting(account)) {
    const sweep = await sweeps.get(waiting.codeSet, waiting.changeSet);
    if (sweep?.status !== 'running') await alerts.stopWaiting(account, waiting);
  }
}
