import type { CodeAtRisk, MoneyAtRisk } from '../../shared/api/claim-forms.ts';
import type { Finding } from '../../shared/claims/finding.ts';
import { waitingStatuses } from '../../shared/claims/finding-life.ts';
import { earlierOf, laterOf } from '../../shared/dates.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import { mergeSorted } from './merge-sorted.ts';

/** So many findings, the most money first, are added up at most: the answer's time does not grow with the store. */
const readAtMost = 5_000;

/** Open findings by code, rule and what to bill instead. Codes, counts and money alone: no claim id leaves here. */
export const moneyAtRisk =
  ({ findings }: { findings: Pick<FindingStore, 'list'> }) =>
  async (account: string): Promise<MoneyAtRisk> => {
    const read: Finding[] = [];
    let more = false;
    const waiting = waitingStatuses.map((status) => findings.list(account, status));
    for await (const { finding } of mergeSorted(waiting, ({ findingSort }) => String(findingSort))) {
      more = read.length === readAtMost;
      if (more) break;
      read.push(finding);
    }
    return { ...totals(read), codes: byCode(read), more };
  };

/** A line counts once, however many findings it has; one with an error or warning is at risk, others ask for a look. */
function totals(findings: readonly Finding[]): Omit<MoneyAtRisk, 'codes' | 'more'> {
  const atRisk = findings.filter(({ severity }) => severity !== 'review');
  const risky = linesOf(atRisk);
  const review = [...linesOf(findings)].filter(([line]) => !risky.has(line));
  return {
    claims: new Set(atRisk.map(({ claimId }) => claimId)).size,
    lines: risky.size,
    amount: sum(risky.values()),
    review: { lines: review.length, amount: sum(review.map(([, amount]) => amount)) },
  };
}

function byCode(findings: readonly Finding[]): CodeAtRisk[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const fixes = finding.fix.map(({ code }) => code).sort();
    const key = [finding.code, finding.rule, finding.severity, ...fixes].join(' ');
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const rank = { error: 0, warning: 1, review: 2 } as const;
  return [...groups.values()]
    .map(groupOf)
    .sort((a, b) => rank[a.severity] - rank[b.severity] || b.amount - a.amount || (a.code < b.code ? -1 : 1));
}

function groupOf(group: readonly Finding[]): CodeAtRisk {
  const [{ code, rule, severity }] = group as [Finding];
  const lines = linesOf(group);
  const days = group.map(({ dateOfService }) => dateOfService);
  const fixes = group.flatMap(({ fix }) => fix);
  return {
    code,
    rule,
    severity,
    message: commonMessage(group.map(({ message }) => message)),
    claims: new Set(group.map(({ claimId }) => claimId)).size,
    lines: lines.size,
    amount: sum(lines.values()),
    firstDateOfService: days.reduce(earlierOf),
    lastDateOfService: days.reduce(laterOf),
    fix: [...new Set(fixes.map((fix) => fix.code))],
    confirm: fixes.some(({ confirm }) => confirm),
  };
}

/** What the messages of several lines have in common: their first clause, without the date of one line's service. */
function commonMessage(messages: readonly string[]): string {
  const clauses = messages.map((message) => message.split(/[;.](?= |$)/, 1)[0]!.split(' '));
  const [first = []] = clauses;
  let length = first.length;
  for (const words of clauses) while (first.slice(0, length).join(' ') !== words.slice(0, length).join(' ')) length--;
  if (length < first.length)
    while (/^(on|from|for|within|of|at|in|to|and|the)$/.test(first[length - 1] ?? '')) length--;
  return first.slice(0, length < 3 ? first.length : length).join(' ');
}

/** Charge of each line, by claim and line. */
function linesOf(findings: readonly Finding[]): ReadonlyMap<string, number> {
  return new Map(findings.map(({ claimId, line, amount }) => [`${claimId}#${line}`, amount]));
}

/** In dollars; added in cents, so that the sum does not drift. */
function sum(amounts: Iterable<number>): number {
  let cents = 0;
  for (const amount of amounts) cents += Math.round(amount * 100);
  return cents / 100;
}
