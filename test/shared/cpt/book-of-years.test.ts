import { expect, test } from 'vitest';
import { createChecker } from '../../../shared/claims/check/checker.ts';
import type { Finding } from '../../../shared/claims/finding.ts';
import { readCodeBook, writeCodeBook } from '../../../shared/codebook/book-file.ts';
import { bookOfYears } from '../../../shared/cpt/book-of-years.ts';
import { readCptYear } from '../../../shared/cpt/read-year.ts';
import { toDayNumber } from '../../../shared/dates.ts';
import type { SourceFile } from '../../../shared/release/source-file.ts';
import { claimOf, codeBookOf } from '../../support/check-fixtures.ts';
import { deletedList, fileOf, history, modifierText, plaXml, tabList } from '../../support/cpt-files.ts';

const sketch = (code: string, effective?: string) => ({
  code,
  long: `Secret words of ${code}, 5 mg`,
  medium: `SECRET ${code}`,
  short: `SECRET ${code}`,
  ...(effective ? { effective } : {}),
});
const steady = ['00100', '96372', '99213', '99999'];
const list = (...codes: readonly string[]) =>
  fileOf('LONGULT.txt', tabList([...steady, ...codes].sort().map((code) => sketch(code))));
const named = (folder: string, ...files: readonly SourceFile[]) => ({
  file: folder,
  sha256: 'f'.repeat(64),
  year: readCptYear(folder, files),
});

const instruction = 'To report, use 90002';
const year2025 = named(
  '2025',
  list('90001', '0700T'),
  fileOf('MODUL.txt', modifierText({ '25': 'Made-up', '63': 'Made-up' })),
);
const year2026 = named(
  '2026',
  list('90002'),
  fileOf(
    'Deleted_DTK_tab.txt',
    deletedList([
      { code: '90001', on: '20260101', instruction },
      { code: '0700T', on: '20250701' },
      { code: '99241', on: '20230101' },
      { code: '11050', on: 'Pre-1982' },
    ]),
  ),
  fileOf('CPTPLA.xml', plaXml([sketch('0901U', '2026-04-01'), sketch('0001U', '2017-02-01')])),
  fileOf('History_DTK_tab.txt', history([{ code: '99999', type: 'ADDED', on: '20200101' }])),
);
const book = bookOfYears([year2026, year2025]);

test.each([
  ['99213', '2025-06-01', 'valid'],
  ['99213', '2026-12-31', 'valid'],
  ['99213', '2027-01-01', 'outside-coverage'],
  ['99213', '2024-06-01', 'unproven'],
  ['99999', '2024-06-01', 'valid'],
  ['90001', '2025-12-31', 'valid'],
  ['90001', '2026-01-01', 'terminated'],
  ['90002', '2025-12-31', 'not-yet-effective'],
  ['90002', '2026-01-01', 'valid'],
  ['0700T', '2025-06-30', 'valid'],
  ['0700T', '2025-07-01', 'terminated'],
  ['0901U', '2026-03-31', 'not-yet-effective'],
  ['0901U', '2026-04-01', 'valid'],
  ['0001U', '2025-03-01', 'valid'],
  ['99241', '2025-03-01', 'terminated'],
  ['99241', '2022-03-01', 'unproven'],
  ['25', '2026-03-01', 'valid'],
  ['63', '2026-03-01', 'valid'],
  ['12345', '2026-03-01', 'unknown'],
  ['12345', '2024-03-01', 'outside-coverage'],
  ['0999U', '2026-03-01', 'outside-coverage'],
  ['0999T', '2026-03-01', 'outside-coverage'],
  ['90699', '2026-03-01', 'outside-coverage'],
])('%s on %s is %s', (code, date, status) => {
  expect(book.status(code, toDayNumber(date))).toBe(status);
});

test('no text of AMA’s gets into the code book, and it survives its file', () => {
  const text = writeCodeBook(book);
  expect(text).not.toMatch(/secret/i);
  expect(writeCodeBook(readCodeBook(text))).toBe(text);
  expect(book.release.release).toBe('2026');
});

test('the order in which years come plays no part', () => {
  expect(writeCodeBook(bookOfYears([year2025, year2026]))).toBe(writeCodeBook(book));
});

test('with a CPT set loaded, claims are judged by it; without one, its lines are counted and not judged', () => {
  const HCPCS = codeBookOf([{ release: '2026-01', coveredThrough: '2026-03-31', records: [{ code: 'J0013' }] }]);
  const claim = claimOf({
    date: '2026-02-03',
    lines: ['90001 x1', '99213 x1', '90002 x1', '12345 x1', '99241 x1', '0999U x1'],
  });
  const judged = (books: Parameters<typeof createChecker>[0]['codeBooks']) => {
    const findings: Finding[] = [];
    const checker = createChecker({ codeBooks: books });
    checker.check(claim, (finding) => findings.push(finding));
    return {
      found: findings.map(({ code, rule, fix }) => [code, rule, fix.map((each) => each.code)]),
      ...checker.unchecked,
    };
  };
  expect(judged({ HCPCS })).toEqual({ found: [], 'no-code-set': 6, 'outside-coverage': 0 });
  expect(judged({ HCPCS, CPT: book })).toEqual({
    found: [
      ['90001', 'code-terminated', ['90002']],
      ['12345', 'code-unknown', []],
      ['99241', 'code-terminated', []],
    ],
    'no-code-set': 0,
    'outside-coverage': 1,
  });
});
