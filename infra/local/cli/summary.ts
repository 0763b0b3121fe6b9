import { join } from 'node:path';
import type { ImportReport } from '../../../functions/import-claims.ts';
import type { Finding } from '../../../shared/claims/finding.ts';
import { type LocalApp, localAccount } from '../local-app.ts';
import { changeCounts } from './change-text.ts';
import { answer, type Common, type Context } from './context.ts';
import { moneyAtRisk } from './findings.ts';
import { isSample } from './folders.ts';
import { asDollars, counted } from './money.ts';
import { textTable } from './table.ts';

/** What a billing manager wants to know on the morning of an update, on one screen. */
export async function summarise(
  context: Context,
  app: LocalApp,
  options: Common,
  { imported }: { readonly imported: ImportReport | null },
): Promise<void> {
  const { sent: alerts } = await app.deliver();
  const { releases } = await app.codeSets.state('HCPCS');
  const newest = releases.at(-1)!;
  const changes = await app.codeSets.changes('HCPCS', newest.changeSet);
  const open: Finding[] = [];
  for await (const { finding } of app.findings.list(localAccount, 'open')) open.push(finding);
  const sample = isSample(app.folder);
  const lines = linesOf(open);
  const document = {
    sample,
    release: newest.release,
    releases: releases.map(({ release }) => release),
    changes: changes.length,
    claims: imported?.read ?? null,
    claimLines: imported?.lines ?? null,
    findings: open.length,
    linesAtRisk: lines.size,
    moneyAtRisk: moneyAtRisk(open),
    alerts: alerts.length,
  };
  answer(context, options, document, () => {
    const mark = sample ? 'SAMPLE DATA — ' : '';
    const text = [
      `${mark}HCPCS ${newest.release}, in force from ${newest.date}: ${counted(newest.records, 'code')}, ${releases.length > 1 ? changeCounts(changes) : 'the first release held'}`,
      imported
        ? `${mark}${counted(imported.read, 'claim')} with ${counted(imported.lines, 'line')} read, ${refusedText(imported)}`
        : '',
      open.length > 0
        ? `${asDollars(moneyAtRisk(open))} at risk on ${counted(lines.size, 'line')} of ${counted(new Set(open.map(({ claimId }) => claimId)).size, 'claim')}:\n\n${byCode(open)}`
        : 'No stored line is at risk.',
      alerts.length > 0
        ? `${counted(alerts.length, 'alert')} written:\n${alerts.map(({ id, subject }) => `  ${subject}\n  ${join(app.outbox, `${id}.eml`)}\n`).join('')}`
        : '',
    ];
    return `\n${text.filter(Boolean).join('\n')}\n`;
  });
}

function linesOf(open: readonly Finding[]): ReadonlySet<string> {
  return new Set(open.map(({ claimId, line }) => `${claimId} ${line}`));
}

function byCode(open: readonly Finding[]): string {
  const groups = new Map<string, Finding[]>();
  for (const finding of open) groups.set(finding.code, [...(groups.get(finding.code) ?? []), finding]);
  const rows = [...groups.values()].sort((a, b) => moneyAtRisk(b) - moneyAtRisk(a));
  return textTable(
    [
      { heading: 'CODE' },
      { heading: 'AT RISK', align: 'right' },
      { heading: 'LINES', align: 'right' },
      { heading: 'BILL INSTEAD', width: 30 },
      { heading: 'WHY', width: 90 },
    ],
    rows.map((group) => [
      group[0]!.code,
      asDollars(moneyAtRisk(group)),
      String(linesOf(group).size),
      [...new Set(group.flatMap(({ fix }) => fix.map(({ code }) => code)))].join(' or ') || '-',
      firstSentence(group[0]!.message),
    ]),
  );
}

function refusedText({ refused, duplicates }: ImportReport): string {
  const refusals = refused.length > 0 ? `${refused.length} refused (codeset claims import says why)` : 'none refused';
  return duplicates > 0 ? `${refusals}, ${duplicates} stored already` : refusals;
}

/** What is true of every line of the code; the rest speaks of one line's units. */
function firstSentence(message: string): string {
  return /^.*?[.;](?= |$)/.exec(message)?.[0].replace(/;$/, '.') ?? message;
}
