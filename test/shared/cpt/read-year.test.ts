import { expect, test } from 'vitest';
import { readCptYear } from '../../../shared/cpt/read-year.ts';
import { deletedList, fileOf, fixedShort, tabList } from '../../support/cpt-files.ts';

const sketches = Array.from({ length: 20 }, (_, at) => {
  const code = String(10_000 + at);
  return { code, long: `Invented ${code}`, medium: `INV ${code}`, short: `I ${code}` };
});
const long = fileOf('LONGULT.txt', tabList(sketches));

test.each([
  ['2026', 2026],
  ['cpt-2026', 2026],
  ['CPT2025', 2025],
  ['2026 CPT Standard Annual Update', 2026],
])('the folder %s is of %i', (folder, year) => {
  expect(readCptYear(folder, [long])).toMatchObject({ year, date: `${year}-01-01`, folder });
});

test.each([['new'], ['cpt'], ['20261']])('the folder %s names no year, and that is said', (folder) => {
  expect(() => readCptYear(folder, [long])).toThrow(/no-year/);
});

test.each([
  ['nothing', []],
  ['prose', [fileOf('README.txt', ['Made-up guide.'])]],
  ['a web page under the name of the list', [fileOf('LONGULT.txt', ['<html><body>Sign in</body></html>'])]],
  ['lines that cannot be read', [fileOf('LONGULT.txt', ['0010X?\tA', 'rubbish\tB'])]],
  ['HCPCS', [fileOf('HCPC2026_JAN_ANWEB.txt', ['J0013001003Invented'])]],
])('a folder of %s holds no list of codes', (_what, files) => {
  expect(() => readCptYear('2026', files)).toThrow(/no-code-list|not-an-entry/);
});

test('what is no code file is noted, never dropped in silence', () => {
  const { notes, files } = readCptYear('2026', [long, fileOf('README.txt', ['Made-up guide.'])]);
  expect(notes).toEqual([{ code: null, rule: 'not-read', text: 'README.txt holds no list of codes' }]);
  expect(files.map(({ name, form }) => [name, form])).toEqual([
    ['LONGULT.txt', 'tab-list'],
    ['README.txt', null],
  ]);
});

test('a code that any list has is in the set; a whole list that lacks it is noted, a short one is not', () => {
  const medium = fileOf('MEDU.txt', fixedShort(sketches.slice(1), 'medium'));
  const offCycle = fileOf('vaccines.txt', tabList([{ code: '90999', long: 'Invented vaccine' }]));
  const { records, notes } = readCptYear('2026', [long, medium, offCycle]);
  expect(records).toHaveLength(21);
  expect(notes.map(({ code, rule, text }) => [code, rule, text.split(' ')[0]])).toEqual([
    ['90999', 'files-disagree', 'LONGULT.txt'],
    ['10000', 'files-disagree', 'MEDU.txt'],
    ['90999', 'files-disagree', 'MEDU.txt'],
  ]);
});

test('two files that word a descriptor differently: the first is used, and it is noted', () => {
  const other = fileOf(
    'Q2/LONGULT.txt',
    tabList(sketches.map((each, at) => (at === 3 ? { ...each, long: 'Else' } : each))),
  );
  const { records, notes } = readCptYear('2026', [long, other]);
  expect(records[3]!.descriptors.long).toBe('Invented 10003');
  expect(notes.map(({ code, rule }) => [code, rule])).toEqual([['10003', 'files-disagree']]);
});

test('a code that is both listed and deleted with the year has ended; an old deletion was before its present life', () => {
  const deleted = fileOf(
    'Deleted.txt',
    deletedList([
      { code: '10001', on: '20260101' },
      { code: '10002', on: '20100101' },
    ]),
  );
  const { records, notes } = readCptYear('2026', [long, deleted]);
  expect(records.slice(0, 4).map(({ terminatedOn }) => terminatedOn)).toEqual([null, '2025-12-31', null, null]);
  expect(notes.map(({ code, rule }) => [code, rule])).toEqual([['10001', 'listed-and-deleted']]);
});
