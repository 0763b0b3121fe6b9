import * as XLSX from 'xlsx';
import { hcpcsLayout } from '../../shared/release/layout.ts';
import type { CodeRecord } from '../../shared/release/record.ts';

const first = /^(?: {3}[0-9A-Z]{2}|[0-9A-Z]{5})\d{5}[37]/;
const next = /^(?: {3}[0-9A-Z]{2}|[0-9A-Z]{5})\d{5}[48]/;
const folded = (text: string) => text.replace(/\s+/g, ' ').trim();
const cut = (line: string, [from, to]: readonly [number, number]) => line.slice(from - 1, to).trim();

/**
 * Reads a code file once more, in the plainest way, and says which of its lines are not in the records: what would be
 * lost in silence. Empty where every line was read.
 */
export function lostFrom(bytes: Uint8Array, records: readonly CodeRecord[]): readonly string[] {
  const byCode = new Map(records.map((record) => [record.code, record]));
  // Whatever its name says.
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return zipped ? lostRows(bytes, byCode) : lostLines(bytes, byCode);
}

type ByCode = ReadonlyMap<string, CodeRecord>;

function lostLines(bytes: Uint8Array, byCode: ByCode): readonly string[] {
  const lost: string[] = [];
  let begun = false;
  for (const line of Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\r|\n/)) {
    const record = byCode.get(cut(line, hcpcsLayout.code));
    if (first.test(line)) {
      begun = true;
      if (!record || !holds(record, line)) lost.push(line.trimEnd());
    } else if (next.test(line)) {
      if (!record || !folded(record.longDescription).includes(folded(cut(line, hcpcsLayout.longDescription))))
        lost.push(line.trimEnd());
    } else if (begun && line.trim() !== '' && line !== '\u001a') lost.push(line.trimEnd());
  }
  return lost;
}

function holds(record: CodeRecord, line: string): boolean {
  const date = (field: 'addedOn' | 'terminatedOn') =>
    (record[field] ?? '').replaceAll('-', '') === cut(line, hcpcsLayout[field]);
  return (
    folded(record.shortDescription) === folded(cut(line, hcpcsLayout.shortDescription)) &&
    folded(record.longDescription).startsWith(folded(cut(line, hcpcsLayout.longDescription))) &&
    (record.coverage ?? '') === cut(line, hcpcsLayout.coverage) &&
    date('addedOn') &&
    date('terminatedOn')
  );
}

function lostRows(bytes: Uint8Array, byCode: ByCode): readonly string[] {
  const { SheetNames, Sheets } = XLSX.read(bytes);
  for (const name of SheetNames) {
    const rows = XLSX.utils.sheet_to_json<string[]>(Sheets[name]!, { header: 1, defval: '', raw: false });
    const header = rows.findIndex((row) => row.some((cell) => /^HCPC/i.test(cell)) && row.length > 20);
    if (header < 0) continue;
    const column = (title: string) => rows[header]!.findIndex((cell) => cell.trim().toUpperCase() === title);
    const [code, long, short] = [column('HCPC'), column('LONG DESCRIPTION'), column('SHORT DESCRIPTION')];
    return rows.slice(header + 1).flatMap((row) => {
      if (row.every((cell) => cell.trim() === '')) return [];
      const record = byCode.get((row[code] ?? '').trim());
      const read =
        record &&
        folded(record.longDescription).includes(folded(row[long] ?? '')) &&
        (folded(row[short] ?? '') === '' || folded(record.shortDescription) === folded(row[short] ?? ''));
      return read ? [] : [row.join('|')];
    });
  }
  return ['no sheet with the headers of a code file'];
}
