import { createHash } from 'node:crypto';
import { type Digest, digestOf } from '../../shared/alerts/digest.ts';
import { digestId } from '../../shared/alerts/digest-id.ts';
import type { Subscription } from '../../shared/alerts/subscription.ts';
import type { AlertRow } from '../adapters/alert-store.ts';
import { alertStatus } from '../adapters/finding-row.ts';
import { decidedChanges } from '../queries/decided-changes.ts';
import { type AlertGroup, endedEarlier, fingerprint, type MarkedFinding } from './alert-groups.ts';
import type { Delivery } from './delivery.ts';
import { alertRow } from './send-alert.ts';

/**
 * The digests of a group that a subscriber still has to get: one that was begun and not sent, and a new one, begun
 * here, for whatever none before it covers.
 */
export async function beginDigest(
  delivery: Delivery,
  group: AlertGroup,
  subscription: Subscription,
): Promise<readonly AlertRow[]> {
  const { alerts } = delivery.ports;
  const { account } = delivery;
  const covered = await coveredFor(delivery, subscription);
  const unsent: AlertRow[] = [];
  for (let part = 1; ; ) {
    const { release, window, codeSet } = group;
    const id = digestId({ subscriber: subscription.id, release, window, part, sample: delivery.settings.sample });
    const begun = await alerts.alert(account, id);
    if (begun) {
      for (const finding of await alerts.covered(begun)) covered.add(finding);
      if (begun.status === 'sending') unsent.push(begun);
      part++;
      continue;
    }
    const news = group.rows.filter((row) => !covered.has(fingerprint(row)));
    const digest = await writeDigest(delivery, group, subscription, { id, part, running: group.running }, news);
    if (!digest) return unsent;
    const fingerprints = news.map(fingerprint);
    const about = { codeSet, changeSet: release.changeSet, coverage: coverageOf(fingerprints) };
    // Whoever is first with this id: the next round reads what is stored, and that is sent.
    await alerts.begin(alertRow(delivery, subscription, digest, about), fingerprints);
  }
}

/** Findings that unfinished digests of a subscriber cover, under whatever release they went out. */
async function coveredFor({ ports: { alerts }, account }: Delivery, { id }: Subscription): Promise<Set<string>> {
  const covered = new Set<string>();
  for (const row of await alerts.unfinished(account))
    if (row.subscriber === id) for (const finding of await alerts.covered(row)) covered.add(finding);
  return covered;
}

async function writeDigest(
  { ports: { codeSets, now }, settings, states }: Delivery,
  { codeSet, release, window }: AlertGroup,
  subscription: Subscription,
  about: Pick<Digest, 'id' | 'part' | 'running'>,
  news: readonly MarkedFinding[],
): Promise<Digest | undefined> {
  if (news.length === 0) return undefined;
  const state = states.find((each) => each.codeSet === codeSet)!;
  const changes = await decidedChanges(codeSets, state, release.changeSet);
  const changed = new Set(changes.map(({ code }) => code));
  const others = news.map(({ finding }) => finding.code).filter((code) => !changed.has(code));
  return digestOf({
    ...about,
    window,
    subscriber: subscription,
    sample: settings.sample,
    links: settings.links,
    createdAt: now(),
    release: { codeSet, release: release.release, date: release.date },
    findings: news.map(({ finding, status, list }) => ({
      finding,
      status: alertStatus(status),
      ...(list ? { list: { type: list.type, line: list.line } } : {}),
    })),
    changes,
    earlier: await endedEarlier(codeSets, state, release, new Set(others)),
  });
}

function coverageOf(fingerprints: readonly string[]): string {
  return createHash('sha256').update(fingerprints.join(' ')).digest('hex').slice(0, 16);
}
