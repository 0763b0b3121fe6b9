import type { ToldDiff } from '../../../shared/api/change-forms.ts';
import type { CodeChange } from '../../../shared/changes/change.ts';
import { toldChanges } from '../../../shared/changes/told.ts';
import { type CodeForm, formOf } from '../../../shared/code.ts';
import { comesOffCycle } from '../../../shared/codebook/off-cycle.ts';
import type { NamedYear } from '../../../shared/cpt/book-of-years.ts';
import { compareYears } from '../../../shared/cpt/compare-years.ts';
import type { CptYear } from '../../../shared/cpt/cpt-record.ts';
import { copyrightNotice } from '../../../shared/cpt/notice.ts';
import { isPartial, laidOver } from '../../../shared/cpt/partial-year.ts';
import type { Note } from '../../../shared/release/record.ts';
import { changeCounts } from './change-text.ts';
import { answer, type Common, type Context } from './context.ts';
import { loadCptYear } from './load-cpt.ts';
import { counted } from './money.ts';

/** Words for what a code's form says of it. */
const categories: Partial<Readonly<Record<CodeForm, string>>> = {
  'cpt-i': 'Category I',
  'cpt-ii': 'Category II',
  'cpt-iii': 'Category III',
  'cpt-pla': 'PLA',
  'cpt-maaa': 'MAAA',
  'cpt-vaccine-administration': 'vaccine administration',
  'cpt-modifier': 'modifier',
};

/** `codeset diff OLD NEW` with two folders or zips of AMA's files: their texts are shown, with AMA's notice. */
export async function diffCpt(context: Context, paths: readonly [string, string], options: Common): Promise<void> {
  const [older, newer] = [await loadCptYear(context, paths[0]), await loadCptYear(context, paths[1])];
  const { changes, notes } = compareYears(...comparable(older.year, newer.year));
  const copyright = noticesOf(older.year, newer.year).map((text): Note => ({ code: null, rule: 'copyright', text }));
  const between = { older: `${older.year.year}-01-01`, newer: `${newer.year.year}-01-01` };
  const document: ToldDiff = {
    codeSet: 'CPT',
    from: referenceTo(older),
    to: referenceTo(newer),
    changes: toldChanges(changes, between, null),
    notes: [...copyright, ...notesOf(older.year), ...notesOf(newer.year), ...notes],
  };
  answer(context, options, document, () => textOf(document));
}

/** An off-cycle set says nothing of codes that it may not have: it is held against the older one with what it adds. */
function comparable(older: CptYear, newer: CptYear): readonly [CptYear, CptYear] {
  if (isPartial(newer) && !(isPartial(older) && goesOn(older, newer)))
    return [older, laidOver(older, { year: newer, published: null })];
  if (!isPartial(older) || isPartial(newer)) return [older, newer];
  return [older, { ...newer, records: newer.records.filter(({ code }) => comesOffCycle(code)) }];
}

/** Of two off-cycle sets the later is a whole list of its kind where it has most of the other's codes, else the news alone. */
function goesOn(older: CptYear, newer: CptYear): boolean {
  const codes = new Set(newer.records.map(({ code }) => code));
  return older.records.filter(({ code }) => codes.has(code)).length * 2 >= older.records.length;
}

function referenceTo({ file, sha256, year }: NamedYear) {
  return { release: String(year.year), file, sha256 };
}

function noticesOf(...years: readonly CptYear[]): readonly string[] {
  return [...new Set(years.map(({ year }) => year))].sort((a, b) => b - a).map(copyrightNotice);
}

function notesOf({ folder, refused, notes }: CptYear): readonly Note[] {
  const lines = refused.map(({ file, line, code, rule, reason }) => ({
    code,
    rule: 'refused-line',
    text: `${folder}/${file}:${line}: ${reason} [${rule}]`,
  }));
  return [...lines, ...notes.map((note) => ({ ...note, text: `${folder}: ${note.text}` }))];
}

function textOf({ codeSet, from, to, changes, notes }: ToldDiff): string {
  const heading = `${codeSet} ${from.release} (${from.file}) → ${to.release} (${to.file}): ${changeCounts(changes)}\n`;
  const copyright = notes.flatMap(({ rule, text }) => (rule === 'copyright' ? [`${text}\n`] : [])).join('');
  const byRule = new Map<string, number>();
  for (const { rule } of notes) if (rule !== 'copyright') byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  const noted = [...byRule].map(([rule, count]) => `  ${counted(count, 'note')}: ${rule}\n`).join('');
  const told = changes.length > 0 ? `\n${changes.map(changeText).join('')}\n${copyright}` : '';
  return `${heading}${told}${noted ? `\nNotes (all of them with --json):\n${noted}` : ''}`;
}

/** `99999  deleted  2026-01-01  Category I  → 99998`, then the descriptors before and after. */
function changeText({ code, kind, effective, fields, replacements }: CodeChange): string {
  const instead =
    kind === 'deleted' ? replacements.map((each) => each.code).join(' or ') || 'no replacement named' : '';
  const parts = [code, kind, effective, categories[formOf(code)] ?? '', instead && `→ ${instead}`];
  const texts = fields.flatMap(({ old, new: now }) => [old ? `    - ${old}\n` : '', now ? `    + ${now}\n` : '']);
  return `${parts.filter(Boolean).join('  ')}\n${texts.join('')}`;
}
