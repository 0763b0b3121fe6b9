import { describe, expect, test } from 'vitest';
import { filesIn } from '../../../functions/adapters/unzip.ts';
import { BadInput } from '../../../shared/errors.ts';
import { readArrival } from '../../../shared/release/read-arrival.ts';
import { correctionsBook } from '../../support/corrections-book.ts';
import { releaseText, releaseWorkbook, workbookOf, zipOf } from '../../support/release-builder.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';

const records = [{ code: 'G9001' }, { code: 'G9002', addedOn: '2030-01-01', actionCode: 'A' }, { code: 'RT' }];
const text = releaseText(records);
const book = (title: string) =>
  correctionsBook([{ CODE: 'G9001', ACTION: 'Terminate code', 'EFF DATE': '2030-01-01' }], { title });
const of2030 = book('2030 HCPCS CORRECTIONS');

const read = async (file: string, bytes: Uint8Array, given = {}) =>
  readArrival(file, await filesIn(file, bytes), given);

interface Brought {
  readonly release: string | null;
  readonly corrections: readonly string[];
}

const told = ({ release, corrections }: Awaited<ReturnType<typeof readArrival>>): Brought => ({
  release: release && `${release.date} ${release.form}`,
  corrections: corrections.map(
    ({ date, document, published }) => `${date} V${document.version} ${published.on} ${published.source}`,
  ),
});

const cases: readonly (readonly [
  what: string,
  file: string,
  make: () => Uint8Array | Promise<Uint8Array>,
  brought: Brought,
])[] = [
  ['a bare text', 'HCPC2030_JAN_ANWEB.txt', () => text, { release: '2030-01-01 text', corrections: [] }],
  [
    'a bare workbook',
    'HCPC2030_JAN_ANWEB.xlsx',
    () => releaseWorkbook(records),
    { release: '2030-01-01 workbook', corrections: [] },
  ],
  [
    'a zip of text, workbook and readme',
    'january-2030-alpha-numeric-hcpcs-file.zip',
    () =>
      zipOf({
        'HCPC2030_JAN_ANWEB.txt': text,
        'HCPC2030_JAN_ANWEB.xlsx': releaseWorkbook(records),
        'readme.txt': 'About',
      }),
    { release: '2030-01-01 text', corrections: [] },
  ],
  [
    'a bare corrections workbook',
    'HCPC2030_Corrections.xlsx',
    () => of2030,
    { release: null, corrections: ['2030-01-01 V1 2030-01-01 release'] },
  ],
  [
    'corrections under a name that does not say so',
    'V2_HCPC2030_updates.xlsx',
    () => of2030,
    { release: null, corrections: ['2030-01-01 V2 2030-01-01 release'] },
  ],
  [
    'versions in one zip, each with the day on which it was packed',
    '2030-HCPCS-Corrections.zip',
    () => zipOf({ 'V1_Corrections.xlsx': of2030, 'V2_Corrections.xlsx': of2030, 'readme.txt': 'About' }, '2030-01-20'),
    { release: null, corrections: ['2030-01-01 V1 2030-01-20 zip-entry', '2030-01-01 V2 2030-01-20 zip-entry'] },
  ],
  [
    'release and corrections in one zip',
    'HCPC2030.zip',
    () => zipOf({ 'HCPC2030_ANWEB.txt': text, 'HCPC2030_Corrections.xlsx': of2030 }, '2030-01-20'),
    { release: '2030-01-01 text', corrections: ['2030-01-01 V1 2030-01-20 zip-entry'] },
  ],
  [
    'corrections whose title names a quarter',
    'corrections.xlsx',
    () => book('April 2030 HCPCS CORRECTIONS'),
    { release: null, corrections: ['2030-04-01 V1 2030-04-01 release'] },
  ],
  [
    'a workbook is preferred to its text',
    'corrections-2030.zip',
    () =>
      zipOf({
        'HCPC2030_Corrections.txt':
          '2030 HCPCS CORRECTIONS\n\n\nCODE\tACTION\tEFF DATE\nG9001\tTerminate code\t1/1/2030\n',
        'HCPC2030_Corrections.xlsx': of2030,
      }),
    { release: null, corrections: ['2030-01-01 V1 2026-01-05 zip-entry'] },
  ],
];

test.each(cases.map(([what, file, make, brought]) => ({ what, file, make, brought })))(
  '$what',
  async ({ file, make, brought }) => {
    expect(told(await read(file, await make()))).toEqual(brought);
  },
);

describe('what is neither', () => {
  test.each([
    [
      'a transaction report',
      'HCPC2030_JAN_Trans_Alpha.xlsx',
      () =>
        workbookOf({
          'Changes by HCPCS Code': [
            ['HCPCS', 'TYPE OF CHANGE'],
            ['G9001', 'Added'],
          ],
        }),
    ],
    ['a zip of papers', 'papers.zip', () => zipOf({ 'readme.txt': 'About', 'notes.txt': 'Notes' })],
  ])('%s is refused', async (_what, file, make) => {
    await expect(read(file, await make())).rejects.toThrow(BadInput);
  });

  test('corrections that do not say what they correct are refused, unless a person says it', async () => {
    const unnamed = book('HCPCS CORRECTIONS');
    await expect(read('corrections.xlsx', unnamed)).rejects.toThrow(
      /which release it corrects.*--release YYYY-MM \[unknown-release\]/,
    );
    const identity = { codeSet: 'HCPCS', year: 2030, quarter: 2, annual: false } as const;
    const given = await read('corrections.xlsx', unnamed, { release: identity, published: '2030-04-09' });
    expect(told(given).corrections).toEqual(['2030-04-01 V1 2030-04-09 given']);
  });
});

test('the same words in two forms have one meaning', async () => {
  const [one, other] = await Promise.all([
    read('HCPC2030_JAN_ANWEB.txt', text),
    read('HCPC2030_JAN_ANWEB.txt', releaseText(records, { preamble: ['A disclaimer', ''], padding: 'continuations' })),
  ]);
  expect(other.release!.meaning).toBe(one.release!.meaning);
  expect(other.release!.content).not.toBe(one.release!.content);
});

describe.skipIf(!haveCms)("CMS's own zips", () => {
  test.each([
    ['2017-Alpha-Numeric-HCPCS-File.zip', { release: '2017-01-01 text', corrections: [] }],
    ['2018-Alpha-Numeric-HCPCS-File.zip', { release: '2018-01-01 text', corrections: [] }],
    [
      '2017-HCPCS-Alpha-Numeric-Corrections.zip',
      { release: null, corrections: ['2017-01-01 V1 2016-12-14 zip-entry'] },
    ],
    [
      '2018-HCPCS-Alpha-Numeric-Corrections.zip',
      {
        release: null,
        corrections: [
          '2018-01-01 V1 2017-12-22 zip-entry',
          '2018-01-01 V2 2018-01-03 zip-entry',
          '2018-01-01 V3 2018-01-09 zip-entry',
          '2018-01-01 V4 2018-01-11 zip-entry',
        ],
      },
    ],
    ['HCPC2020_JUL_ANWEB.xlsx', { release: '2020-07-01 workbook', corrections: [] }],
  ])('%s', async (name, brought) => {
    expect(told(await read(name, cmsFile(name)))).toEqual(brought);
  });

  test.each(['HCPC2020_JUL_Trans_Alpha.xlsx', '2018-HCPCS-NOC-Codes.zip', '2018-HCPCS-Record-Layout-.zip'])(
    '%s is no release',
    async (name) => {
      await expect(read(name, cmsFile(name))).rejects.toThrow(BadInput);
    },
  );
});
