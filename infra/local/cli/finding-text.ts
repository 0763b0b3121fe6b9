import type { Finding, Fix } from '../../../shared/claims/finding.ts';
import { asDollars, counted } from './money.ts';
import { textTable } from './table.ts';

export function findingText(list: readonly Finding[], status: 'open' | 'cleared', wide: number | undefined): string {
  if (list.length === 0) return `No finding is ${status}.\n`;
  const money = status === 'open' ? moneyText(list) : asDollars(moneyOf(list));
  return `${counted(list.length, 'finding')}, ${money}\n\n${findingTable(list, wide)}`;
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

function fixText({ code, units, confirm }: Fix): string {
  return `${code}${unitsText(units)}${confirm ? ' (confirm)' : ''}`;
}

function unitsText(units: Fix['units']): string {
  if (units === null) return '';
  if (typeof units === 'number') return ` x${units}`;
  return units.from === units.to ? ` x${units.from}` : ` x${units.from}-${units.to}`;
}
