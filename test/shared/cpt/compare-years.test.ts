import { expect, test } from 'vitest';
import { compareYears } from '../../../shared/cpt/compare-years.ts';
import { readCptYear } from '../../../shared/cpt/read-year.ts';
import { forms, generateYears, licensedFolder, yearly } from '../../support/cpt-generator.ts';

const codesOf = (changes: ReturnType<typeof compareYears>['changes'], kind: string) =>
  changes.filter((change) => change.kind === kind).map(({ code }) => code);

test('two years of the true size give exactly 418 changes: 288 new, 84 deleted, 46 revised', () => {
  const { older, newer, added, deleted, revised } = generateYears();
  const before = readCptYear('2025', licensedFolder(older, [], 2025));
  const after = readCptYear('2026', licensedFolder(newer, deleted, 2026));
  const { changes } = compareYears(before, after);
  expect(before.records.length).toBeGreaterThan(11_000);
  expect(changes).toHaveLength(418);
  expect(codesOf(changes, 'added')).toEqual(added);
  expect(codesOf(changes, 'deleted')).toEqual(deleted);
  expect(codesOf(changes, 'revised')).toEqual(revised);
  expect(new Set(changes.map(({ code }) => code)).size).toBe(418);
  expect([before, after].flatMap(({ refused }) => refused)).toEqual([]);
});

const years = generateYears({ longOnly: true });
const before = new Map(
  Object.entries(forms).map(([form, files]) => [form, readCptYear('cpt-2025', files(years.older))]),
);
const after = new Map(
  Object.entries(forms).map(([form, files]) => [form, readCptYear('cpt-2026', files(years.newer))]),
);
const pairs = Object.keys(forms).flatMap((older) => Object.keys(forms).map((newer) => ({ older, newer })));

test.each(pairs)('the year before in $older, the later in $newer: the same changes', ({ older, newer }) => {
  const { changes } = compareYears(before.get(older)!, after.get(newer)!);
  expect(codesOf(changes, 'added')).toEqual(years.added);
  expect(codesOf(changes, 'deleted')).toEqual(years.deleted);
  expect(codesOf(changes, 'revised')).toEqual(years.revised);
  expect(changes).toHaveLength(yearly.added + yearly.deleted + yearly.revised);
});
