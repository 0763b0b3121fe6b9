import { BadInput } from '../errors.ts';
import { isWorkbook } from '../release/parse-workbook.ts';
import type { SourceFile } from '../release/source-file.ts';
import { entryOf } from './account.ts';
import { amaDate, firstDayOut } from './ama-dates.ts';
import { withoutCommas } from './comma-lines.ts';
import type { CptEntry, CptFile, CptFileReading } from './cpt-record.ts';
import { amaLines } from './decode.ts';
import { parseCodeLines } from './parse-code-lines.ts';
import { parseModifierText } from './parse-modifiers.ts';
import { parsePla } from './parse-pla.ts';
import { parseTable } from './parse-table.ts';
import { type RecognisedFile, recogniseFile } from './recognise-file.ts';
import { workbookLines } from './workbook-lines.ts';

/** A file of a folder, recognised and read; `reading` is null for what is none of AMA's code files. */
export interface ReadCptFile extends CptFile {
  readonly reading: CptFileReading | null;
  /** Why it was not read. */
  readonly reason: string | null;
}

export function readCptFile({ name, bytes }: Pick<SourceFile, 'name' | 'bytes'>): ReadCptFile {
  const lines = isWorkbook(bytes) ? linesInWorkbook(name, bytes) : withoutCommas(amaLines(bytes));
  if (!lines) return { name, form: null, counts: null, reading: null, reason: 'is a workbook without a list of codes' };
  const recognised = recogniseFile(name, lines);
  if (recognised.form === null) return { name, form: null, counts: null, reading: null, reason: recognised.reason };
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const read = readingOf(base, lines, recognised);
  const reading = isWorkbook(bytes) ? read : withLastLine(bytes, read);
  return { name, form: recognised.form, counts: reading.counts, reading, reason: null };
}

/** Other files of offices come in the same containers; one that is called a workbook has to be whole. */
function linesInWorkbook(name: string, bytes: Uint8Array): readonly string[] | undefined {
  try {
    return workbookLines(name, bytes);
  } catch (error) {
    if (error instanceof BadInput && !/\.xlsx$/i.test(name)) return undefined;
    throw error;
  }
}

function readingOf(
  name: string,
  lines: readonly string[],
  recognised: Exclude<RecognisedFile, { readonly form: null }>,
): CptFileReading {
  switch (recognised.form) {
    case 'table':
      return parseTable(name, lines, recognised.shape);
    case 'pla-xml':
      return parsePla(lines);
    case 'modifier-text':
      return parseModifierText(lines);
    default:
      return toldOf(name, parseCodeLines(lines, recognised.form, recognised.descriptor));
  }
}

/** A list whose name says that its codes are gone, or new and dated, tells of codes: it does not list the set. */
function toldOf(name: string, reading: CptFileReading): CptFileReading {
  const textOf = (entry: CptEntry) => Object.values(entry.descriptors)[0] ?? '';
  const dates = reading.entries.map((entry) => amaDate(textOf(entry)));
  const [deleted, dated] = [/delet/i.test(name), dates.every((date) => typeof date === 'string')];
  if (!deleted && !(dated && /add|new/i.test(name))) return reading;
  const entries = reading.entries.map(({ line, code }, index): CptEntry => {
    const date = dates[index] ?? null;
    if (!deleted) return entryOf({ line, code, standing: 'told-of', addedOn: date });
    return entryOf({ line, code, standing: 'deleted', deletedOn: date && firstDayOut(date) });
  });
  return { ...reading, listing: null, entries };
}

/** A download that was cut off may end within a descriptor, which then passes for a new wording. */
function withLastLine(bytes: Uint8Array, reading: CptFileReading): CptFileReading {
  const last = reading.entries.at(-1);
  if (!last || bytes.at(-1) === 0x0a || bytes.at(-1) === 0x0d || reading.listing === 'pla') return reading;
  const text = 'the file ends without a line end; its last line may be cut';
  return { ...reading, notes: [...reading.notes, { code: last.code, rule: 'no-last-line-end', text }] };
}
