import { createHash } from 'node:crypto';
import { composeMail } from '../shared/alerts/compose-mail.ts';
import { type Digest, digestOf } from '../shared/alerts/digest.ts';
import { digestId } from '../shared/alerts/digest-id.ts';
import type { Subscriber } from '../shared/alerts/subscriber.ts';
import type { DigestRow } from './adapters/alert-store.ts';
import { alertStatus } from './adapters/finding-row.ts';
import { type AlertGroup, endedEarlier, fingerprint, type MarkedFinding } from './alert-groups.ts';
import type { Delivery } from './delivery.ts';

/**
 * The digests of a group that a subscriber still has to get: one that was begun and not sent, and a new one, begun
 * here, for whatever none before it covers.
 */
export async function beginDigest(
  delivery: Delivery,
  group: AlertGroup,
  subscriber: Subscriber,
  running: boolean,
): Promise<readonly DigestRow[]> {
  const { alerts } = delivery.ports;
  const { account } = delivery;
  const covered = await coveredFor(delivery, subscriber);
  const unsent: DigestRow[] = [];
  for (let part = 1; ; ) {
    const { release, window } = group;
    const id = digestId({ subscriber: subscriber.id, release, window, part, sample: delivery.settings.sample });
    const begun = await alerts.digest(account, id);
    if (begun) {
      for (const finding of await alerts.covered(begun)) covered.add(finding);
      if (begun.status === 'sending') unsent.push(begun);
      part++;
      continue;
    }
    const news = group.rows.filter((row) => !covered.has(fingerprint(row)));
    const digest = await writeDigest(delivery, group, subscriber, { id, part, running }, news);
    if (!digest) return unsent;
    // Whoever is first with this id: the next round reads what is stored, and that is sent.
    await alerts.begin(rowOf(delivery, group, subscriber, digest, news), news.map(fingerprint));
  }
}

/** Sends what is stored; says whether it is sent. What the mail service refuses stays to be sent, and is reported. */
export async function sendDigest({ ports, report }: Delivery, row: DigestRow): Promise<boolean> {
  const { alerts, mail } = ports;
  const { account, id, codeSet, changeSet, digest } = row;
  if (report.failed.some((failure) => failure.account === account && failure.id === id)) return false;
  if (digest.running) await alerts.waitAgain(account, { codeSet, changeSet, since: digest.createdAt });
  try {
    await mail.send(row.mail, digest);
  } catch (error) {
    report.failed.push({ account, id, reason: error instanceof Error ? error.message : String(error) });
    return false;
  }
  await alerts.sent(row);
  report.sent.push({ account, id, address: row.mail.to.address, subject: row.mail.subject });
  return true;
}

/** Findings that unfinished digests of a subscriber cover, under whatever release they went out. */
async function coveredFor({ ports: { alerts }, account }: Delivery, subscriber: Subscriber): Promise<Set<string>> {
  const covered = new Set<string>();
  for (const row of await alerts.unfinished(account))
    if (row.subscriber === subscriber.id) for (const finding of await alerts.covered(row)) covered.add(finding);
  return covered;
}

async function writeDigest(
  { ports: { codeSets, now }, settings, states }: Delivery,
  { codeSet, release, window }: AlertGroup,
  subscriber: Subscriber,
  about: Pick<Digest, 'id' | 'part' | 'running'>,
  news: readonly MarkedFinding[],
): Promise<Digest | undefined> {
  if (news.length === 0) return undefined;
  const changes = await codeSets.changes(codeSet, release.changeSet);
  const changed = new Set(changes.map(({ code }) => code));
  const others = news.map(({ finding }) => finding.code).filter((code) => !changed.has(code));
  const state = states.find((each) => each.codeSet === codeSet)!;
  return digestOf({
    ...about,
    window,
    subscriber,
    sample: settings.sample,
    links: settings.links,
    createdAt: now(),
    release: { codeSet, release: release.release, date: release.date },
    findings: news.map(({ finding, status }) => ({ finding, status: alertStatus(status) })),
    changes,
    earlier: await endedEarlier(codeSets, state, release, new Set(others)),
  });
}

function rowOf(
  { account, settings }: Delivery,
  { codeSet, release }: AlertGroup,
  subscriber: Subscriber,
  digest: Digest,
  news: readonly MarkedFinding[],
) {
  const coverage = createHash('sha256').update(news.map(fingerprint).join(' ')).digest('hex').slice(0, 16);
  return {
    account,
    id: digest.id,
    subscriber: subscriber.id,
    codeSet,
    changeSet: release.changeSet,
    coverage,
    digest,
    mail: composeMail(digest, account, subscriber, settings.from),
  };
}
