import { expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { readCptFile } from '../../../shared/cpt/read-file.ts';
import {
  clinicianList,
  consolidated,
  consumerList,
  deletedList,
  fileOf,
  fixedLong,
  fixedShort,
  history,
  modifierHistory,
  modifierTable,
  modifierText,
  notice,
  plaXml,
  tabList,
} from '../../support/cpt-files.ts';

const sketches = [
  {
    code: '00100',
    long: 'Invented service of the first kind – with a dash, and so long that it goes on over two lines of eighty columns',
    medium: 'INVENTED SERVICE FIRST KIND',
    short: 'INV SVC 1ST',
    consumer: 'Something made up',
    clinician: ['Made-up first form', 'Made-up second form'],
    effective: '2026-01-01',
  },
  { code: '99999', long: 'Invented 25 µg "quoted" service', medium: 'INVENTED 25', short: 'INV 25' },
  { code: '0042T', long: 'Invented & emerging <service>', medium: 'INVENTED EMERGING', short: 'INV EMERG' },
] as const;

const shown = (name: string, lines: readonly string[], encoding?: BufferEncoding) => {
  const { form, reading } = readCptFile(fileOf(name, lines, encoding));
  return {
    form,
    texts: reading?.entries.map(({ code, descriptors }) => [code, ...Object.values(descriptors)]),
    refused: reading?.refused,
  };
};
const codes = (field: 'long' | 'medium' | 'short') => sketches.map((sketch) => [sketch.code, sketch[field]]);

test.each([
  ['LONGULT.txt', tabList(sketches), 'tab-list', codes('long')],
  ['LONGULF.txt', fixedLong(sketches), 'fixed-long', codes('long')],
  ['MEDU.txt', fixedShort(sketches, 'medium'), 'fixed-short', codes('medium')],
  ['SHORTU.txt', fixedShort(sketches, 'short'), 'fixed-short', codes('short')],
  ['a-name-that-says-nothing.txt', fixedShort(sketches, 'short'), 'fixed-short', codes('short')],
  ['MEDUT.txt', tabList(sketches, 'medium'), 'tab-list', codes('medium')],
  ['without-notice.txt', tabList(sketches).slice(notice.length), 'tab-list', codes('long')],
])('%s is read as what it holds', (name, lines, form, texts) => {
  expect(shown(name, lines)).toEqual({ form, texts, refused: [] });
});

/** The same file with its cells between commas: quoted where they have to be. */
const commas = (lines: readonly string[], quoted = true) =>
  lines.map((line) => {
    const cells = line.split('\t');
    const written = (cell: string) => (/[",]/.test(cell) && quoted ? `"${cell.replaceAll('"', '""')}"` : cell);
    return cells.length > 1 ? cells.map(written).join(',') : line;
  });

test.each([
  ['LONGULT.csv', tabList(sketches)],
  ['without-notice.csv', tabList(sketches).slice(notice.length)],
  ['ConsolidatedCodeList.csv', consolidated(sketches, '\t')],
  ['ConsumerDescriptor.csv', consumerList(sketches)],
  ['ClinicianDescriptor.csv', clinicianList(sketches)],
  ['Modifiers.csv', modifierTable({ 25: 'Invented, significant' })],
])('%s, comma-separated, is read as it is with tabs', (name, lines) => {
  const plain = ({ reading, form }: ReturnType<typeof readCptFile>) => [form, reading?.listing, reading?.entries];
  const bytes = (text: readonly string[]) => readCptFile(fileOf(name, text));
  expect(bytes(lines).reading!.entries.length).toBeGreaterThan(0);
  expect(plain(bytes(commas(lines)))).toEqual(plain(bytes(lines)));
  expect(bytes(commas(lines)).reading!.refused).toEqual([]);
});

test('of comma-separated descriptors without quotation marks two columns are certain, and more are refused', () => {
  expect(shown('LONGULT.csv', ['Code,Descriptor', '99999,Invented, with a comma']).texts).toEqual([
    ['99999', 'Invented, with a comma'],
  ]);
  expect(shown('list.csv', ['100,"Invented, the first"', '99999,"one","two"', '99998,"one"'])).toMatchObject({
    refused: [{ line: 2, rule: 'wrong-columns' }],
  });
  const three = ['Code,Long,Short', '00100,"Invented, long",INV', '99999,Invented, with a comma,INV'];
  expect(shown('list.csv', three)).toMatchObject({
    texts: [['00100', 'Invented, long', 'INV']],
    refused: [{ line: 3, code: '99999', rule: 'wrong-columns' }],
  });
  expect(shown('list.csv', ['Code,Long,Short', '100,"Invented, long",INV']).texts![0]![0]).toBe('00100');
});

test('a consolidated list gives every descriptor and the date of the present one', () => {
  for (const delimiter of ['\t', '|']) {
    const { reading } = readCptFile(fileOf('ConsolidatedCodeList.txt', consolidated(sketches, delimiter)));
    expect(reading!.entries[0]).toMatchObject({
      code: '00100',
      standing: 'listed',
      revisedOn: '2026-01-01',
      descriptors: {
        long: sketches[0].long,
        medium: sketches[0].medium,
        short: sketches[0].short,
        consumer: sketches[0].consumer,
      },
    });
    expect(reading!.entries).toHaveLength(3);
    expect(reading!.refused).toEqual([]);
  }
});

test.each([
  ['ConsumerDescriptor.txt', consumerList(sketches), 'consumer', 1],
  ['ClinicianDescriptor.txt', clinicianList(sketches), 'clinician', 2],
  ['consumers, no heading.txt', consumerList(sketches).slice(1), 'consumer', 1],
  ['clinicians, no heading.txt', clinicianList(sketches).slice(1), 'clinician', 2],
] as const)('%s describes codes and lists none', (name, lines, kind, count) => {
  const { reading } = readCptFile(fileOf(name, lines));
  expect(reading!.listing).toBeNull();
  expect(reading!.entries).toHaveLength(count);
  expect(reading!.entries[0]).toMatchObject({ standing: 'told-of', descriptors: { [kind]: expect.any(String) } });
});

test('PLA codes come out of the XML with their dates; those of status DELETED have ended', () => {
  const { form, reading } = readCptFile(
    fileOf(
      'CPTPLA',
      plaXml([
        { ...sketches[2], code: '0001U', effective: '2017-02-01' },
        { ...sketches[2], code: '0004U', status: 'DELETED', effective: '2026-04-01' },
        { ...sketches[2], code: '0900U', status: 'NEW' },
      ]),
    ),
  );
  expect(form).toBe('pla-xml');
  expect(
    reading!.entries.map(({ code, standing, addedOn, deletedOn }) => [code, standing, addedOn, deletedOn]),
  ).toEqual([
    ['0001U', 'listed', '2017-02-01', null],
    ['0004U', 'deleted', null, '2026-04-01'],
    ['0900U', 'listed', null, null],
  ]);
  expect(reading!.entries[0]!.descriptors.long).toBe('Invented & emerging <service>');
});

test('histories and the list of the deleted are dated; "Pre-1982" is no date and no fault', () => {
  const deleted = readCptFile(
    fileOf(
      'Deleted_DTK_tab.txt',
      deletedList([
        { code: '11050', on: 'Pre-1982' },
        { code: '0357T', on: '20251231', instruction: 'To report, use 99999' },
        { code: '0358T', on: '20260101' },
      ]),
    ),
  ).reading!;
  expect(deleted.entries.map(({ code, deletedOn, instruction }) => [code, deletedOn, instruction])).toEqual([
    ['11050', null, null],
    ['0357T', '2026-01-01', 'To report, use 99999'],
    ['0358T', '2026-01-01', null],
  ]);
  const events = readCptFile(
    fileOf(
      'History_DTK_tab.txt',
      history([
        { code: '99999', type: 'ADDED', on: '20260401' },
        { code: '00100', type: 'REVISED', on: '1/1/2026' },
        { code: '0358T', type: 'DELETED', on: '20260101' },
        { code: '00102', type: 'PONDERED', on: '20260101' },
      ]),
    ),
  ).reading!;
  expect(events.entries.map(({ addedOn, revisedOn, deletedOn }) => [addedOn, revisedOn, deletedOn])).toEqual([
    ['2026-04-01', null, null],
    [null, '2026-01-01', null],
    [null, null, '2026-01-01'],
    [null, null, null],
  ]);
  expect(events.notes.map(({ rule }) => rule)).toEqual(['unknown-change-type']);
  const modifiers = readCptFile(
    fileOf('HistoryModifiers_DTK_tab.txt', modifierHistory([{ code: '93', type: 'ADDED', on: '20220101' }])),
  ).reading!;
  expect(modifiers.entries.map(({ code, addedOn }) => [code, addedOn])).toEqual([['93', '2022-01-01']]);
  expect([...deleted.refused, ...events.refused, ...modifiers.refused]).toEqual([]);
});

test('histories and the list of the deleted are known by their rows where they have no heading', () => {
  const deleted = deletedList([{ code: '0357T', on: '20260101', instruction: 'Use 99999' }]).slice(1);
  const wider = deleted.map((line) => line.replace('\tUse', '\t\tUse'));
  for (const lines of [deleted, wider])
    expect(readCptFile(fileOf('gone.txt', lines)).reading!.entries).toMatchObject([
      { code: '0357T', standing: 'deleted', deletedOn: '2026-01-01', instruction: 'Use 99999' },
    ]);
  const events = history([{ code: '99999', type: 'ADDED', on: '20260401' }]).slice(1);
  expect(readCptFile(fileOf('events.txt', events)).reading!.entries).toMatchObject([{ addedOn: '2026-04-01' }]);
  const modified = modifierHistory([{ code: '93', type: 'ADDED', on: '20220101' }]).slice(2);
  expect(readCptFile(fileOf('events.txt', modified)).reading!.entries).toMatchObject([
    { code: '93', addedOn: '2022-01-01' },
  ]);
});

test.each([
  ['Deleted.txt', ['0357T\t20260101', '0358T\t12/31/2025'], ['deleted 2026-01-01', 'deleted 2026-01-01']],
  ['CPT deleted codes.txt', ['0357T\tInvented words', '0358T\tInvented words'], ['deleted null', 'deleted null']],
  ['Added.txt', ['0357T\t20260101', '0358T\t20260701'], ['told-of 2026-01-01', 'told-of 2026-07-01']],
  ['Added.txt', ['0357T\tInvented words', '0358T\tInvented words'], ['listed null', 'listed null']],
])('%s: a plain list by whose name its codes are gone or new', (name, lines, expected) => {
  const { reading } = readCptFile(fileOf(name, lines));
  expect(reading!.entries.map(({ standing, addedOn, deletedOn }) => `${standing} ${addedOn ?? deletedOn}`)).toEqual(
    expected,
  );
});

const modifiers = { '22': 'Made-up more', '25': 'Made-up separate', P1: 'Made-up health', '1P': 'Made-up measure' };

test('modifiers come from the sections of MODUL, and from the newer table; CMS’s own are left out', () => {
  for (const lines of [modifierText(modifiers), modifierTable(modifiers)]) {
    const { reading } = readCptFile(fileOf('modifiers.txt', lines));
    expect(reading!.listing).toBe('modifiers');
    expect(reading!.entries.map(({ code, descriptors }) => [code, descriptors.long])).toEqual(
      Object.entries(modifiers),
    );
    expect(reading!.refused).toEqual([]);
  }
});

test('a paragraph of MODUL may go on with a line that begins with a number; one by one they need no blank lines', () => {
  const { reading } = readCptFile(
    fileOf('MODUL.txt', [
      'Appendix A',
      '22 Made-up more',
      '50 percent of it',
      '23 Made-up unusual',
      'goes on',
      '',
      'Prose.',
    ]),
  );
  expect(reading!.entries.map(({ code, descriptors }) => [code, descriptors.long])).toEqual([
    ['22', 'Made-up more 50 percent of it'],
    ['23', 'Made-up unusual goes on'],
  ]);
  expect(reading!.counts).toEqual({ lines: 7, read: 4, other: 3, refused: 0 });
});

test.each([['utf8'], ['latin1']] as const)('%s is decoded line by line', (encoding) => {
  const lines = ['00100\tInvented café service', '00102\tInvented 25 µg', '00103\tInvented plain'];
  expect(shown('LONGULT.txt', lines, encoding).texts).toEqual(lines.map((line) => line.split('\t')));
  const mixed = Buffer.concat([Buffer.from(`${lines[0]}\n`, 'utf8'), Buffer.from(`${lines[1]}\n`, 'latin1')]);
  const { reading } = readCptFile({ name: 'LONGULT.txt', bytes: mixed });
  expect(reading!.entries.map(({ descriptors }) => descriptors.long)).toEqual([
    'Invented café service',
    'Invented 25 µg',
  ]);
});

test.each([
  ['a guide', 'README.txt', ['This guide is made up.', '99213 is named in it once.', 'But it is prose.', 'Really.']],
  ['a web page', 'LONGULT.txt', ['<!DOCTYPE html>', '<title>Sign in</title>']],
  ['a PDF', 'AppendixB.pdf', ['%PDF-1.7', '99213 99214']],
  ['nothing', 'empty.txt', []],
])('%s is none of the code files', (_what, name, lines) => {
  expect(readCptFile(fileOf(name, lines)).reading).toBeNull();
});

test.each([
  ['a code that is none', ['00100\tA', '0010X\tB', '00102\tC'], 'not-an-entry', null],
  ['three columns', ['00100\tA', '00101\tB\tC', '00102\tC'], 'wrong-columns', '00101'],
  ['two lines in one', ['00100\tA', '00101\tB00102\tC', '00103\tC'], 'wrong-columns', '00101'],
  ['the same code, another text', ['00100\tA', '00101\tB', '00101\tC', '00103\tC'], 'duplicate-code', '00101'],
  ['a stray line', ['00100\tA', '<p>Page 3 of 12</p>', '00103\tC'], 'not-an-entry', null],
] as const)('%s is refused, with its neighbours', (_what, lines, rule, code) => {
  const { reading } = readCptFile(fileOf('LONGULT.txt', lines));
  expect(reading!.refused).toHaveLength(1);
  expect(reading!.refused[0]).toMatchObject({ rule, code });
  expect(reading!.refused[0]!.after).toMatch(/^0010[01]$/);
  expect(reading!.refused[0]!.before).toMatch(/^0010[23]$/);
  expect(reading!.counts.lines).toBe(lines.length);
});

test.each([
  ['a line is missing', ['0010001 Invented text', '0010003 its end', '0010201 Other'], ['00100', '00102']],
  ['the first is missing', ['0010002 its end', '0010201 Other'], ['00100', '00102']],
])('of a descriptor in several lines %s: the code is there, its text is not believed', (_what, lines, present) => {
  const { reading } = readCptFile(fileOf('LONGULF.txt', lines));
  expect(reading!.entries.map(({ code }) => code)).toEqual(present);
  expect(reading!.entries[0]!.descriptors.long).toBeUndefined();
  expect(reading!.entries[1]!.descriptors.long).toBe('Other');
});

test('a file that ends without a line end is noted', () => {
  const { reading } = readCptFile({ name: 'LONGULT.txt', bytes: Buffer.from('00100\tInvented\n00102\tInven') });
  expect(reading!.notes).toContainEqual(expect.objectContaining({ code: '00102', rule: 'no-last-line-end' }));
});

const workbookOf = (name: string, rows: readonly (readonly (string | number)[])[], sheet = 'Sheet1') => {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['Made-up notes']]), 'Notes');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), sheet);
  const bytes = new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return { name, bytes };
};

