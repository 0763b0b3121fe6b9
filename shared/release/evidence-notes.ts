import { compareReleases } from '../changes/compare.ts';
import type { Evidence, Neighbour } from './gate.ts';
import type { NocCode } from './noc-list.ts';
import type { CodeRecord, Note } from './record.ts';

/** Where a file is believed although what came with it says otherwise, or cannot be read: nothing is passed over. */
export function evidenceNotes(read: Neighbour, { workbook, noc, notes }: Evidence): readonly Note[] {
  return [
    ...notes,
    ...(workbook ? differences(read, workbook) : []),
    ...(noc ? nocDifferences(read.records, noc) : []),
  ];
}

/** What stands in CMS's NOC list and is not so in the code file. */
function nocDifferences(records: readonly CodeRecord[], noc: readonly NocCode[]): readonly Note[] {
  const byCode = new Map(records.map((record) => [record.code, record]));
  return noc.flatMap(({ code, terminatedOn }) => {
    const record = byCode.get(code);
    if (!record) return [note(code, 'stands in the NOC list, not in the code file', 'noc-list')];
    if (record.terminatedOn === terminatedOn) return [];
    const ends = (date: string | null) => (date === null ? 'does not end' : `ends on ${date}`);
    const text = `${ends(terminatedOn)} in the NOC list, and ${ends(record.terminatedOn)} in the code file`;
    return [note(code, text, 'noc-list')];
  });
}

function differences({ date, records }: Neighbour, workbook: readonly CodeRecord[]): readonly Note[] {
  const inText = codesOf(records);
  const inWorkbook = codesOf(workbook);
  const { changes } = compareReleases({ date, records: workbook }, { date, records });
  const fields = new Map<string, string[]>();
  for (const { code, fields: changed } of changes)
    if (inText.has(code) && inWorkbook.has(code))
      fields.set(code, [...(fields.get(code) ?? []), ...changed.map(({ name }) => name)]);
  return [
    ...lacking(inWorkbook, inText).map((code) => note(code, 'stands in the workbook, not in the text')),
    ...lacking(inText, inWorkbook).map((code) => note(code, 'stands in the text, not in the workbook')),
    ...[...fields].map(([code, names]) =>
      note(code, `reads otherwise in the workbook: ${names.join(', ') || 'its dates'}`),
    ),
  ];
}

type Codes = ReadonlySet<string>;

function codesOf(records: readonly CodeRecord[]): Codes {
  return new Set(records.map(({ code }) => code));
}

function lacking(from: Codes, by: Codes): readonly string[] {
  return [...from].filter((code) => !by.has(code)).sort();
}

function note(code: string, text: string, rule = 'text-against-workbook'): Note {
  return { code, rule, text };
}
