import { compareReleases } from '../changes/compare.ts';
import type { Evidence, Neighbour } from './gate.ts';
import type { CodeRecord, Note } from './record.ts';

/** Where a file is believed although what came with it says otherwise, or cannot be read: nothing is passed over. */
export function evidenceNotes(read: Neighbour, { workbook, notes }: Evidence): readonly Note[] {
  return workbook ? [...notes, ...differences(read, workbook)] : notes;
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

function note(code: string, text: string): Note {
  return { code, rule: 'text-against-workbook', text };
}
