import { totalsOf } from '../../shared/alerts/impact.ts';
import { wantsChange, wantsFinding } from '../../shared/alerts/interest.ts';
import type { Subscription } from '../../shared/alerts/subscription.ts';
import type { Preview } from '../../shared/api/subscription-forms.ts';
import type { Finding } from '../../shared/claims/finding.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { ClaimStore } from '../adapters/claim-store.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import { billedCodes } from '../alerts/billed-codes.ts';

export interface PreviewPorts {
  readonly codeSets: Pick<CodeSetStore, 'state' | 'changes'>;
  readonly findings: Pick<FindingStore, 'list'>;
  readonly claims: Pick<ClaimStore, 'openUses'>;
}

const releasesShown = 4;
/** So many findings are looked at, the most money first. */
const findingsRead = 5_000;

/** What a subscription would have got for the last four releases, by what is stored today. */
export const previewSubscription =
  (ports: PreviewPorts) =>
  async (account: string, { id, interest }: Subscription): Promise<Preview> => {
    const { byChangeSet, more } = await wantedFindings(ports, account, interest);
    const releases: Preview['releases'][number][] = [];
    for (const codeSet of interest.codeSets.length > 0 ? interest.codeSets : (['HCPCS', 'CPT'] as const))
      for (const { release, changeSet } of await lastReleases(ports, codeSet)) {
        const found = byChangeSet.get(changeSet) ?? [];
        releases.push({
          codeSet,
          release,
          changes: await wantedChanges(ports, account, interest, codeSet, changeSet),
          findings: { ...totalsOf(found), codes: new Set(found.map(({ code }) => code)).size },
        });
      }
    return { subscription: id, releases, more };
  };

/** The newest first; the first release of a code set has nothing to compare with. */
async function lastReleases({ codeSets }: PreviewPorts, codeSet: CodeSet) {
  const { releases } = await codeSets.state(codeSet);
  return releases.slice(1).slice(-releasesShown).reverse();
}

async function wantedChanges(
  { codeSets, claims }: PreviewPorts,
  account: string,
  interest: Subscription['interest'],
  codeSet: CodeSet,
  changeSet: string,
): Promise<number> {
  if (!interest.changes) return 0;
  const changes = (await codeSets.changes(codeSet, changeSet)).filter((each) =>
    wantsChange(interest, each, () => true),
  );
  if (!interest.onlyBilled) return changes.length;
  const billed = await billedCodes(claims, account, new Set(changes.map(({ code }) => code)));
  return changes.filter(({ code }) => billed.has(code)).length;
}

async function wantedFindings({ findings }: PreviewPorts, account: string, interest: Subscription['interest']) {
  const byChangeSet = new Map<string, Finding[]>();
  let read = 0;
  for (const status of ['open', 'cleared'] as const)
    for await (const row of findings.list(account, status)) {
      if (read++ === findingsRead) return { byChangeSet, more: true };
      const { code, amount } = row.finding;
      const { payer, provider } = row;
      if (row.changeSet === null || !wantsFinding(interest, { code, amount, payer, provider })) continue;
      byChangeSet.set(row.changeSet, [...(byChangeSet.get(row.changeSet) ?? []), row.finding]);
    }
  return { byChangeSet, more: false };
}
