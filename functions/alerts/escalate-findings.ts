import { createHash } from 'node:crypto';
import type { Escalation } from '../../shared/alerts/alert.ts';
import { digestId } from '../../shared/alerts/digest-id.ts';
import { totalsByCode, totalsOf } from '../../shared/alerts/impact.ts';
import { wantsFinding } from '../../shared/alerts/interest.ts';
import type { EscalationPlan, Subscription } from '../../shared/alerts/subscription.ts';
import type { FindingRow } from '../adapters/finding-row.ts';
import type { Delivery } from './delivery.ts';
import { alertRow, sendAlert } from './send-alert.ts';

const dayMs = 86_400_000;
/** So many findings go up at once, the most money first; the rest goes up with the next delivery. */
const mostAtOnce = 500;
const mostCodes = 200;

/**
 * Hands findings over a limit on that nobody has taken in time. A finding goes up once from each subscription: that is
 * noted after the next person was told, and what a crash left unnoted is read from the alert that was begun.
 */
export async function escalateFindings(delivery: Delivery, subscriptions: readonly Subscription[]): Promise<void> {
  const { alerts } = delivery.ports;
  const { account } = delivery;
  for (const row of await alerts.unfinished(account))
    if (row.alert.form === 'codeset-watch/escalation/1')
      await alerts.noteEscalated(account, row.alert.from.id, await alerts.covered(row));
  for (const subscription of subscriptions) {
    const { escalation } = subscription;
    const next = escalation && subscriptions.find(({ id }) => id === escalation.to);
    if (escalation && next) await escalate(delivery, subscription, escalation, next);
  }
}

async function escalate(
  delivery: Delivery,
  subscription: Subscription,
  plan: EscalationPlan,
  next: Subscription,
): Promise<void> {
  const { account, settings, ports } = delivery;
  const rows = await leftAlone(delivery, subscription, plan);
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id).sort();
  const name = createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 12);
  const release = { codeSet: 'HCPCS', release: 'findings' } as const;
  const findings = rows.map(({ finding }) => finding);
  const alert: Escalation = {
    form: 'codeset-watch/escalation/1',
    id: digestId({ subscriber: next.id, release, window: `left-${name}`, part: 1, sample: settings.sample }),
    subscriber: next.id,
    sample: settings.sample,
    createdAt: ports.now(),
    links: settings.links,
    over: plan.over,
    afterDays: plan.afterDays,
    from: { id: subscription.id, name: subscription.name },
    waiting: totalsOf(findings),
    codes: totalsByCode(findings).slice(0, mostCodes),
  };
  const about = { codeSet: 'HCPCS', changeSet: null, coverage: name } as const;
  await ports.alerts.begin(alertRow(delivery, next, alert, about), ids);
  const begun = await ports.alerts.alert(account, alert.id);
  if (begun?.status === 'sending' && !(await sendAlert(delivery, begun))) return;
  await ports.alerts.noteEscalated(account, subscription.id, ids);
}

/** Open findings over the limit that have stood for so many days and have not gone up yet, the most money first. */
async function leftAlone(
  { ports, account }: Delivery,
  { id, interest }: Subscription,
  { over, afterDays }: EscalationPlan,
): Promise<readonly FindingRow[]> {
  const before = new Date(Date.parse(ports.now()) - afterDays * dayMs).toISOString();
  const old: FindingRow[] = [];
  for await (const row of ports.findings.list(account, 'open')) {
    const { code, amount } = row.finding;
    if (amount < over || old.length === mostAtOnce) break;
    const { payer, provider } = row;
    if (openSince(row) <= before && wantsFinding(interest, { code, amount, payer, provider })) old.push(row);
  }
  const gone = await ports.alerts.escalated(
    account,
    id,
    old.map((row) => row.id),
  );
  return old.filter((row) => !gone.has(row.id));
}

/** When it was raised, or opened again. */
function openSince({ history }: FindingRow): string {
  const opened = history.findLast(({ did }) => did === 'raised' || did === 'reopened');
  return opened?.at ?? history[0]?.at ?? '';
}
