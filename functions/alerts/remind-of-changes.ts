import type { Subscription } from '../../shared/alerts/subscription.ts';
import { localDay, reminderDue, tellFrom } from '../../shared/alerts/timing.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { decidedChanges } from '../queries/decided-changes.ts';
import type { Delivery } from './delivery.ts';
import { tellNotice } from './write-notice.ts';

/** Changes that are still to take effect stand in the newest releases; so far back is looked. */
const releasesBack = 4;

/** Tells changes again so many days before they take effect, and on the day, to those who asked for it. */
export async function remindOfChanges(delivery: Delivery, subscriptions: readonly Subscription[]): Promise<void> {
  const asking = subscriptions.filter(({ interest, timing }) => interest.changes && timing.daysBefore.length > 0);
  if (asking.length === 0) return;
  for (const state of delivery.states) {
    const coming = await comingChanges(delivery, state);
    for (const subscription of asking)
      for (const [day, changes] of coming) await remind(delivery, subscription, state, day, changes);
  }
}

async function remind(
  delivery: Delivery,
  subscription: Subscription,
  { codeSet }: CodeSetState,
  takesEffect: IsoDate,
  changes: readonly CodeChange[],
): Promise<void> {
  const { timing, createdAt } = subscription;
  const now = delivery.ports.now();
  const today = localDay(timing, now);
  const daysBefore = reminderDue(timing, takesEffect, today, localDay(timing, createdAt));
  // A reminder belongs to a day: it keeps quiet hours, and no other round.
  if (daysBefore === undefined || tellFrom({ ...timing, cadence: 'at-once' }, now) > now) return;
  await tellNotice(delivery, subscription, {
    codeSet,
    changeSet: null,
    release: takesEffect,
    date: takesEffect,
    window: `before-${daysBefore}`,
    takesEffect,
    daysBefore,
    changes,
  });
}

/** By the day on which they take effect, the soonest first; yesterday is in it, for it is still today in the west. */
async function comingChanges(
  { ports: { codeSets, now } }: Delivery,
  state: CodeSetState,
): Promise<readonly (readonly [IsoDate, readonly CodeChange[]])[]> {
  const from = localDay({ timeZone: 'Pacific/Pago_Pago' }, now());
  const byDay = new Map<IsoDate, CodeChange[]>();
  const { releases } = state;
  const recent = releases.slice(Math.max(1, releases.length - releasesBack));
  for (const { changeSet } of recent)
    for (const change of await decidedChanges(codeSets, state, changeSet))
      if (change.effective >= from) byDay.set(change.effective, [...(byDay.get(change.effective) ?? []), change]);
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1));
}
