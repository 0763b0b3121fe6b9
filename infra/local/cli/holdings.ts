import { basename } from 'node:path';
import { listHoldings } from '../../../functions/queries/list-holdings.ts';
import { whereUsed } from '../../../functions/queries/where-used.ts';
import type { Holdings, HoldingsImport, ListedHolding } from '../../../shared/api/holding-forms.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { type HoldingType, holdingNames } from '../../../shared/holdings/holding.ts';
import { type HoldingColumn, holdingColumns } from '../../../shared/holdings/holding-columns.ts';
import { type ColumnMapping, readHoldings } from '../../../shared/holdings/read-holdings.ts';
import { holdingsAsCsv } from '../../../shared/holdings/workbook-list.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context, loadFile, noReleaseYet } from './context.ts';
import { asDollars, counted } from './money.ts';
import { textTable } from './table.ts';

/** Options of commands about what belongs to an account. */
export interface OfAccount extends Common {
  readonly account: string;
}

export interface HoldingsImportOptions extends OfAccount {
  readonly type: HoldingType;
  readonly list?: string;
  readonly asOf?: string;
  readonly map?: readonly string[];
  readonly shrinks?: true;
}

/** `codeset holdings import FILE --type TYPE`: the file replaces the version of its list before it. */
export async function holdingsImport(
  context: Context,
  app: LocalApp,
  path: string,
  options: HoldingsImportOptions,
): Promise<void> {
  const document = await importList(context, app, path, options);
  await app.deliver(options.today);
  const { releases } = await app.codeSets.state('HCPCS');
  answer(context, options, document, () => importText(document) + (releases.length === 0 ? noReleaseYet : ''));
}

/** Reads and stores one list. */
export async function importList(
  context: Context,
  app: LocalApp,
  path: string,
  { account, type, list = 'main', asOf, map, shrinks, today }: Omit<HoldingsImportOptions, 'data'>,
): Promise<HoldingsImport> {
  const file = loadFile(context, path);
  const mapping = mappingOf(map ?? []);
  const csv = { name: file.name, bytes: holdingsAsCsv(file, type, mapping) };
  const read = readHoldings(csv, { type, list, asOf: asOf ?? today }, mapping);
  const report = await app.importHoldings({
    account,
    type,
    list,
    file: basename(path),
    read,
    today,
    shrinks: shrinks === true,
  });
  const { withoutCode, notFollowed } = read;
  return { type, list, file: file.name, ...report, withoutCode, notFollowed };
}

/** `--map code=HCPCS --map item="Charge No"`. */
function mappingOf(written: readonly string[]): ColumnMapping {
  return Object.fromEntries(
    written.map((pair) => {
      const [, column, header] = /^(\w+)=(.+)$/.exec(pair) ?? [];
      if (column && header && holdingColumns.includes(column as HoldingColumn)) return [column, header];
      throw new CodesetError(
        'USAGE',
        `--map ${pair}: write COLUMN=HEADER, COLUMN one of ${holdingColumns.join(', ')}`,
        2,
      );
    }),
  );
}

function importText(report: HoldingsImport): string {
  const { type, list, read, added, changed, unchanged, closed, kept, findings, refused } = report;
  const [one, many] = holdingNames[type];
  const parts = [
    `${counted(read, one, many)} read into list "${list}": ${added} added, ${changed} changed, ${unchanged} unchanged, ${closed} closed\n`,
  ];
  if (report.withoutCode > 0) parts.push(`${counted(report.withoutCode, 'row')} without a code passed over\n`);
  if (report.notFollowed > 0)
    parts.push(`${counted(report.notFollowed, 'row')} passed over: CDT and local codes are not followed\n`);
  if (refused.length > 0) parts.push(`${refused.length} refused:\n`);
  parts.push(...refused.slice(0, 20).map(({ file, line, reason }) => `  ${file}:${line}: ${reason}\n`));
  if (refused.length > 20) parts.push(`  … and ${refused.length - 20} more (all of them with --json)\n`);
  if (kept > 0)
    parts.push(`${counted(kept, one, many)} of the version before kept, because of the rows that were refused\n`);
  parts.push(
    findings === 0
      ? 'No line of it is wrong.\n'
      : `${counted(findings, 'line')} of it wrong now or soon: "codeset worklist --type ${type}"\n`,
  );
  return parts.join('');
}

export interface HoldingsOptions extends OfAccount {
  readonly type?: HoldingType;
  readonly list?: string;
  readonly code?: string;
  readonly wrong?: true;
  readonly closed?: true;
}

/** `codeset holdings`: the lists, and their lines. */
export async function holdings(context: Context, app: LocalApp, options: HoldingsOptions): Promise<void> {
  const { account, type, list, code, wrong, closed, today } = options;
  const found = await listHoldings(app)({
    account,
    type,
    list,
    code,
    wrong,
    closed,
    today,
    limit: 100_000,
  });
  answer(context, options, found, () => holdingsText(found, context.io.columns));
}

function holdingsText({ lists, lines, more }: Holdings, wide: number | undefined): string {
  if (lists.length === 0) return 'No list is held. "codeset holdings import FILE --type chargemaster" takes one in.\n';
  const heads = lists.map(
    ({ type, list, file, importedOn, lines: held }) =>
      `${list}: ${counted(held, ...holdingNames[type])} of ${file}, taken in on ${importedOn}\n`,
  );
  return `${heads.join('')}\n${lines.length > 0 ? lineTable(lines, wide) : 'No line of them is as asked.\n'}${more ? 'There are more.\n' : ''}`;
}

function lineTable(lines: readonly ListedHolding[], wide: number | undefined): string {
  return textTable(
    [
      { heading: 'TYPE' },
      { heading: 'ITEM', width: 24 },
      { heading: 'CODE' },
      { heading: 'FROM' },
      { heading: 'THROUGH' },
      { heading: 'PRICE', align: 'right' },
      { heading: 'WHAT TO DO', width: 200 },
    ],
    lines.map(({ type, item, code, modifiers, from, through, price, findings, closedOn }) => [
      type,
      item,
      [code, ...modifiers].join('-'),
      from,
      through ?? '-',
      price === null ? '-' : asDollars(price),
      closedOn ? `closed on ${closedOn}` : findings.map(({ message }) => message).join(' ') || '-',
    ]),
    wide,
  );
}

/** `codeset where-used CODE`: in open claims, and in every list that is held. */
export async function whereUsedCommand(
  context: Context,
  app: LocalApp,
  code: string,
  options: OfAccount,
): Promise<void> {
  const use = await whereUsed(app)(options.account, code, options.today);
  answer(context, options, use, () => `${use.code}: ${use.answer}\n`);
}