test('a consolidated list in a workbook is read like the tab-delimited one, whichever sheet it stands on', () => {
  const rows = consolidated(sketches).map((line) => line.split('\t'));
  const { form, reading } = readCptFile(workbookOf('ConsolidatedCodeList.xlsx', rows));
  const { reading: text } = readCptFile(fileOf('ConsolidatedCodeList.txt', consolidated(sketches)));
  expect(form).toBe('table');
  expect(reading!.entries.map(({ code, descriptors, revisedOn }) => [code, descriptors, revisedOn])).toEqual(
    text!.entries.map(({ code, descriptors, revisedOn }) => [code, descriptors, revisedOn]),
  );
});

test('a code that the sheet took for a number gets its zeroes back', () => {
  const { reading } = readCptFile(
    workbookOf('list.xlsx', [
      ['CPT Code', 'Long'],
      [100, 'Invented'],
      [99213, 'Invented too'],
    ]),
  );
  expect(reading!.entries.map(({ code }) => code)).toEqual(['00100', '99213']);
});

test('a workbook without a list is noted, a damaged one is refused', () => {
  expect(readCptFile(workbookOf('guide.xlsx', [['Nothing'], ['of', 'the kind']]))).toMatchObject({ reading: null });
  const whole = workbookOf('list.xlsx', [
    ['CPT Code', 'Long'],
    ['00100', 'Invented'],
  ]);
  const cut = { ...whole, bytes: whole.bytes.subarray(0, whole.bytes.length / 2) };
  expect(() => readCptFile(cut)).toThrow(/list\.xlsx/);
  expect(readCptFile({ ...cut, name: 'guide.docx' })).toMatchObject({ reading: null });
});
