import { describe, expect, test } from 'vitest';
import { account, claim, findingsOf, happening, storing, worldOf } from '../../support/claim-world.ts';
import { openMedium, startApp } from '../../support/medium.ts';
import { releaseFile } from '../../support/release-chain.ts';

const lives = { addedOn: '2010-01-01', actionEffectiveOn: '2010-01-01' };
const infliximab = (dose: string) => ({ code: 'J1745', ...lives, longDescription: `Injection, infliximab, ${dose}` });
const october = releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [infliximab('10 mg'), { code: 'J1885', ...lives }]);
const january = releaseFile('HCPC2026_JAN_ANWEB_12082025.txt', [
  { ...infliximab('100 mg'), actionCode: 'C', actionEffectiveOn: '2026-01-01' },
  { code: 'J1885', ...lives },
]);
const medicare = { payer: 'MEDICARE', filingIndicator: 'MB' };
const nurse = 'nurse-visit-with-administration';
const visit = (more: object = {}) => claim('A', ['99211', '96372', 'J1885'], { ...medicare, ...more });

describe('rules that look at a whole claim', () => {
  test('find when the claim is stored, and once', async () => {
    const { medium, app } = await worldOf(october, [visit()]);
    expect(await findingsOf(app)).toEqual([`A 1 99211 ${nurse}`]);
    await happening(medium, [visit()]);
    expect(await findingsOf(app)).toEqual([`A 1 99211 ${nurse}`]);
  });

  test.each([
    [
      'is mended by a replacement without what they found',
      claim('A', ['99214-25', '96372', 'J1885'], { ...medicare, frequency: '7' }),
      [],
    ],
    ['is mended by a void', visit({ frequency: '8' }), []],
    [
      'stands after a replacement that keeps it',
      visit({ frequency: '7', payerClaimNumber: '77' }),
      [`A 1 99211 ${nurse}`],
    ],
  ])('%s', async (_what, later, open) => {
    const { app } = await worldOf(october, [visit()], [later]);
    expect(await findingsOf(app)).toEqual(open);
    expect(await findingsOf(app, 'cleared')).toHaveLength(open.length === 0 ? 1 : 0);
  });

  test('find in a claim that is replaced by one they ask about', async () => {
    const { app } = await worldOf(october, [claim('A', ['J1885'], medicare)], [visit({ frequency: '7' })]);
    expect(await findingsOf(app)).toEqual([`A 1 99211 ${nurse}`]);
  });

  test('find again after a release that changes what they read of a record', async () => {
    const waste = claim('W', ['J1745 x1 ndc=57894003001/70ME', 'J1745-JW x3 ndc=57894003001/30ME'], medicare);
    const { medium, app } = await worldOf(october, [waste]);
    expect(await findingsOf(app)).toEqual([]);
    await happening(medium, january);
    expect(await findingsOf(startApp(medium))).toContain('W 2 J1745 discarded-drug');
  });

  test('what they say of the stored claim is what they say of it before it is billed', async () => {
    const medium = await openMedium();
    await happening(medium, october);
    const app = startApp(medium);
    const claims = [
      visit(),
      claim('B', ['96413', '96365', 'J1885'], { payer: 'COM' }),
      claim('C', ['96372']),
      claim('D', ['L1833-RT-LT x2', '97760'], medicare),
    ];
    await storing(claims, app);
    expect(await findingsOf(app)).toEqual([
      `A 1 99211 ${nurse}`,
      'B 2 96365 second-initial-service',
      'C 1 96372 administration-without-drug',
      'D 1 L1833 both-sides-on-one-line',
      'D 2 97760 orthosis-training-with-orthosis',
      'D 2 97760 therapy-without-plan',
    ]);
    expect((await app.claims.claimRules(account, claims[0]!))?.lines).toHaveLength(3);
  });
});
