import { ownEntry } from '../own-entry.ts';
import { foldWhiteSpace } from '../release/record.ts';
import { CptAccount, entryOf } from './account.ts';
import { amaDate } from './ama-dates.ts';
import type { CptEntry, CptFileReading, Descriptors } from './cpt-record.ts';
import { codeForm, plaElements } from './layout.ts';

const opening = /<plaCode\b([^>]*)>/g;
const closing = '</plaCode>';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads AMA's XML of proprietary laboratory analyses. The form is so plain that its elements are looked up by name:
 * no document type is followed and no entity expanded but XML's own five. Elements are counted in place of lines.
 */
export function parsePla(lines: readonly string[]): CptFileReading {
  const text = lines.join('\n');
  const account = new CptAccount();
  const entries: CptEntry[] = [];
  const starts = [...text.matchAll(opening)];
  starts.forEach((start, index) => {
    const line = lineAt(text, start.index);
    const limit = starts[index + 1]?.index ?? text.length;
    const end = text.indexOf(closing, start.index);
    const code = attribute(start[1]!, 'cdCode') ?? '';
    if (!codeForm.test(code)) account.refuse(line, null, 'not-a-code', `cdCode "${code.slice(0, 20)}" is no code`);
    else if (end < 0 || end > limit) account.refuse(line, code, 'not-closed', `the element of ${code} has no end`);
    else {
      account.take(code);
      entries.push(entryIn(account, line, code, text.slice(start.index, end)));
    }
  });
  const ends = text.split(closing).length - 1;
  if (ends > starts.length)
    account.refuse(lines.length, null, 'not-opened', `${ends - starts.length} elements have an end and no beginning`);
  return account.finish('pla', entries);
}

function entryIn(account: CptAccount, line: number, code: string, element: string): CptEntry {
  const descriptors: Partial<Record<keyof Descriptors, string>> = {};
  for (const [kind, tag] of Object.entries(plaElements)) {
    const text = foldWhiteSpace(content(element, tag));
    if (text !== '') descriptors[kind as keyof Descriptors] = text;
  }
  const written = content(element, 'effectiveDate');
  const effective = amaDate(written);
  if (effective === undefined) account.note(code, 'impossible-date', `effectiveDate "${written}" names no day`);
  const on = effective ?? null;
  const ended = /^\s*delet/i.test(content(element, 'cdStatus'));
  if (!ended) return entryOf({ line, code, descriptors, addedOn: on });
  return entryOf({ line, code, descriptors, standing: 'deleted', deletedOn: on });
}

function content(element: string, tag: string): string {
  const match = new RegExp(`<${tag}\\b[^>]*>([^<]*)<`).exec(element);
  return match ? unescaped(match[1]!) : '';
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match ? unescaped(match[1] ?? match[2] ?? '').trim() : undefined;
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return ownEntry(entities, name.toLowerCase()) ?? whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

function lineAt(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line++;
  return line;
}
