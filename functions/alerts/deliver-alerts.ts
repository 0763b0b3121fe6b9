import type { Subscription } from '../../shared/alerts/subscription.ts';
import { tellFrom } from '../../shared/alerts/timing.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { AlertRow } from '../adapters/alert-store.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import { type AlertGroup, fingerprint, groupFindings, type MarkedFinding } from './alert-groups.ts';
import { beginDigest } from './begin-digest.ts';
import type { AlertPorts, AlertSettings, Delivery, DeliveryReport } from './delivery.ts';
import { escalateFindings } from './escalate-findings.ts';
import { groupsFor, type TimedGroup } from './groups-for.ts';
import { noticeChanges } from './notice-changes.ts';
import { remindOfChanges } from './remind-of-changes.ts';
import { retractAlerts } from './retract-alerts.ts';
import { hourOf, sendAlert } from './send-alert.ts';

const codeSets: readonly CodeSet[] = ['HCPCS', 'CPT'];
const writersAtOnce = 16;

/** So many alerts an hour a subscriber is sent at most; what comes beyond goes out together in the next. */
const mostAnHour = 20;

/**
 * Tells each subscriber once what a release has done to the stored lines, and what it changes. An alert is stored whole
 * before it is sent, and a finding's mark goes only when everybody has been told, so that a crash anywhere is mended by
 * running again.
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
    if (begun.status === 'sending') await sendAgain(delivery, begun);

  const subscriptions = await ports.subscriptions.told(account);
  await retractAlerts(delivery, subscriptions);
  await escalateFindings(delivery, subscriptions);
  const marked = await findings.stillUndelivered(await findings.undelivered(account));
  const { groups, unplaced } = groupFindings(marked, delivery.states);
  report.unplaced += unplaced.length;
  const untold = await tellAll(delivery, subscriptions, groups);
  const isUntold = (row: MarkedFinding) => untold.has(fingerprint(row));
  const rows = groups.flatMap((group) => group.rows);
  await unmark(
    findings,
    rows.filter((row) => !isUntold(row)),
  );
  await settle(delivery, [...unplaced, ...rows.filter(isUntold)]);
  await noticeChanges(delivery, subscriptions);
  await remindOfChanges(delivery, subscriptions);
  await stopWaiting(delivery);
}

/** Tells everybody of what is ready; gives the findings of which somebody has not been told. */
async function tellAll(
  delivery: Delivery,
  subscriptions: readonly Subscription[],
  groups: readonly AlertGroup[],
): Promise<ReadonlySet<string>> {
  const { account, report } = delivery;
  const { alerts } = delivery.ports;
  const phases = await Promise.all(groups.map((group) => phaseOf(delivery, group)));
  const untold = new Set(groups.flatMap(({ rows }, at) => (phases[at] === 'waiting' ? rows.map(fingerprint) : [])));
  const today = delivery.settings.today ?? delivery.ports.now().slice(0, 10);
  const ready = groups
    .map((group, at) => ({ ...group, running: phases[at] === 'running' }))
    .filter((_, at) => phases[at] !== 'waiting')
    .map((group) => ({ ...group, rows: group.rows.filter((row) => !hasRunOut(row, today)) }));
  for (const subscription of subscriptions) {
    const since = await heldSince(delivery, subscription, ready);
    const tellsFrom = (group: AlertGroup) => tellFrom(subscription.timing, since.get(holdName(group))!);
    for (const group of groupsFor(subscription, ready, tellsFrom))
      if (!(await tell(delivery, group, subscription))) for (const row of group.rows) untold.add(fingerprint(row));
  }
  report.waiting += untold.size;
  const told = ready.filter(({ rows }) => !rows.some((row) => untold.has(fingerprint(row))));
  for (const { id } of subscriptions.filter(waitsForItsHour))
    for (const group of told) await alerts.letGo(account, id, holdName(group));
  return untold;
}

/** A line of a held list that has run out, or has become right by itself: nobody can do anything about it. */
function hasRunOut({ list, status }: MarkedFinding, today: IsoDate): boolean {
  const last = list?.wrongUntil ?? null;
  return last !== null && last < today && status !== 'cleared';
}

/** Whether a subscriber has been told of everything in the group. */
async function tell(delivery: Delivery, group: TimedGroup, subscription: Subscription): Promise<boolean> {
  const { ports, account } = delivery;
  const now = ports.now();
  if (group.from > now) return false;
  const lately = await ports.alerts.sentIn(account, subscription.id, hourOf(now));
  if (lately.length >= mostAnHour) return false;
  let told = true;
  for (const digest of await beginDigest(delivery, group, subscription))
    told = (await sendAgain(delivery, digest)) && told;
  return told;
}

/** Since when each group is known, for those that are told at an hour of their own. */
async function heldSince(
  { ports: { alerts, now }, account }: Delivery,
  subscription: Subscription,
  ready: readonly AlertGroup[],
): Promise<ReadonlyMap<string, string>> {
  const since = new Map<string, string>();
  const waits = waitsForItsHour(subscription);
  for (const group of ready) {
    const name = holdName(group);
    since.set(name, waits ? await alerts.hold(account, subscription.id, name, now()) : now());
  }
  return since;
}

function waitsForItsHour({ timing }: Subscription): boolean {
  return timing.cadence !== 'at-once' || timing.quiet !== null;
}

function holdName({ release, window }: AlertGroup): string {
  return `${release.changeSet}#${window}`;
}

async function sendAgain(delivery: Delivery, row: AlertRow): Promise<boolean> {
  const { alert, account, codeSet, changeSet } = row;
  if (alert.form === 'codeset-watch/digest/1' && alert.running && changeSet !== null)
    await delivery.ports.alerts.waitAgain(account, { codeSet, changeSet, since: alert.createdAt });
  return sendAlert(delivery, row);
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

async function unmark(findings: FindingStore, rows: readonly MarkedFinding[]): Promise<void> {
  for (let at = 0; at < rows.length; at += writersAtOnce)
    await Promise.all(rows.slice(at, at + writersAtOnce).map((row) => findings.delivered(row)));
}

/** Closes the alerts that were sent and of which no finding is marked any more. */
async function settle({ ports: { alerts }, account }: Delivery, left: readonly MarkedFinding[]): Promise<void> {
  const marked = new Set(left.map(fingerprint));
  const stillNeeded = async (row: AlertRow) => (await alerts.covered(row)).some((finding) => marked.has(finding));
  for (const row of await alerts.unfinished(account))
    if (row.status === 'sent' && !(marked.size > 0 && (await stillNeeded(row)))) await alerts.settle(row);
}

async function stopWaiting({ ports: { alerts, sweeps }, account }: Delivery): Promise<void> {
  for (const waiting of await alerts.waiting(account)) {
    const sweep = await sweeps.get(waiting.codeSet, waiting.changeSet);
    if (sweep?.status !== 'running') await alerts.stopWaiting(account, waiting);
  }
}
