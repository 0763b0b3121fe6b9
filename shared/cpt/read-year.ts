import { BadInput } from '../errors.ts';
import type { Note } from '../release/record.ts';
import type { SourceFile } from '../release/source-file.ts';
import type { CptYear } from './cpt-record.ts';
import { descriptorKinds } from './cpt-record.ts';
import { CodeMerger } from './merge-entries.ts';
import { type ReadCptFile, readCptFile } from './read-file.ts';

/**
 * Reads the folder of one year. Its name says the year; what each file is, its content says. Files that are none of
 * AMA's code files (guidelines, readmes) are noted. Throws `BadInput` where the name has no year, or no file lists codes.
 */
export function readCptYear(folder: string, files: readonly Pick<SourceFile, 'name' | 'bytes'>[]): CptYear {
  const year = yearIn(folder);
  const read = files.map(readCptFile).sort(inRank);
  const merger = new CodeMerger(year);
  for (const file of read) if (file.reading) merger.add(file.name, file.reading);
  const merged = merger.finish();
  if (merged.records.length === 0) throw noCodes(folder, read);
  const procedures = merged.records.filter(({ codeType }) => codeType === 'procedure');
  const held = descriptorKinds.filter((kind) => procedures.some(({ descriptors }) => descriptors[kind] !== undefined));
  return {
    year,
    folder,
    date: `${year}-01-01`,
    records: merged.records,
    ends: merged.ends,
    listings: new Set(read.flatMap(({ reading }) => reading?.listing ?? [])),
    held: new Set(held),
    capitals: new Set(held.filter((kind) => procedures.every(({ descriptors }) => inCapitals(descriptors[kind])))),
    modifierForm: read.find(({ reading }) => reading?.listing === 'modifiers')?.form ?? null,
    files: read.map(({ name, form, counts }) => ({ name, form, counts })),
    refused: read.flatMap(({ name, reading }) =>
      (reading?.refused ?? []).map((refusal) => ({ ...refusal, file: name, listing: reading!.listing })),
    ),
    notes: [...read.flatMap(notesOf), ...merged.notes],
  };
}

/** Of the year that the folder is named after: `2026`, `cpt-2026`, `2026 CPT Standard Annual Update`. */
function yearIn(folder: string): number {
  const [year] = /(?<!\d)(?:19[89]|20\d)\d(?!\d)/.exec(folder) ?? [];
  if (year) return Number(year);
  throw new BadInput(
    folder,
    null,
    'no-year',
    'is a folder without a year in its name; name it after the year of its CPT files: 2026',
  );
}

/**
 * Where two files have a descriptor of a code, the first one is taken: tables and tab-delimited lists before columns,
 * which wrap their text; mixed case before capitals. Quarterly files come in the order of their names.
 */
const ranks: Readonly<Record<string, number>> = { table: 0, 'tab-list': 1, 'fixed-short': 2, 'fixed-long': 3 };

function inRank(a: ReadCptFile, b: ReadCptFile): number {
  const rank = ({ form, reading }: ReadCptFile) =>
    (ranks[form ?? ''] ?? 4) + (reading?.entries.every(({ descriptors }) => inCapitals(descriptors.long)) ? 0.5 : 0);
  return rank(a) - rank(b) || (a.name < b.name ? -1 : 1);
}

function inCapitals(text: string | undefined): boolean {
  return text === undefined || text === text.toUpperCase();
}

function notesOf({ name, reading, reason }: ReadCptFile): readonly Note[] {
  if (!reading) return [{ code: null, rule: 'not-read', text: `${name} ${reason}` }];
  return reading.notes.map((note) => ({ ...note, text: `${name}: ${note.text}` }));
}

function noCodes(folder: string, read: readonly ReadCptFile[]): BadInput {
  const [first] = read.flatMap(({ name, reading }) => reading?.refused.map((refusal) => ({ name, refusal })) ?? []);
  if (first) {
    const { line, rule, reason } = first.refusal;
    return new BadInput(`${folder}/${first.name}`, line, rule, `${reason}; no file of the folder could be read`);
  }
  const names = read.map(({ name }) => name).join(', ') || 'nothing';
  const reason = `holds no list of CPT codes (LONGULT.txt, ConsolidatedCodeList.txt …), only ${names.slice(0, 300)}`;
  return new BadInput(folder, null, 'no-code-list', reason);
}
