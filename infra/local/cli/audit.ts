import { auditFindings } from '../../../functions/queries/audit-findings.ts';
import type { AuditAnswer } from '../../../shared/api/audit-forms.ts';
import type { Dimension } from '../../../shared/audit/audit.ts';
import type { FindingStatus } from '../../../shared/claims/finding-life.ts';
import { wrongCounts } from '../../../shared/holdings/use-words.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Context } from './context.ts';
import type { OfAccount } from './holdings.ts';
import { asDollars, counted } from './money.ts';
import { textTable } from './table.ts';

export interface AuditOptions extends OfAccount {
  readonly by?: Dimension;
  readonly status?: FindingStatus | 'all';
}

/** Rows and issues that fit a screen; `--json` has all. */
const shown = 20;

/** `codeset audit`: what goes wrong again and again, and what to do about it. */
export async function audit(context: Context, app: LocalApp, options: AuditOptions): Promise<void> {
  const { account, today, status, by } = options;
  const found = await auditFindings(app)({ account, today, status, lists: true });
  answer(context, options, found, () => textOf(found, by, context.io.columns) + listsText(found.lists));
}

function textOf(found: AuditAnswer, by: Dimension | undefined, wide: number | undefined): string {
  const { findings, lines, amount, issues, causes, more } = found;
  if (findings === 0) return 'There is no finding to look for patterns in.\n';
  const heading = `${more ? 'At least ' : ''}${counted(findings, 'finding')} on ${counted(lines, 'line')}, ${asDollars(amount)}\n`;
  if (by) return `${heading}\n${groupTable(by.toUpperCase(), found.by[by])}`;
  const systemic = issues.filter((issue) => issue.systemic);
  const sentences = (systemic.length > 0 ? systemic : issues).slice(0, shown).map(({ sentence }) => `- ${sentence}\n`);
  const what = systemic.length > 0 ? 'Again and again' : 'Nothing comes again and again; single issues';
  return [
    heading,
    `\n${what}:\n${sentences.join('')}`,
    `\nMoney by cause:\n${groupTable(
      'CAUSE',
      causes.map((cause) => ({ ...cause, key: cause.title })),
      wide,
    )}`,
    '\nBy clinic, payer, code, rule or month: "codeset audit --by payer"\n',
  ].join('');
}

/** What is wrong with lists is no money of claims, and stands apart. */
export function listsText(lists: AuditAnswer['lists']): string {
  if (lists.every(({ wrong }) => wrong === 0)) return '';
  return `\nWrong now or soon in the lists that are held: ${wrongCounts(lists)} ("codeset worklist --type ${lists.find(({ wrong }) => wrong > 0)!.type}")\n`;
}

function groupTable(heading: string, groups: AuditAnswer['by']['clinic'], wide?: number): string {
  const table = textTable(
    [
      { heading: 'AMOUNT', align: 'right' },
      { heading: 'SHARE', align: 'right' },
      { heading: 'LINES', align: 'right' },
      { heading: 'FINDINGS', align: 'right' },
      { heading },
    ],
    groups
      .slice(0, shown)
      .map(({ key, amount, share, lines, findings }) => [
        asDollars(amount),
        `${Math.round(share * 100)}%`,
        String(lines),
        String(findings),
        key,
      ]),
    wide,
  );
  return groups.length > shown ? `${table}… and ${groups.length - shown} more (all of them with --json)\n` : table;
}
