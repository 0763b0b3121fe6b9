import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { csvText } from '../../../functions/api/csv.ts';
import { worklist } from '../../../functions/queries/worklist.ts';
import { worklistTable } from '../../../functions/worklist/worklist-table.ts';
import {
  type Worklist,
  type WorklistEntry,
  type WorklistType,
  worklistTypes,
} from '../../../shared/api/worklist-forms.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { holdingNames } from '../../../shared/holdings/holding.ts';
import { entryOrder, type WorklistOrder } from '../../../shared/worklist/order.ts';
import { lineText, worklistColumns } from '../../../shared/worklist/sheet.ts';
import { workbookOf } from '../../../shared/worklist/workbook.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Context } from './context.ts';
import type { OfAccount } from './holdings.ts';
import { asDollars, counted } from './money.ts';
import { textTable } from './table.ts';

export interface WorklistOptions extends OfAccount {
  readonly type?: WorklistType;
  readonly format?: 'csv' | 'xlsx' | 'json';
  readonly out?: string;
  readonly by: WorklistOrder;
  readonly limit: number;
}

/** Entries of one page that is asked for within the process. */
const pageOf = 500;

/** `codeset worklist`: what is to be done, on the screen or as a file for a spreadsheet. */
export async function worklistCommand(context: Context, app: LocalApp, options: WorklistOptions): Promise<void> {
  const { format, out, limit } = options;
  if (format === 'xlsx' && !out)
    throw new CodesetError('USAGE', 'an .xlsx goes into a file: name it with --out FILE', 2);
  const found = await wholeList(app, options);
  const list: Worklist = {
    ...found,
    entries: found.entries.slice(0, limit),
    more: found.more || found.entries.length > limit,
  };
  if (!out && format === 'csv') return context.io.stdout(csvText(worklistTable(list)));
  if (out) {
    keep(resolve(context.io.cwd, out), contentOf(list, formatOf(out, format)));
    context.io.stderr(
      `${counted(list.entries.length, 'entry', 'entries')} written to ${out}${list.more ? '; there are more' : ''}\n`,
    );
    if (!options.json) return;
  }
  answer(context, { json: options.json ?? (format === 'json' ? true : undefined) } as OfAccount, list, () =>
    textOf(list, context.io.columns),
  );
}

/** Every page of the types asked for, up to the limit, in one order. */
async function wholeList(app: LocalApp, { account, type, by, today, limit }: WorklistOptions): Promise<Worklist> {
  const entries: WorklistEntry[] = [];
  let more = false;
  for (const each of type ? [type] : worklistTypes) {
    let cursor: string | null | undefined;
    let ofType = 0;
    do {
      const page: Worklist = await worklist(app)({
        account,
        type: each,
        by,
        today,
        limit: each === 'claims' ? Math.min(pageOf, limit) : limit,
        ...(cursor ? { cursor } : {}),
      });
      entries.push(...page.entries);
      ofType += page.entries.length;
      cursor = page.next;
      more ||= page.more && cursor === null;
    } while (cursor && ofType < limit);
    more ||= Boolean(cursor);
  }
  return { today, entries: entries.sort(entryOrder(by)), more, next: null };
}

function formatOf(out: string, format: WorklistOptions['format']): NonNullable<WorklistOptions['format']> {
  const named = format ?? /\.(csv|xlsx|json)$/i.exec(out)?.[1]?.toLowerCase();
  if (named) return named as NonNullable<WorklistOptions['format']>;
  throw new CodesetError('USAGE', `${out}: name the form with --format csv, xlsx or json`, 2);
}

function contentOf(list: Worklist, format: NonNullable<WorklistOptions['format']>): string | Uint8Array {
  if (format === 'csv') return csvText(worklistTable(list));
  if (format === 'xlsx') return workbookOf('Worklist', worklistColumns, list.entries);
  return `${JSON.stringify(list, null, 2)}\n`;
}

/** Claim ids are often account numbers: nobody else on the machine reads the file. */
function keep(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content, { mode: 0o600 });
  } catch (cause) {
    throw new CodesetError('FILE', `${path}: cannot be written (${(cause as NodeJS.ErrnoException).code})`, 1, {
      cause,
    });
  }
}

function textOf({ entries, more }: Worklist, wide: number | undefined): string {
  if (entries.length === 0) return 'There is nothing to do.\n';
  const table = textTable(
    [
      { heading: 'AMOUNT', align: 'right' },
      { heading: 'DUE' },
      { heading: 'TYPE' },
      { heading: 'ITEM', width: 20 },
      { heading: 'PAYER', width: 18 },
      { heading: 'DATE' },
      { heading: 'OLD LINE', width: 20 },
      { heading: 'NEW LINE', width: 36 },
      { heading: 'WHAT TO DO', width: 200 },
    ],
    entries.map((entry) => [
      asDollars(entry.amount),
      entry.deadline ?? '-',
      entry.type,
      entry.line === null ? entry.item : `${entry.item}/${entry.line}`,
      entry.payer ?? '-',
      entry.date,
      entry.old ? lineText(entry.old) : entry.code,
      entry.new.map(lineText).join(' or ') || '-',
      `${entry.hold && entry.rule !== 'hold-until-loaded' ? 'Hold until loaded. ' : ''}${entry.message}`,
    ]),
    wide,
  );
  const heads = worklistTypes.flatMap((type) => {
    const count = entries.filter((entry) => entry.type === type).length;
    const names = type === 'claims' ? (['claim line finding', 'claim line findings'] as const) : holdingNames[type];
    return count > 0 ? [counted(count, ...names)] : [];
  });
  return `${heads.join(', ')}\n\n${table}${more ? 'There are more: raise --limit, or name a --type.\n' : ''}`;
}
