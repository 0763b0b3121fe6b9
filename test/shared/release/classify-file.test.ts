import { describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { unzip } from '../../../functions/adapters/unzip.ts';
import { classifyFile } from '../../../shared/release/classify-file.ts';
import { parseCodeWorkbook } from '../../../shared/release/parse-workbook.ts';
import { codeLine, releaseWorkbook, workbookOf } from '../../support/release-builder.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';

const text = (...lines: string[]) => Buffer.from(lines.join('\r\n'), 'latin1');
const disclaimer = ['Note regarding coverage', '', '', ''];

describe('by content, under a name that says nothing', () => {
  test.each([
    ['code-text', text('A disclaimer', '', ...codeLine({ code: 'A1111' }))],
    ['code-text', text(...codeLine({ code: 'RT' }))],
    ['code-workbook', releaseWorkbook([{ code: 'A1111' }], { preamble: disclaimer.map((line) => [line]) })],
    [
      'transaction-report',
      workbookOf({
        Sheet1: [
          ['HCPC', 'ACTION CD', 'SHORT DESCRIPTION'],
          ['A1111', 'ADD', 'x'],
        ],
      }),
    ],
    [
      'transaction-report',
      text('HCPCS/Modifier Code Type of Change', '   RT               ADD', 'A1111               ADD'),
    ],
    ['transaction-report', text('RT    No Change', 'A1111 No Change')],
    ['corrections', workbookOf({ A: [['', '2030 HCPCS CORRECTIONS'], [], ['CODE', 'ACTION'], ['A1111', 'DELETE']] })],
    [
      'corrections',
      workbookOf({
        A: [
          ['CODE', 'ACTION', 'EFF DATE'],
          ['A1111', 'ADD', '01/01/2030'],
        ],
      }),
    ],
    ['corrections', text('\t2030 HCPCS CORRECTIONS\t', 'CODE\tACTION\tEFF DATE', 'A1111\tDELETE\t')],
    ['corrections', text('    2030 HCPCS CORRECTIONS', '', '  CODE   ACTION   EFF DATE', '  A1111  DELETE')],
    [
      'noc-list',
      workbookOf({
        A: [
          ['HCPCS', 'LONG DESCRIPTION', 'ADD DATE', 'TERM DATE'],
          ['A1111', 'x', '20300101'],
        ],
      }),
    ],
    ['noc-list', text('NOC CODES', '  HCPCS  LONG DESCRIPTION    ADD DATE  TERM DATE', '  A1111  x')],
    ['processing-notes', text('                 PROCESSING NOTES', '____', '0001--THIS NOTE')],
    ['record-layout', text('', '   NAME     LENGTH   BEG  END      CONTENTS')],
    ['readme', text('', 'Update Information', '** nothing')],
    ['unknown', text('ISA*00*')],
    ['unknown', workbookOf({ A: [['x']] })],
    ['unknown', Buffer.alloc(0)],
  ])('%s', (kind, bytes) => {
    expect(classifyFile({ name: 'file', bytes }).kind).toBe(kind);
  });
});

test('content goes before the name', () => {
  const bytes = workbookOf({
    A: [
      ['CODE', 'ACTION', 'EFF DATE'],
      ['A1111', 'ADD', '01/01/2030'],
    ],
  });
  expect(classifyFile({ name: 'V2_readme_ANWEB.xlsx', bytes })).toEqual({
    kind: 'corrections',
    format: 'workbook',
    by: 'content',
    version: 2,
  });
});

test.each([
  ['HCPC2030_JAN_ANWEB.txt', '<!DOCTYPE html>', 'code-text'],
  ['HCPC2030_JAN_ANWEB.xlsx', 'PK', 'code-workbook'],
  ['V3_HCPC2030_Corrections_ANWEB.xlsx', 'PK\u0003\u0004', 'corrections'],
  ['HCPC2030_Trans_Report_Alpha.xlsx', '', 'transaction-report'],
  ['NOC_Codes_2030.prn', '', 'noc-list'],
  ['proc_notes_2030.txt', 'x', 'processing-notes'],
  ['HCPCS30_recordlayout.txt', 'x', 'record-layout'],
  ['HCPC2030_README.txt', 'x', 'readme'],
  ['2030-corrections.zip', 'PK', 'unknown'],
  ['holiday.jpg', 'x', 'unknown'],
])('a file that cannot be recognised goes by its name: %s', (name, content, kind) => {
  const { kind: found, by } = classifyFile({ name, bytes: Buffer.from(content) });
  expect([found, by]).toEqual([kind, kind === 'unknown' ? null : 'name']);
});

describe.skipIf(!haveCms)('every file of the real zips', () => {
  test.each([
    [
      '2017-Alpha-Numeric-HCPCS-File',
      [
        'code-text',
        'code-workbook',
        'processing-notes',
        'readme',
        'transaction-report',
        'transaction-report',
        'transaction-report',
      ],
    ],
    [
      '2018-Alpha-Numeric-HCPCS-File',
      [
        'code-text',
        'code-workbook',
        'processing-notes',
        'readme',
        'transaction-report',
        'transaction-report',
        'transaction-report',
      ],
    ],
    ['2017-HCPCS-Alpha-Numeric-Corrections', ['corrections', 'corrections']],
    ['2018-HCPCS-Alpha-Numeric-Corrections', [...Array.from({ length: 8 }, () => 'corrections'), 'readme']],
    ['2018-HCPCS-NOC-Codes', ['noc-list', 'noc-list']],
    ['2018-HCPCS-Record-Layout-', ['record-layout']],
  ])('%s', async (zip, kinds) => {
    const files = await unzip(zip, cmsFile(`${zip}.zip`));
    expect(files.map(({ bytes }) => classifyFile({ name: 'file', bytes }).kind).sort()).toEqual(kinds);
  });

  test.each([
    ['HCPC2020_JUL_ANWEB.xlsx', 'code-workbook'],
    ['HCPC2020_JUL_Trans_Alpha.xlsx', 'transaction-report'],
    ['HCPC2026_JAN_ANWEB_excerpt.txt', 'code-text'],
  ])('%s', (name, kind) => {
    expect(classifyFile({ name: 'file', bytes: cmsFile(name) }).kind).toBe(kind);
  });
});

test.each(['HCPC', 'SEQNUM', 'RECID', 'LONG DESCRIPTION', 'ACTION CD'])(
  'a code workbook that lost its column %s is a damaged code file, not a list of corrections',
  (lost) => {
    const { SheetNames, Sheets } = XLSX.read(releaseWorkbook([{ code: 'A4000' }, { code: 'A4001' }]));
    const rows = XLSX.utils.sheet_to_json<string[]>(Sheets[SheetNames[0]!]!, { header: 1, defval: '' });
    const column = rows[0]!.indexOf(lost);
    const bytes = workbookOf({ A: rows.map((row) => row.toSpliced(column, 1)) });
    const name = 'HCPC2026_JAN_ANWEB.xlsx';
    expect(classifyFile({ name, bytes })).toMatchObject({ kind: 'code-workbook', by: 'content' });
    expect(() => parseCodeWorkbook(name, bytes)).toThrow(`the header row lacks ${lost}`);
  },
);
