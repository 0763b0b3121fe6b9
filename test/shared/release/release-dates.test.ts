import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  coveredThrough,
  identityInName,
  identityOf,
  type Quarter,
  releaseDate,
  releaseName,
} from '../../../shared/release/identity.ts';

const anyIdentity = fc.record({
  codeSet: fc.constant('HCPCS' as const),
  year: fc.integer({ min: 2000, max: 2099 }),
  quarter: fc.constantFrom<Quarter[]>(1, 2, 3, 4),
  annual: fc.constant(false),
});

test.each([
  ['2017-01', true, '2017-01-01', '2017-12-31'],
  ['2020-04', false, '2020-04-01', '2020-06-30'],
  ['2025-10', false, '2025-10-01', '2025-12-31'],
  ['2026-01', false, '2026-01-01', '2026-03-31'],
  ['2026-07', false, '2026-07-01', '2026-09-30'],
])('release %s (annual: %s) is in force from %s to %s', (name, annual, from, through) => {
  const identity = identityOf(name, annual)!;
  expect(releaseDate(identity)).toBe(from);
  expect(coveredThrough(identity)).toBe(through);
});

test.each(['2026-02', '2026-1', '2026', '1999-01', 'JAN 2026', ''])('"%s" is no name of a release', (name) => {
  expect(identityOf(name)).toBeUndefined();
});

test('a release is found again by its name, and by the file name that CMS would give it', () => {
  fc.assert(
    fc.property(anyIdentity, (identity) => {
      expect(identityOf(releaseName(identity))).toEqual(identity);
      const month = { 1: 'JAN', 2: 'APR', 3: 'JUL', 4: 'OCT' }[identity.quarter];
      expect(identityInName(`HCPC${identity.year}_${month}_ANWEB_v2.txt`)).toEqual(identity);
    }),
  );
});
