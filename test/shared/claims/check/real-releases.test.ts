import { beforeAll, describe, expect, test } from 'vitest';
import { unzip } from '../../../../functions/adapters/unzip.ts';
import { bookOfReleases } from '../../../../shared/codebook/book-of-releases.ts';
import type { CodeBook } from '../../../../shared/codebook/code-book.ts';
import { readRelease } from '../../../../shared/release/read-release.ts';
import { brief, checkerOf, claimOf, findingsIn } from '../../../support/check-fixtures.ts';
import { cmsFile, haveCms } from '../../../support/shared-files.ts';

const files = {
  annual: ['2017-Alpha-Numeric-HCPCS-File.zip', '2018-Alpha-Numeric-HCPCS-File.zip'],
  quarters: ['HCPC2020_APR_ANWEB.xlsx', 'HCPC2020_JUL_ANWEB.xlsx'],
  january: ['HCPC2026_JAN_ANWEB_excerpt.txt'],
} as const;
type Held = keyof typeof files;

async function bookOf(names: readonly string[]): Promise<CodeBook> {
  const releases = names.map(async (file) => {
    const bytes = cmsFile(file);
    const entries = file.endsWith('.zip') ? await unzip(file, bytes) : [{ name: file, bytes, modifiedOn: null }];
    return { file, sha256: '', read: await readRelease(file, entries) };
  });
  return bookOfReleases(await Promise.all(releases));
}

const hospital = { claimType: 'institutional', place: '13' } as const;
const ended = 'code-terminated';

describe.skipIf(!haveCms)("on CMS's releases", () => {
  const books: Partial<Record<Held, CodeBook>> = {};
  beforeAll(async () => {
    for (const [held, names] of Object.entries(files)) books[held as Held] = await bookOf(names);
  });
  const found = (held: Held, sketch: Parameters<typeof claimOf>[0]) =>
    findingsIn(checkerOf(books[held]!), claimOf(sketch)).map(brief);

  test.each([
    ['1', 'january', {}, '2025-12-31', 'S0013 x84', []],
    ['1', 'january', {}, '2026-01-01', 'S0013 x84', [[ended, 'J0013', 84, false]]],
    ['2', 'january', { payer: 'MED' }, '2025-12-31', 'S0013 x84', [['not-payable-by-medicare', 'G2083', 1, true]]],
    ['2', 'january', { payer: 'MED' }, '2026-01-01', 'S0013 x84', [[ended, 'G2083', 1, true]]],
    ['J0172', 'january', {}, '2025-12-31', 'J0172 x10', []],
    ['J0172', 'january', {}, '2026-01-01', 'J0172 x10', [[ended]]],
    ['J0171', 'january', {}, '2025-07-01', 'J0171 x3', [[ended]]],
    ['3', 'annual', {}, '2018-02-01', 'S3854', []],
    ['3', 'annual', {}, '2016-03-15', 'S3854', []],
    ['4', 'quarters', hospital, '2020-03-20', 'C9803', []],
    ['4', 'quarters', hospital, '2020-02-28', 'C9803', [['code-not-yet-effective']]],
    ['5', 'quarters', hospital, '2020-07-01', 'C9053 x352', [[ended, 'J0791', { from: 71, to: 71 }, true]]],
    ['5', 'quarters', hospital, '2020-06-30', 'C9053 x352', []],
    ['5', 'quarters', hospital, '2020-03-31', 'C9053 x352', [['code-not-yet-effective']]],
    ['6', 'annual', {}, '2018-03-31', 'Q5102-ZC x10', []],
    ['6', 'quarters', {}, '2018-03-31', 'Q5102-ZC x10', []],
    ['8', 'annual', { payer: 'MED' }, '2017-01-10', 'G0477', [[ended, '80305', null, true]]],
    ['9', 'annual', {}, '2017-12-28', 'G0202 @2017-12-28..2018-01-03', [['span-crosses-change', '77067', null, true]]],
    ['chain', 'annual', {}, '2018-01-05', 'C9487 x130', [[ended, 'J3358', 130, false]]],
    ['back', 'quarters', {}, '2020-07-01', 'J3358 x130', []],
    ['active', 'quarters', {}, '2020-07-01', 'E0971-NU', []],
    ['trip', 'quarters', { payer: 'MED', place: '41' }, '2020-07-01', 'A0427-RH', []],
    ['trip', 'quarters', { payer: 'MED', place: '41' }, '2020-07-01', 'A0427-GD', []],
    ['status', 'quarters', {}, '2001-07-01', 'A4206-P1', []],
  ] as const)('%s: %s %o %s %s', (_case, held, head, date, line, expected) => {
    const rows = found(held, { ...head, date, lines: [line] }).map(({ rule, fix }) => [
      rule,
      ...fix.flatMap(({ code, units, confirm }) => [code, units, confirm]),
    ]);
    expect(rows).toEqual(expected);
  });

  test('6: each product by its modifier, which comes off', () => {
    const codes = found('quarters', { date: '2018-04-01', lines: ['Q5102-ZC x10', 'Q5102-ZB x10', 'Q5101-ZA x300'] });
    expect(codes.map(({ line, code, rule, fix }) => [line, code, rule, ...fix.map((each) => each.code)])).toEqual([
      [1, 'Q5102', ended, 'Q5104'],
      [1, 'ZC', 'modifier-terminated'],
      [2, 'Q5102', ended, 'Q5103'],
      [2, 'ZB', 'modifier-terminated'],
      [3, 'ZA', 'modifier-terminated'],
    ]);
  });

  test.each([
    ['annual', '2018-06-01'],
    ['quarters', '2020-08-15'],
    ['january', '2026-02-15'],
  ] as const)('every living code of %s is clean on %s for a commercial payer', (held, date) => {
    const book = books[held]!;
    const day = Number(date.replaceAll('-', ''));
    const living = [...book.codes()].filter((code) => code.length === 5 && book.status(code, day) === 'valid');
    const checker = checkerOf(book);
    expect(living.flatMap((code) => findingsIn(checker, claimOf({ date, lines: [code] })))).toEqual([]);
    expect(checker.unchecked).toEqual({ 'no-code-set': 0, 'outside-coverage': 0 });
  });
});
