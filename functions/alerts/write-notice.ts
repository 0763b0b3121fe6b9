import type { Notice } from '../../shared/alerts/alert.ts';
import { countByKind } from '../../shared/alerts/digest.ts';
import { digestId } from '../../shared/alerts/digest-id.ts';
import { wantsChange } from '../../shared/alerts/interest.ts';
import { noticeChange } from '../../shared/alerts/notice-change.ts';
import type { Subscription } from '../../shared/alerts/subscription.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { billedCodes } from './billed-codes.ts';
import type { Delivery } from './delivery.ts';
import { alertRow, sendAlert } from './send-alert.ts';

/** So many changes are in a notice; a stored alert has to fit into 400 KB. */
const mostChanges = 300;

/** What a notice is about: a release, or the day on which changes take effect. */
export interface NoticeSubject {
  readonly codeSet: CodeSet;
  readonly changeSet: string | null;
  readonly release: string;
  readonly date: IsoDate;
  /** `changes`, or `before-7`. */
  readonly window: string;
  readonly takesEffect: IsoDate | null;
  readonly daysBefore: number | null;
  readonly changes: readonly CodeChange[];
}

/** Writes and sends a notice of the changes that a subscriber wants, once; says whether that is done. */
export async function tellNotice(
  delivery: Delivery,
  subscription: Subscription,
  subject: NoticeSubject,
): Promise<boolean> {
  const { alerts } = delivery.ports;
  const { account, settings } = delivery;
  const { release, window } = subject;
  const named = { codeSet: subject.codeSet, release: release };
  const id = digestId({ subscriber: subscription.id, release: named, window, part: 1, sample: settings.sample });
  if (!(await alerts.alert(account, id))) {
    const notice = await noticeOf(delivery, subscription, subject, id);
    if (!notice) return true;
    const about = { codeSet: subject.codeSet, changeSet: subject.changeSet, coverage: '' };
    await alerts.begin(alertRow(delivery, subscription, notice, about), []);
  }
  const row = await alerts.alert(account, id);
  return row?.status !== 'sending' || sendAlert(delivery, row);
}

async function noticeOf(
  delivery: Delivery,
  { id: subscriber, interest }: Subscription,
  { codeSet, release, date, takesEffect, daysBefore, changes }: NoticeSubject,
  id: string,
): Promise<Notice | undefined> {
  const { settings, ports } = delivery;
  const candidates = changes.filter((change) => wantsChange(interest, change, () => true));
  const billed = interest.onlyBilled
    ? await billedCodes(ports.claims, delivery.account, new Set(candidates.map(({ code }) => code)))
    : new Set<string>();
  const wanted = candidates.filter((change) => wantsChange(interest, change, (code) => billed.has(code)));
  if (wanted.length === 0) return undefined;
  return {
    form: 'codeset-watch/notice/1',
    id,
    subscriber,
    sample: settings.sample,
    createdAt: ports.now(),
    links: settings.links,
    release: { codeSet, release, date, changes: countByKind(changes) },
    takesEffect,
    daysBefore,
    changes: wanted.slice(0, mostChanges).map(noticeChange),
    further: Math.max(0, wanted.length - mostChanges),
  };
}
