import type { SourceFile } from '../release/source-file.ts';
import type { CptFile, CptFileReading } from './cpt-record.ts';
import { amaLines } from './decode.ts';
import { parseCodeLines } from './parse-code-lines.ts';
import { parseModifierText } from './parse-modifiers.ts';
import { parsePla } from './parse-pla.ts';
import { parseTable } from './parse-table.ts';
import { type RecognisedFile, recogniseFile } from './recognise-file.ts';

/** A file of a folder, recognised and read; `reading` is null for what is none of AMA's code files. */
export interface ReadCptFile extends CptFile {
  readonly reading: CptFileReading | null;
  /** Why it was not read. */
  readonly reason: string | null;
}

export function readCptFile({ name, bytes }: Pick<SourceFile, 'name' | 'bytes'>): ReadCptFile {
  const lines = amaLines(bytes);
  const recognised = recogniseFile(name, lines);
  if (recognised.form === null) return { name, form: null, counts: null, reading: null, reason: recognised.reason };
  const reading = withLastLine(bytes, readingOf(name, lines, recognised));
  return { name, form: recognised.form, counts: reading.counts, reading, reason: null };
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
      return parseCodeLines(lines, recognised.form, recognised.descriptor);
  }
}

/** A download that was cut off may end within a descriptor, which then passes for a new wording. */
function withLastLine(bytes: Uint8Array, reading: CptFileReading): CptFileReading {
  const last = reading.entries.at(-1);
  if (!last || bytes.at(-1) === 0x0a || bytes.at(-1) === 0x0d || reading.listing === 'pla') return reading;
  const text = 'the file ends without a line end; its last line may be cut';
  return { ...reading, notes: [...reading.notes, { code: last.code, rule: 'no-last-line-end', text }] };
}
