import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../shared/claims/claim.ts';
import { account, claim, worldOf } from '../../support/claim-world.ts';
import type { RunningApp } from '../../support/medium.ts';
import { type ReleaseFile, releaseFile } from '../../support/release-chain.ts';

const lives = { addedOn: '2010-01-01', actionEffectiveOn: '2010-01-01' };
const begins = (addedOn: string, release = addedOn) => ({ addedOn, actionEffectiveOn: release, actionCode: 'A' });
const ends = (terminatedOn: string) => ({ ...lives, terminatedOn, actionCode: 'D' });
const file = (name: string, codes: Parameters<typeof releaseFile>[1]) => releaseFile(name, codes);

/** What is open, as `line code rule fix`; a fix as `code x units`. */
async function open(app: RunningApp): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { finding } of app.findings.list(account, 'open')) {
    const fixes = finding.fix.map(({ code, units }) => `${code}x${units === null ? '?' : JSON.stringify(units)}`);
    found.push([finding.line, finding.code, finding.rule, ...fixes].join(' '));
  }
  return found.sort();
}

interface Case {
  readonly what: string;
  readonly before: ReleaseFile;
  readonly after: ReleaseFile;
  readonly claims: readonly Claim[];
  readonly first: readonly string[];
  readonly later: readonly string[];
}

const c9053 = { code: 'C9053', longDescription: 'Injection, crizanlizumab-tmca, 1 mg' };
const j0791 = { code: 'J0791', longDescription: 'Injection, crizanlizumab-tmca, 5 mg' };
const outpatient = { claimType: 'institutional' as const, payer: 'MEDICARE', filingIndicator: 'MA' };

const cases: readonly Case[] = [
  {
    what: 'a code of 1 mg that one of 5 mg takes over, before and after',
    before: file('HCPC2020_APR_ANWEB_03102020.txt', [{ ...c9053, ...begins('2020-04-01') }]),
    after: file('HCPC2020_JUL_ANWEB_06102020.txt', [
      { ...c9053, ...begins('2020-04-01'), terminatedOn: '2020-06-30', actionCode: 'D', crossReferences: ['J0791'] },
      { ...j0791, ...begins('2020-07-01') },
    ]),
    claims: [claim('A', ['C9053 x352 @2020-07-01', 'C9053 x352 @2020-06-30', 'C9053 x352 @2020-03-31'], outpatient)],
    first: ['3 C9053 code-not-yet-effective'],
    later: ['1 C9053 code-terminated J0791x{"from":71,"to":71}', '3 C9053 code-not-yet-effective'],
  },
  {
    what: 'a code that is added for the time since March mends what was denied in April',
    before: file('HCPC2020_APR_ANWEB_03102020.txt', [{ code: 'G2001', ...lives }]),
    after: file('HCPC2020_JUL_ANWEB_06102020.txt', [
      { code: 'G2001', ...lives },
      { code: 'C9803', ...begins('2020-03-01', '2020-07-01') },
    ]),
    claims: [claim('A', ['C9803 @2020-04-20', 'C9803 @2020-02-28'], outpatient)],
    first: ['1 C9803 code-unknown'],
    later: ['2 C9803 code-not-yet-effective'],
  },
  {
    what: 'a span over the day on which its code ends is split there',
    before: file('HCPC2017_OCT_ANWEB_09102017.txt', [{ code: 'G0202', ...lives }]),
    after: file('HCPC2018_JAN_ANWEB_12102017.txt', [
      { code: 'G0202', ...ends('2017-12-31'), crossReferences: ['77067'] },
    ]),
    claims: [claim('A', ['G0202 @2017-12-28..2018-01-03'], { payer: 'COM' })],
    first: [],
    later: ['1 G0202 span-crosses-change 77067x?'],
  },
  {
    what: 'a deletion that is made known in January for the year before is found in lines of that January alone',
    before: file('HCPC2017_JAN_ANWEB_12102016.txt', [{ code: 'G0477', ...lives }]),
    after: file('HCPC2017_JAN_ANWEB_v2_01202017.txt', [
      { code: 'G0477', ...ends('2016-12-31'), crossReferences: ['80305'] },
    ]),
    claims: [claim('A', ['G0477 @2017-01-10'], { payer: 'MEDICARE', filingIndicator: 'MB' })],
    first: [],
    later: ['1 G0477 code-terminated 80305x?'],
  },
  {
    what: 'what is discarded stays on a line of its own when the drug is replaced',
    before: file('HCPC2025_OCT_ANWEB_09082025.txt', [
      { code: 'C9500', ...lives, longDescription: 'Injection, invented, 10 mg' },
      { code: 'JW', ...lives },
    ]),
    after: file('HCPC2026_JAN_ANWEB_12082025.txt', [
      {
        code: 'C9500',
        ...ends('2025-12-31'),
        longDescription: 'Injection, invented, 10 mg',
        crossReferences: ['J9500'],
      },
      { code: 'J9500', ...begins('2026-01-01'), longDescription: 'Injection, invented, 5 mg' },
      { code: 'JW', ...lives },
    ]),
    claims: [claim('A', ['C9500 x7', 'C9500-JW x3'], { payer: 'COM' })],
    first: [],
    later: ['1 C9500 code-terminated J9500x{"from":13,"to":14}', '2 C9500 code-terminated J9500x{"from":6,"to":7}'],
  },
];

describe('cases of coders, in the store', () => {
  test.each(cases)('$what', async ({ before, after, claims, first, later }) => {
    const early = await worldOf(before, claims);
    expect(await open(early.app)).toEqual(first);
    expect(await open((await worldOf(before, claims, after)).app)).toEqual(later);
    expect(await open((await worldOf(before, after, claims)).app)).toEqual(later);
  });
});
