import { describe, expect, test } from 'vitest';
import { unzip } from '../../../functions/adapters/unzip.ts';
import { parseCodeText } from '../../../shared/release/parse-text.ts';
import { parseCodeWorkbook } from '../../../shared/release/parse-workbook.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';

/** `code field`: what the two files of one zip do not agree on. */
function differences(text: readonly CodeRecord[], workbook: readonly CodeRecord[]): readonly string[] {
  const byCode = new Map(workbook.map((record) => [record.code, record]));
  return text.flatMap((record) => {
    const other = byCode.get(record.code);
    if (!other) return [`${record.code} missing`];
    const fields = (Object.keys(record) as (keyof CodeRecord)[]).filter((field) => field !== 'line');
    return fields
      .filter((field) => JSON.stringify(record[field]) !== JSON.stringify(other[field]))
      .map((field) => `${record.code} ${field}`);
  });
}

describe.skipIf(!haveCms)('text and workbook of one real release say the same', () => {
  test.each([
    // Of 2017 the workbook leaves three dates blank that the text has.
    ['2017', 6498, 4330, ['L5638 actionEffectiveOn', 'L5640 actionEffectiveOn', 'L5643 actionEffectiveOn']],
    ['2018', 6559, 4426, []],
  ] as const)('%s', async (year, records, continuations, known) => {
    const files = await unzip(year, cmsFile(`${year}-Alpha-Numeric-HCPCS-File.zip`));
    const bytesOf = (end: string) => files.find(({ name }) => /ANWEB/.test(name) && name.endsWith(end))!.bytes;
    const text = parseCodeText('text', bytesOf('.txt'));
    const workbook = parseCodeWorkbook('workbook', bytesOf('.xlsx'));
    expect([text.counts.records, text.counts.continuations]).toEqual([records, continuations]);
    expect([...text.refused, ...workbook.refused]).toEqual([]);
    expect(workbook.counts.records).toBe(records);
    expect(differences(text.records, workbook.records)).toEqual(known);
    expect(text.notes).toEqual(workbook.notes);
  });

  test.each([
    ['HCPC2020_APR_ANWEB.xlsx', 7097],
    ['HCPC2020_JUL_ANWEB.xlsx', 7158],
  ])('%s is read without a refusal or a note', (name, records) => {
    const parsed = parseCodeWorkbook(name, cmsFile(name));
    expect(parsed.records).toHaveLength(records);
    expect([...parsed.refused, ...parsed.notes]).toEqual([]);
  });

  test('the excerpt of January 2026 holds its thirteen codes', () => {
    const parsed = parseCodeText('excerpt', cmsFile('HCPC2026_JAN_ANWEB_excerpt.txt'));
    expect(parsed.refused).toEqual([]);
    expect(parsed.records.map(({ code }) => code).join(' ')).toBe(
      'A1 H0051 J0013 J0135 J0139 J0162 J0171 J0172 J0209 Q9989 Q9995 S0012 S0013',
    );
  });
});
