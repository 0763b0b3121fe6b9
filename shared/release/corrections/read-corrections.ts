import { formOf } from '../../code.ts';
import { identityInName, releaseName } from '../identity.ts';
import type { Note } from '../record.ts';
import { columnFields, NotUnderstood } from './corrected-values.ts';
import { type CorrectionRow, readCorrectionTable } from './correction-row.ts';
import { readInstruction } from './instruction.ts';
import type { Corrections, Intent, Operation, Quarantined } from './operation.ts';

/**
 * Reads a corrections document: workbook, tab-delimited text or (only where nothing else is to be had) print file.
 * Every row becomes operations or is quarantined with its exact text. Throws `BadInput` where there is no table.
 */
export function readCorrections(file: string, bytes: Uint8Array): Corrections {
  const { title, rows } = readCorrectionTable(file, bytes);
  const operations: Operation[] = [];
  const quarantined: Quarantined[] = [];
  const notes: Note[] = [];
  for (const row of rows) {
    const read = readRow(row);
    notes.push(...remarksOn(row, read.operations));
    operations.push(...read.operations);
    if (read.quarantined) quarantined.push(read.quarantined);
  }
  return {
    title,
    base: baseIn(title) ?? baseIn(file),
    version: versionInName(file),
    operations,
    quarantined,
    notes,
    counts: { rows: rows.length, understood: rows.length - quarantined.length, quarantined: quarantined.length },
  };
}

/** `V3_HCPC2018_Corrections_ANWEB.xlsx` is the third version; a document without a number is the first. */
export function versionInName(name: string): number {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return Number(/(?:^|[^a-z0-9])v(?:er(?:sion)?)?[ ._-]?(\d{1,2})(?![a-z0-9])/i.exec(base)?.[1] ?? 1);
}

function baseIn(text: string): string | null {
  const identity = identityInName(text);
  return identity ? releaseName(identity) : null;
}

function readRow(row: CorrectionRow): { operations: readonly Operation[]; quarantined?: Quarantined } {
  const code = row.cell('code').toUpperCase();
  const text = row.cell('action');
  const form = formOf(code);
  try {
    if (form !== 'hcpcs' && form !== 'hcpcs-modifier')
      throw new NotUnderstood('no-code', `"${row.cell('code')}" is no HCPCS code or modifier`);
    const codeType = form === 'hcpcs' ? 'procedure' : 'modifier';
    const operations = readInstruction(row).map(
      (intent) => ({ code, codeType, line: row.line, text, intent }) as const,
    );
    return { operations };
  } catch (cause) {
    if (!(cause instanceof NotUnderstood)) throw cause;
    const { rule, reason } = cause;
    return { operations: [], quarantined: { code: code || null, line: row.line, text: exactText(row), rule, reason } };
  }
}

/** With no code and no action a row still says something somewhere. */
function exactText(row: CorrectionRow): string {
  const text = row.cell('action');
  return text === '' ? [row.cell('code'), row.cell('longDescription'), row.cell('comments')].join(' ').trim() : text;
}

/** What the row says beyond its instruction is not acted on, and not dropped either. */
function remarksOn(row: CorrectionRow, operations: readonly Operation[]): readonly Note[] {
  if (operations.length === 0) return [];
  const code = operations[0]!.code;
  const used = new Set(operations.flatMap(({ intent }) => fieldsOf(intent)));
  const idle = row.printed ? [] : columnFields.filter((field) => row.cell(field) !== '' && !used.has(field));
  const notes = idle.map((field) => ({
    code,
    rule: 'cell-not-named',
    text: `row ${row.line} fills ${field}, which "${row.cell('action')}" does not name; not applied`,
  }));
  for (const { header, text } of row.unknown)
    notes.push({ code, rule: 'unknown-column', text: `row ${row.line}, ${header}: ${text}` });
  const comment = row.cell('comments');
  if (comment !== '') notes.push({ code, rule: 'comment', text: `row ${row.line}: ${comment}` });
  return notes;
}

function fieldsOf(intent: Intent): readonly string[] {
  if (intent.kind === 'add' || intent.kind === 'revise') return Object.keys(intent.values);
  if (intent.kind === 'terminate') return ['terminatedOn'];
  return intent.kind === 'edit-list' ? [intent.field] : [];
}
