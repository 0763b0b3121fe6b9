import { join } from 'node:path';
import type { ImportReport } from '../../../functions/claims/import-claims.ts';
import { holdingsAtRisk } from '../../../functions/queries/holdings-at-risk.ts';
import { moneyAtRisk } from '../../../functions/queries/money-at-risk.ts';
import type { CodeAtRisk, MoneyAtRisk } from '../../../shared/api/claim-forms.ts';
import type { Summary } from '../../../shared/api/command-forms.ts';
import type { CodeChange } from '../../../shared/changes/change.ts';
import { waitingStatuses } from '../../../shared/claims/finding-life.ts';
import type { HeldRelease } from '../../../shared/codebook/code-set-state.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import { wrongCounts } from '../../../shared/holdings/use-words.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { changeCounts } from './change-text.ts';
import { isSample } from './folders.ts';
import { asDollars, counted } from './money.ts';
import { textTable } from './table.ts';

/** What a billing manager wants to know on the morning of an update. */
export interface MorningNews {
  readonly summary: Summary;
  readonly newest: HeldRelease;
  readonly changes: readonly CodeChange[];
  readonly risk: MoneyAtRisk;
  readonly imported: ImportReport | null;
}

/** Writes the alerts that are due and tells how things stand; at least one release is held. */
export async function newsOf(app: LocalApp, imported: ImportReport | null, today: IsoDate): Promise<MorningNews> {
  const { sent } = await app.deliver(today);
  const { releases } = await app.codeSets.state('HCPCS');
  const newest = releases.at(-1)!;
  const changes = await app.codeSets.changes('HCPCS', newest.changeSet);
  const risk = await moneyAtRisk(app)(localAccount);
  let findings = 0;
  for (const status of waitingStatuses)
    for await (const _finding of app.findings.list(localAccount, status)) findings++;
  const summary: Summary = {
    sample: isSample(app.folder),
    release: newest.release,
    releases: releases.map(({ release }) => release),
    changes: changes.length,
    claims: imported?.read ?? null,
    claimLines: imported?.lines ?? null,
    findings,
    claimsAtRisk: risk.claims,
    linesAtRisk: risk.lines,
    moneyAtRisk: risk.amount,
    holdings: await holdingsAtRisk(app)(localAccount, today),
    alerts: sent.map(({ id, subject }) => ({ subject, file: join(app.outbox, `${id}.eml`) })),
  };
  return { summary, newest, changes, risk, imported };
}

/** The same on one screen. */
export function newsText({ summary, newest, changes, risk, imported }: MorningNews, wide?: number): string {
  const mark = summary.sample ? 'SAMPLE DATA — ' : '';
  const what = summary.releases.length > 1 ? changeCounts(changes) : 'the first release held';
  const parts = [
    `${mark}HCPCS ${newest.release}, in force from ${newest.date}: ${counted(newest.records, 'code')}, ${what}`,
    imported
      ? `${mark}${counted(imported.read, 'claim')} with ${counted(imported.lines, 'line')} read${restText(imported)}`
      : '',
    riskText(risk, wide),
    holdingsText(summary),
    alertText(summary),
  ];
  return `\n${parts.filter(Boolean).join('\n')}\n`;
}

function holdingsText({ holdings }: Summary): string {
  if (holdings.length === 0) return '';
  return `Wrong now or soon in the lists that are held ("codeset worklist"): ${wrongCounts(holdings)}\n`;
}

function riskText(risk: MoneyAtRisk, wide: number | undefined): string {
  const { lines, claims, amount, review, codes, more } = risk;
  if (codes.length === 0) return 'No stored line is at risk.';
  const least = more ? 'At least ' : '';
  const looks =
    review.lines > 0 ? `, and ${asDollars(review.amount)} on ${counted(review.lines, 'line')} to look at` : '';
  const heading = `${least}${asDollars(amount)} at risk on ${counted(lines, 'line')} of ${counted(claims, 'claim')}${looks}:`;
  return `${heading}\n\n${codeTable(codes, wide)}`;
}

function codeTable(codes: readonly CodeAtRisk[], wide: number | undefined): string {
  return textTable(
    [
      { heading: 'CODE' },
      { heading: 'AMOUNT', align: 'right' },
      { heading: 'LINES', align: 'right' },
      { heading: 'BILL INSTEAD', width: 30 },
      { heading: 'WHY', width: 100 },
    ],
    codes.map(({ code, amount, lines, fix, message }) => [
      code,
      asDollars(amount),
      String(lines),
      fix.join(' or ') || '-',
      message,
    ]),
    wide,
  );
}

function restText({ refused, duplicates }: ImportReport): string {
  const stored = duplicates > 0 ? `, ${duplicates} stored already` : '';
  return refused.length > 0 ? `${stored}, ${refused.length} refused (codeset claims import says why)` : stored;
}

function alertText({ alerts }: Summary): string {
  if (alerts.length === 0) return '';
  const lines = alerts.map(({ subject, file }) => `  ${subject}\n  ${file}\n`);
  return `${counted(alerts.length, 'alert')} written:\n${lines.join('')}`;
}
