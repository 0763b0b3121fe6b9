import { createReadStream, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { hashOf } from '../../../functions/adapters/hash.ts';
import type { ImportReport } from '../../../functions/import-claims.ts';
import type { Claim, RefusedClaim } from '../../../shared/claims/claim.ts';
import { createClaimReader } from '../../../shared/claims/intake.ts';
import type { PayerMap } from '../../../shared/claims/payers.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { type LocalApp, localAccount } from '../local-app.ts';
import { answer, type Common, type Context, remark } from './context.ts';
import { counted } from './money.ts';
import { noticeText } from './notice-text.ts';
import { loadPayers } from './payers.ts';
import { type Step, withProgress } from './progress.ts';

export interface ImportOptions extends Common {
  readonly payers?: string;
}

/** `codeset claims import FILE…`: read as streams, judged and stored by the code that each line uses. */
export async function claimsImport(
  context: Context,
  app: LocalApp,
  paths: readonly string[],
  options: ImportOptions,
): Promise<void> {
  if (options.payers) await keepPayers(app, loadPayers(context, options.payers));
  const report: ImportReport = { read: 0, lines: 0, refused: [], duplicates: 0 };
  for (const path of paths) {
    const file = { path: resolve(context.io.cwd, path), name: basename(path) };
    const one = await withProgress(context, `Importing ${file.name}`, (step) =>
      importFile(app, file, options.today, step, (notice) => remark(context, noticeText(notice))),
    );
    report.read += one.read;
    report.lines += one.lines;
    report.duplicates += one.duplicates;
    report.refused.push(...one.refused);
  }
  answer(context, options, report, () => textOf(report));
}

/** Imports one file in constant memory, whatever its size. */
export async function importFile(
  app: LocalApp,
  { path, name }: { readonly path: string; readonly name: string },
  today: string,
  step: Step = () => {},
  onNotice: (notice: RefusedClaim) => void = () => {},
): Promise<ImportReport> {
  const size = sizeOf(path, name);
  const into = app.importInto(localAccount, `import-${today}-${hashOf(Buffer.from(path)).slice(0, 8)}`);
  const waiting: Claim[] = [];
  const reader = createClaimReader({
    file: name,
    onClaim: (claim) => waiting.push(claim),
    onRefused: (refused) => (refused.kind === 'notice' ? onNotice(refused) : into.refuse(refused)),
  });
  const drain = async () => {
    for (const claim of waiting.splice(0)) await into.add(claim);
  };
  let read = 0;
  for await (const chunk of createReadStream(path)) {
    reader.write(chunk as Buffer);
    read += (chunk as Buffer).length;
    await drain();
    step(read, size, counted(into.report.read, 'claim'));
  }
  reader.end();
  await drain();
  await into.flush();
  return into.report;
}

/** From now on the account's lines are judged by these payers. */
export async function keepPayers(app: LocalApp, payers: PayerMap): Promise<void> {
  await app.claims.putPayers(localAccount, Object.fromEntries(payers));
  app.judges.forget(localAccount);
}

function sizeOf(path: string, name: string): number {
  try {
    return statSync(path).size;
  } catch (cause) {
    throw new CodesetError('FILE', `${name}: there is no such file`, 1, { cause });
  }
}

function textOf({ read, lines, refused, duplicates }: ImportReport): string {
  const refusals = refused
    .slice(0, 20)
    .map(({ file, segment, reason }) => `  ${file}, segment ${segment}: ${reason}\n`);
  if (refused.length > 20) refusals.push(`  … and ${refused.length - 20} more (all of them with --json)\n`);
  const parts = [`${counted(read, 'claim')} with ${counted(lines, 'line')} read`];
  if (duplicates > 0) parts.push(`${duplicates.toLocaleString('en-US')} stored already`);
  parts.push(refused.length > 0 ? `${refused.length} refused:` : 'none refused');
  return `${parts.join(', ')}\n${refusals.join('')}`;
}
