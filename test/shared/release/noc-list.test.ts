import { describe, expect, test } from 'vitest';
import { unzip } from '../../../functions/adapters/unzip.ts';
import { readNocList } from '../../../shared/release/noc-list.ts';
import { workbookOf } from '../../support/release-builder.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';

const expected = [
  { code: 'A9998', description: 'Invented supply; miscellaneous', addedOn: '2004-01-01', terminatedOn: null },
  { code: 'J3591', description: 'Invented drug, unclassified', addedOn: '2010-04-01', terminatedOn: '2029-12-31' },
  {
    code: 'T2099',
    description: 'Invented waiver service that names no day at all (nos)',
    addedOn: null,
    terminatedOn: null,
  },
];

const forms = {
  'NOC.xlsx': workbookOf({
    NOC_Codes: [
      ['', 'NOC CODES - HCPCS 2030'],
      [],
      [],
      ['HCPCS', 'LONG DESCRIPTION', 'ADD DATE', 'TERM DATE'],
      [],
      ['A9998', 'Invented  supply; miscellaneous', '20040101', ''],
      ['J3591', 'Invented drug, unclassified', '20100401', '20291231'],
      ['T2099', 'Invented waiver service that names no day at all (nos)'],
    ],
  }),
  'NOC.prn': Buffer.from(
    [
      '                  NOC CODES - HCPCS 2030',
      '',
      '',
      '  HCPCS  LONG DESCRIPTION                 ADD DATE  TERM DATE',
      '',
      '  A9998  Invented supply; miscellaneous   20040101',
      '  J3591  Invented drug, unclassified      20100401  20291231',
      '  T2099  Invented waiver service that names no day at all (nos)',
    ].join('\r\n'),
  ),
};

test.each(Object.entries(forms))('reads %s', (name, bytes) => {
  const list = readNocList(name, bytes);
  expect(list.title).toBe('NOC CODES - HCPCS 2030');
  expect(list.codes).toMatchObject(expected);
  expect([list.notes, list.refused]).toEqual([[], []]);
});

test('an impossible day is noted and a row without a code listed', () => {
  const { codes, notes, refused } = readNocList(
    'NOC.xlsx',
    workbookOf({
      A: [
        ['HCPCS', 'LONG DESCRIPTION', 'ADD DATE'],
        ['A9998', 'x', '20041301'],
        ['see note', 'y', ''],
      ],
    }),
  );
  expect(codes).toHaveLength(1);
  expect(notes.map(({ code, rule }) => [code, rule])).toEqual([['A9998', 'impossible-date']]);
  expect(refused.map(({ line }) => line)).toEqual([3]);
});

test.each([
  ['a web page', Buffer.from('<html>')],
  ['some other text', Buffer.from('HCPCS')],
])('refuses %s', (_, bytes) => {
  expect(() => readNocList('NOC.prn', bytes)).toThrow(/NOC\.prn/);
});

describe.skipIf(!haveCms)('the real list of 2018', () => {
  test('workbook and print file hold the same codes and dates', async () => {
    const files = await unzip('NOC', cmsFile('2018-HCPCS-NOC-Codes.zip'));
    const [print, book] = ['.prn', '.xlsx'].map((end) => {
      const { name, bytes } = files.find((file) => file.name.endsWith(end))!;
      return readNocList(name, bytes).codes.map(({ code, addedOn, terminatedOn }) => [code, addedOn, terminatedOn]);
    });
    expect(book).toHaveLength(146);
    expect(book!.filter(([, , terminatedOn]) => terminatedOn)).toHaveLength(5);
    expect(print).toEqual(book);
  });
});
