import { digestId } from '../../shared/alerts/digest-id.ts';
import type { Subscription } from '../../shared/alerts/subscription.ts';
import { tellFrom } from '../../shared/alerts/timing.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { decidedChanges } from '../queries/decided-changes.ts';
import type { Delivery } from './delivery.ts';
import { tellNotice } from './write-notice.ts';

/** What a release changed, told when it comes. */
const window = 'changes';

/**
 * Release notes: of each publication since a subscription began, to those who follow changes. What an older release
 * brings that is handed in late is nobody's news, and neither is the first release of a code set.
 */
export async function noticeChanges(delivery: Delivery, subscriptions: readonly Subscription[]): Promise<void> {
  for (const subscription of subscriptions.filter(({ interest }) => interest.changes))
    for (const state of delivery.states)
      if (wantsCodeSet(subscription, state)) await noticeState(delivery, subscription, state);
}

async function noticeState(delivery: Delivery, subscription: Subscription, state: CodeSetState): Promise<void> {
  const { account, ports } = delivery;
  const { alerts, now } = ports;
  const { id, timing } = subscription;
  const told = await alerts.noticed(account, id, state.codeSet);
  if (told === undefined) return alerts.notice(account, id, state.codeSet, state.sequence);
  for (const { sequence, changeSets } of state.feed) {
    if (sequence <= told) continue;
    for (const release of news(state, changeSets)) {
      const since = await alerts.hold(account, id, `${release.changeSet}#changes`, now());
      if (tellFrom(timing, since) > now()) return;
      const changes = await decidedChanges(ports.codeSets, state, release.changeSet);
      const named = await windowOf(delivery, subscription, release);
      const subject = { ...release, window: named, takesEffect: null, daysBefore: null, changes };
      if (!(await tellNotice(delivery, subscription, subject))) return;
      await alerts.letGo(account, id, `${release.changeSet}#changes`);
    }
    await alerts.notice(account, id, state.codeSet, sequence);
  }
}

/** A window of its own for a release of that name after each that was taken back: who heard of that hears of this too. */
async function windowOf(
  { account, settings: { sample }, ports: { alerts } }: Delivery,
  { id: subscriber }: Subscription,
  release: HeldRelease,
): Promise<string> {
  if (!(await alerts.alert(account, digestId({ subscriber, release, window, part: 1, sample })))) return window;
  const retracted = (await alerts.alerts(account)).filter(
    (row) =>
      row.subscriber === subscriber &&
      row.alert.form === 'codeset-watch/retraction/1' &&
      row.alert.release.codeSet === release.codeSet &&
      row.alert.release.release === release.release,
  );
  return retracted.length > 0 ? `${window}-${retracted.length + 1}` : window;
}

/** Releases of a publication that still stand, with no later one beside them and one before to compare with. */
function news({ releases }: CodeSetState, changeSets: readonly string[]): readonly HeldRelease[] {
  const newest = releases.at(-1)?.date;
  return releases.slice(1).filter(({ changeSet, date }) => changeSets.includes(changeSet) && date === newest);
}

function wantsCodeSet({ interest }: Subscription, { codeSet }: CodeSetState): boolean {
  return interest.codeSets.length === 0 || interest.codeSets.includes(codeSet);
}
