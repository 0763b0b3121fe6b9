import { beforeAll, describe, expect, test } from 'vitest';
import { unitFactor } from '../../../shared/changes/units.ts';
import { type Answer, answersFor, figuresOf } from '../../bench/inference-measure.ts';
import { answersForLivingCodes, answersWithoutTheirTargets } from '../../bench/inference-traps.ts';
import { publishedPairs, type ReleasePair, readReleases } from '../../bench/release-pairs.ts';
import { haveCms } from '../../support/shared-files.ts';

/** The whole measurement is the bench's; here its targets are held on the pairs as CMS published them. */
describe.skipIf(!haveCms)('inference against the cross references of real releases', () => {
  let pairs: readonly ReleasePair[];
  let answers: readonly Answer[];

  beforeAll(async () => {
    pairs = publishedPairs(await readReleases());
    answers = pairs.flatMap(answersFor);
  });

  test('reaches the targets', () => {
    const { precision, recall, rightFirst, rightInThree } = figuresOf(answers);
    expect(recall.of).toBeGreaterThan(20);
    expect(precision.share).toBeGreaterThanOrEqual(0.98);
    expect(recall.share).toBeGreaterThanOrEqual(0.85);
    expect(rightFirst.share).toBeGreaterThanOrEqual(0.95);
    expect(rightInThree.share).toBeGreaterThanOrEqual(0.98);
  });

  test('answers nothing where the true target is taken away', () => {
    const orphaned = pairs.flatMap((pair) => answersWithoutTheirTargets(pair, answers));
    expect(orphaned.length).toBeGreaterThan(20);
    expect(orphaned.filter(({ candidates }) => candidates.some(({ automatic }) => automatic))).toEqual([]);
  });

  test('replaces next to none of the codes that live on', () => {
    const living = answersForLivingCodes(pairs[1]!, '2020-06-30', 2);
    expect(living.length).toBeGreaterThan(2000);
    expect(living.filter(({ candidates }) => candidates.some(({ automatic }) => automatic)).length).toBeLessThan(2);
  });

  test('invents no unit change', () => {
    const factors = answers.flatMap(({ old, named, descriptorOf }) =>
      named.map((code) => [old.code, code, unitFactor(old.longDescription, descriptorOf(code))] as const),
    );
    const changed = factors.filter(([, , factor]) => factor && factor.numerator !== factor.denominator);
    expect(changed).toEqual([
      ['C9053', 'J0791', { numerator: 1, denominator: 5, rounding: 'up' }],
      ['C9057', 'J1201', { numerator: 2, denominator: 1, rounding: 'up' }],
    ]);
  });
});
