import { describe, expect, test } from 'vitest';
import { compareYears } from '../../../shared/cpt/compare-years.ts';
import { isPartial, laidOver, wholeYears } from '../../../shared/cpt/partial-year.ts';
import { readCptYear } from '../../../shared/cpt/read-year.ts';
import { deletedList, fileOf, plaXml, tabList } from '../../support/cpt-files.ts';

const sketch = (code: string, word = 'words') => ({ code, long: `Invented ${word} of ${code}` });
const annual = (year: number, codes: readonly string[], word?: string) =>
  readCptYear(String(year), [fileOf('LONGULT.txt', tabList(codes.map((code) => sketch(code, word))))]);
const codes = ['00100', '0042T', '0100U', '0200U', '99213'];
const older = annual(2026, codes);
const pla = (...sketches: Parameters<typeof plaXml>[0]) => readCptYear('2026', [fileOf('pla.xml', plaXml(sketches))]);
const told = (partial: typeof older, published: string | null = null) =>
  compareYears(older, laidOver(older, { year: partial, published })).changes.map(
    ({ code, kind, effective }) => `${code} ${kind} ${effective}`,
  );

test.each([
  ['PLA codes', pla(sketch('0300U')), true],
  ['Category III codes', annual(2026, ['0800T', '0801T']), true],
  ['vaccines', annual(2026, ['90480', '91320', '0001A']), true],
  ['an annual file', older, false],
  ['a list of one Category I code among others', annual(2026, ['0800T', '99213']), false],
])('%s alone', (_, year, partial) => {
  expect(isPartial(year)).toBe(partial);
});

describe('a partial set', () => {
  test('adds to its year from the day that it gives, ends what it says, and tells of nothing else', () => {
    const quarter = pla(
      { ...sketch('0300U'), effective: '2026-04-01', status: 'NEW' },
      { ...sketch('0200U'), effective: '2026-04-01', status: 'DELETED' },
      sketch('0100U'),
    );
    expect(told(quarter)).toEqual(['0200U deleted 2026-04-01', '0300U added 2026-04-01']);
  });

  test('without dates takes effect with the next edition of its series', () => {
    expect(told(annual(2026, ['0800T']), '2026-01-01')).toEqual(['0800T added 2026-07-01']);
    expect(told(pla(sketch('0300U')), '2026-04-01')).toEqual(['0300U added 2026-07-01']);
    expect(told(annual(2026, ['91320']), '2026-09-11')).toEqual(['91320 added 2026-09-11']);
  });

  test('rewords a code only where its words differ', () => {
    const capitals = pla({ code: '0100U', long: 'INVENTED WORDS OF 0100U' });
    expect(told(capitals)).toEqual([]);
    expect(told(pla(sketch('0100U', 'other words')))).toEqual(['0100U revised 2026-01-01']);
  });
});

describe('the drops of years, one after the other', () => {
  const first = annual(2025, codes);
  const partial = annual(2026, ['0300U']);
  const dropsOf = (...years: readonly (typeof older)[]) => years.map((year) => ({ year, published: '2026-01-01' }));
  const changesAt = (years: readonly (typeof older)[], at: number) =>
    compareYears(years[at - 1]!, years[at]!).changes.map(({ code, kind }) => `${code} ${kind}`);

  test('hold what came between: the next annual files are compared with it, too', () => {
    const next = annual(2027, codes);
    const years = wholeYears(dropsOf(first, older, partial, next));
    expect([1, 2, 3].map((at) => changesAt(years, at))).toEqual([[], ['0300U added'], ['0300U deleted']]);
  });

  test('annual files that come once more do not take it back, unless they say so', () => {
    const again = wholeYears(dropsOf(first, older, partial, annual(2026, [...codes, '99999'])));
    expect(changesAt(again, 3)).toEqual(['99999 added']);
    const files = [
      fileOf('LONGULT.txt', tabList(codes.map((code) => sketch(code)))),
      fileOf('Deleted_DTK_tab.txt', deletedList([{ code: '0300U', on: '20260701' }])),
    ];
    const ending = wholeYears(dropsOf(first, older, partial, readCptYear('2026', files)));
    expect(changesAt(ending, 3)).toEqual(['0300U deleted']);
  });
});
