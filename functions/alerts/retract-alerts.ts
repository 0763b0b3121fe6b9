import type { Retraction } from '../../shared/alerts/alert.ts';
import { digestId } from '../../shared/alerts/digest-id.ts';
import type { Subscription } from '../../shared/alerts/subscription.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { AlertRow } from '../adapters/alert-store.ts';
import type { Delivery } from './delivery.ts';
import { alertRow, sendAlert } from './send-alert.ts';

/** Under which name an account notes up to where it has looked for releases that were taken back. */
const everybody = '*';

/**
 * Tells those who heard of a release that it was taken back. A release that another took the place of is no such case:
 * it is told by what that one breaks and mends.
 */
export async function retractAlerts(delivery: Delivery, subscriptions: readonly Subscription[]): Promise<void> {
  const { alerts } = delivery.ports;
  for (const state of delivery.states) {
    const looked = (await alerts.noticed(delivery.account, everybody, state.codeSet)) ?? 0;
    if (looked === state.sequence) continue;
    const gone = withdrawn(state, looked);
    if (gone.size > 0 && !(await retract(delivery, subscriptions, state, gone))) continue;
    await alerts.notice(delivery.account, everybody, state.codeSet, state.sequence);
  }
}

/** Comparisons that were dropped since, with none in their place. */
function withdrawn({ feed, releases }: CodeSetState, since: number): ReadonlySet<string> {
  const standing = new Set(releases.map(({ changeSet }) => changeSet));
  return new Set(
    feed
      .filter(({ sequence }) => sequence > since)
      .flatMap(({ supersedes }) => supersedes)
      .filter((changeSet) => !standing.has(changeSet)),
  );
}

async function retract(
  delivery: Delivery,
  subscriptions: readonly Subscription[],
  state: CodeSetState,
  gone: ReadonlySet<string>,
): Promise<boolean> {
  const { alerts } = delivery.ports;
  const names = new Set(state.releases.map(({ release }) => release));
  const told = (await alerts.alerts(delivery.account)).filter(
    ({ alert, changeSet }) => changeSet !== null && gone.has(changeSet) && !names.has(releaseOf(alert)?.release ?? ''),
  );
  let done = true;
  for (const subscription of subscriptions)
    for (const rows of byRelease(told.filter(({ subscriber }) => subscriber === subscription.id)))
      done = (await tellRetraction(delivery, subscription, state, rows)) && done;
  return done;
}

async function tellRetraction(
  delivery: Delivery,
  subscription: Subscription,
  state: CodeSetState,
  rows: readonly AlertRow[],
): Promise<boolean> {
  const { account, settings, ports } = delivery;
  const [first] = rows;
  const { codeSet, release: name, date } = releaseOf(first!.alert)!;
  const release = { codeSet, release: name, date };
  const window = windowOf(state, first!.changeSet!);
  const id = digestId({ subscriber: subscription.id, release, window, part: 1, sample: settings.sample });
  const retraction: Retraction = {
    form: 'codeset-watch/retraction/1',
    id,
    subscriber: subscription.id,
    sample: settings.sample,
    createdAt: ports.now(),
    links: settings.links,
    release,
    retracts: rows.map((row) => row.id),
  };
  const about = { codeSet: first!.codeSet, changeSet: null, coverage: '' };
  await ports.alerts.begin(alertRow(delivery, subscription, retraction, about), []);
  const row = await ports.alerts.alert(account, id);
  return row?.status !== 'sending' || sendAlert(delivery, row);
}

/** What is withdrawn may be approved, and withdrawn again: each time is one of its own. */
function windowOf({ feed }: CodeSetState, changeSet: string): string {
  const times = feed.filter(({ supersedes }) => supersedes.includes(changeSet)).length;
  return times > 1 ? `retracted-${changeSet}-${times}` : `retracted-${changeSet}`;
}

function byRelease(rows: readonly AlertRow[]): readonly (readonly AlertRow[])[] {
  const grouped = new Map<string, AlertRow[]>();
  for (const row of rows) grouped.set(row.changeSet!, [...(grouped.get(row.changeSet!) ?? []), row]);
  return [...grouped.values()];
}

function releaseOf(alert: AlertRow['alert']) {
  return 'release' in alert ? alert.release : undefined;
}
