import { hashOf } from '../../../functions/adapters/hash.ts';
import { type IntakeFile, importClaimFile } from '../../../functions/claims/import-claim-file.ts';
import type { ImportReport } from '../../../functions/claims/import-claims.ts';
import { moneyAtRisk } from '../../../functions/queries/money-at-risk.ts';
import type { PayerMap } from '../../../shared/claims/payers.ts';
import { claimBytes } from '../claim-bytes.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { type ClaimFile, claimFile } from './claim-file.ts';
import { answer, type Common, type Context, remark } from './context.ts';
import { asDollars, counted } from './money.ts';
import { noticeTeller } from './notice-text.ts';
import { loadPayers } from './payers.ts';
import { withProgress } from './progress.ts';

export interface ImportOptions extends Common {
  readonly holds?: IntakeFile['holds'] | undefined;
  /** Header names of the user's own, by column. */
  readonly map?: IntakeFile['csvColumns'];
  readonly payers?: string;
}

/** `codeset claims import FILE…`: read as streams, judged and stored by the code that each line uses. */
export async function claimsImport(
  context: Context,
  app: LocalApp,
  paths: readonly string[],
  options: ImportOptions,
): Promise<void> {
  const files = paths.map((path) => claimFile(path, context.io.cwd));
  if (options.payers) await keepPayers(app, loadPayers(context, options.payers));
  const report = await importFiles(context, app, files, {
    today: options.today,
    holds: options.holds,
    csvColumns: options.map,
  });
  const { sent } = await app.deliver(options.today);
  const hint = await whatNext(app, options.today, sent.length);
  answer(context, options, report, () => textOf(report) + hint);
}

export interface FilesOptions {
  readonly holds?: IntakeFile['holds'] | undefined;
  readonly csvColumns?: IntakeFile['csvColumns'] | undefined;
  readonly today: string;
}

/** Imports files in constant memory, whatever their size, as one run of work: its alerts form one digest. */
export async function importFiles(
  context: Context,
  app: LocalApp,
  files: readonly ClaimFile[],
  { today, holds = 'any', csvColumns }: FilesOptions,
): Promise<ImportReport> {
  const names = hashOf(Buffer.from(files.map(({ path }) => path).join('\n'))).slice(0, 8);
  const id = `import-${today}-${names}`;
  const into = app.importInto(localAccount, id, today);
  for (const file of files) {
    const notices = noticeTeller((text) => remark(context, text));
    await withProgress(context, `Importing ${file.name}`, (step) =>
      importClaimFile(into, {
        name: file.name,
        chunks: claimBytes(file.path),
        holds,
        csvColumns,
        onNotice: notices.tell,
        onProgress: (bytes) => step(bytes, file.size, counted(into.report.read, 'claim')),
      }),
    );
    notices.end();
  }
  await app.imports.keep(localAccount, id, { report: into.report, findings: into.raised });
  return into.report;
}

/** From now on the account's lines are judged by these payers. */
export async function keepPayers(app: LocalApp, payers: PayerMap): Promise<void> {
  await app.payerSettings.keepPayers(localAccount, Object.fromEntries(payers));
  app.judges.forget(localAccount);
}

async function whatNext(app: LocalApp, today: string, alerts: number): Promise<string> {
  const book = await app.codeSets.codeBook(await app.codeSets.state('HCPCS'));
  if (!book)
    return 'No release is held yet, so the lines wait for one: "codeset ingest --cms", or "codeset ingest FILE".\n';
  const { lines, amount, more } = await moneyAtRisk(app)(localAccount);
  const told = alerts > 0 ? ` ${counted(alerts, 'alert')} written.` : '';
  const { to: reach } = book.coverage.at(-1)!;
  const wait = today > reach ? `The releases held reach to ${reach}: lines after that wait for the next one.\n` : '';
  if (lines === 0) return `No stored line is at risk.${told}\n${wait}`;
  const least = more ? 'at least ' : '';
  return `At risk among all stored claims: ${least}${asDollars(amount)} on ${counted(lines, 'line')} ("codeset findings").${told}\n${wait}`;
}

function textOf({ read, lines, refused, duplicates, statuses }: ImportReport): string {
  const refusals = refused
    .slice(0, 20)
    .map(({ file, segment, reason }) => `  ${file}, segment ${segment}: ${reason}\n`);
  if (refused.length > 20) refusals.push(`  … and ${refused.length - 20} more (all of them with --json)\n`);
  const onlyStatuses = statuses && read === 0;
  const parts = onlyStatuses ? [] : [`${counted(read, 'claim')} with ${counted(lines, 'line')} read`];
  if (statuses) parts.push(statusText(statuses));
  if (duplicates > 0) parts.push(`${duplicates.toLocaleString('en-US')} stored already`);
  parts.push(refused.length > 0 ? `${refused.length} refused:` : 'none refused');
  return `${parts.join(', ')}\n${refusals.join('')}`;
}

function statusText({ read, matched, kept, unmatched }: NonNullable<ImportReport['statuses']>): string {
  const about = `${read.toLocaleString('en-US')} answers of payers read, ${matched.toLocaleString('en-US')} about stored claims`;
  if (kept === 0) return about;
  const claims = `${unmatched.slice(0, 5).join(', ')}${unmatched.length > 5 ? ' …' : ''}`;
  return `${about}, ${kept.toLocaleString('en-US')} kept until their claims come (${claims})`;
}
