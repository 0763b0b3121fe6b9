import { listFindings } from '../../../functions/queries/list-findings.ts';
import type { Finding, Fix } from '../../../shared/claims/finding.ts';
import { type LocalApp, localAccount } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { asDollars, counted } from './money.ts';
import { textTable } from './table.ts';

/** `codeset findings`: what is open, the most money first. */
export async function findings(context: Context, app: LocalApp, options: Common): Promise<void> {
  const { findings: open } = await listFindings(app)({ account: localAccount, limit: Number.POSITIVE_INFINITY });
  answer(context, options, { findings: open }, () => findingText(open));
}

export function findingText(list: readonly Finding[]): string {
  if (list.length === 0) return 'No finding is open.\n';
  const heading = `${counted(list.length, 'finding')}, ${asDollars(moneyAtRisk(list))} at risk\n\n`;
  return heading + findingTable(list);
}

export function findingTable(list: readonly Finding[]): string {
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
  );
}

/** Each line's money counts once, however many findings it has. */
export function moneyAtRisk(list: readonly Finding[]): number {
  const lines = new Map(list.map(({ claimId, line, amount }) => [`${claimId} ${line}`, amount]));
  return [...lines.values()].reduce((sum, amount) => sum + Math.round(amount * 100), 0) / 100;
}

function fixText({ code, units, confirm }: Fix): string {
  return `${code}${unitsText(units)}${confirm ? ' (confirm)' : ''}`;
}

function unitsText(units: Fix['units']): string {
  if (units === null) return '';
  if (typeof units === 'number') return ` x${units}`;
  return units.from === units.to ? ` x${units.from}` : ` x${units.from}-${units.to}`;
}
