import type { ListedFinding } from '../../../shared/api/claim-forms.ts';
import type { Finding, Fix } from '../../../shared/claims/finding.ts';
import type { FindingStatus } from '../../../shared/claims/finding-life.ts';
import { daysBetween, type IsoDate } from '../../../shared/dates.ts';
import { asDollars, counted } from './money.ts';
import { textTable } from './table.ts';

/** What the text needs to know beside the findings. */
interface Shown {
  readonly today: IsoDate;
  readonly wide: number | undefined;
  readonly more: boolean;
}

export function findingText(
  list: readonly ListedFinding[],
  status: FindingStatus | undefined,
  { today, wide, more }: Shown,
): string {
  if (list.length === 0) return `No finding is ${status ?? 'open'}.\n`;
  const money = status === 'cleared' ? asDollars(moneyOf(list)) : moneyText(list);
  const further = more ? 'There are more: raise --limit.\n' : '';
  return `${counted(list.length, 'finding')}, ${money}\n\n${worklist(list, today, wide)}${further}`;
}

/** With what one types to act on a finding, whose it is, and the days left to file. */
function worklist(list: readonly ListedFinding[], today: IsoDate, wide: number | undefined): string {
  const taken = list.some(({ status }) => status !== 'open');
  return textTable(
    [
      { heading: 'ID' },
      { heading: 'AMOUNT', align: 'right' },
      { heading: 'CLAIM', width: 20 },
      { heading: 'LINE', align: 'right' },
      { heading: 'CODE' },
      { heading: 'SERVICE' },
      { heading: 'DAYS', align: 'right' },
      { heading: 'SEVERITY' },
      ...(taken ? [{ heading: 'STATUS', width: 12 }] : []),
      { heading: 'BILL INSTEAD', width: 30 },
      { heading: 'WHY', width: 100 },
    ],
    list.map((finding) => [
      finding.id,
      asDollars(finding.amount),
      finding.claimId,
      String(finding.line),
      finding.code,
      finding.dateOfService,
      finding.deadline === null ? '-' : String(daysBetween(today, finding.deadline)),
      finding.severity,
      ...(taken ? [finding.status === 'assigned' ? finding.assignee! : finding.status] : []),
      finding.fix.map(fixText).join(' or ') || '-',
      finding.message,
    ]),
    wide,
  );
}

export function findingTable(list: readonly Finding[], wide?: number): string {
  return textTable(
    [
      { heading: 'AMOUNT', align: 'right' },
      { heading: 'CLAIM', width: 20 },
      { heading: 'LINE', align: 'right' },
      { heading: 'CODE' },
      { heading: 'SERVICE' },
      { heading: 'SEVERITY' },
      { heading: 'BILL INSTEAD', width: 36 },
      { heading: 'WHY', width: 100 },
    ],
    list.map((finding) => [
      asDollars(finding.amount),
      finding.claimId,
      String(finding.line),
      finding.code,
      finding.dateOfService,
      finding.severity,
      finding.fix.map(fixText).join(' or ') || '-',
      finding.message,
    ]),
    wide,
  );
}

/** `$1,200.00 at risk`, and apart from it the money of lines that only ask for a look. */
export function moneyText(list: readonly Finding[]): string {
  const risky = list.filter(({ severity }) => severity !== 'review');
  const lines = linesOf(risky);
  const review = list.filter(({ claimId, line }) => !lines.has(`${claimId} ${line}`));
  const looks = `${asDollars(moneyOf(review))} on ${counted(linesOf(review).size, 'line')} to look at`;
  return `${asDollars(moneyOf(risky))} at risk${review.length > 0 ? `, ${looks}` : ''}`;
}

/** Each line's money counts once, however many findings it has. */
function moneyOf(list: readonly Finding[]): number {
  return [...linesOf(list).values()].reduce((sum, amount) => sum + Math.round(amount * 100), 0) / 100;
}

/** Charge of each line, by claim and line. */
function linesOf(list: readonly Finding[]): ReadonlyMap<string, number> {
  return new Map(list.map(({ claimId, line, amount }) => [`${claimId} ${line}`, amount]));
}

export function fixText({ code, units, confirm }: Fix): string {
  return `${code}${unitsText(units)}${confirm ? ' (confirm)' : ''}`;
}

function unitsText(units: Fix['units']): string {
  if (units === null) return '';
  if (typeof units === 'number') return ` x${units}`;
  return units.from === units.to ? ` x${units.from}` : ` x${units.from}-${units.to}`;
}
