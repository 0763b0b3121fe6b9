import { describe, expect, test } from 'vitest';
import { usesOf } from '../../../functions/adapters/claim-store.ts';
import { heldCodeSets } from '../../../functions/judge/held-code-sets.ts';
import { Judges } from '../../../functions/judge/judge-use.ts';
import { codeBookOf } from '../../support/check-fixtures.ts';
import { account, claim, january, october, worldOf } from '../../support/claim-world.ts';

const lives = { addedOn: '2020-01-01' };
const book = codeBookOf([
  {
    release: '2025-10',
    coveredThrough: '2025-12-31',
    records: [
      { code: 'E1001', ...lives },
      { code: 'E1005', ...lives, terminatedOn: '2025-06-30' },
      { code: 'G2001', addedOn: '2010-01-01', actionCode: 'R', actionEffectiveOn: '2025-10-01' },
      { code: 'Y7', ...lives, terminatedOn: '2025-06-30' },
    ],
  },
]);

async function judgeOf(withBook = true, payers: Record<string, 'medicare'> = {}) {
  const { app } = await worldOf();
  await app.settings.putPayers(account, payers);
  return new Judges(app.settings).of(account, withBook ? { HCPCS: book } : {});
}

function useOf(line: string) {
  return usesOf(account, claim('A', [line]), 'content')[0]!;
}

describe('which uses wait for another release', () => {
  test.each([
    ['a living code within the dates covered', 'E1001 @2025-11-03', [], false],
    ['a living code beyond them: the release that ends it names it', 'E1001 @2026-02-03', [], false],
    ['an ended code, whatever the date', 'E1005 @2026-02-03', ['code-terminated'], false],
    ['an unknown code within the dates covered', 'E9999 @2025-11-03', ['code-unknown'], false],
    ['an unknown code beyond them', 'E9999 @2026-02-03', [], true],
    ['an unknown code before them', 'E9999 @2019-02-03', [], true],
    ['a code before its reactivation, of which nothing is known', 'G2001 @2024-02-03', [], true],
    ['CPT: no release of HCPCS can judge it', '99213 @2025-11-03', [], false],
  ])('%s', async (_, line, rules, awaits) => {
    const judgement = (await judgeOf())(useOf(line));
    expect(judgement.findings.map(({ rule }) => rule)).toEqual(rules);
    expect(judgement.awaits).toBe(awaits);
  });

  test('none while nothing of the code set is held: its first release looks for their codes', async () => {
    const judge = await judgeOf(false);
    expect(judge(useOf('E1005 @2025-11-03'))).toMatchObject({ findings: [], awaits: false });
    expect(judge(useOf('99213 @2025-11-03'))).toMatchObject({ findings: [], awaits: false });
  });
});

test('a modifier is judged by itself, and its line by itself', async () => {
  const judge = await judgeOf();
  const [code, modifier] = usesOf(account, claim('A', ['E1005-Y7 @2025-11-03']), 'content');
  expect(judge(code!).findings.map((finding) => finding.code)).toEqual(['E1005']);
  expect(judge(modifier!).findings.map((finding) => finding.code)).toEqual(['Y7']);
});

test("an account's payers are asked once, and again when they changed", async () => {
  const { app } = await worldOf(october, january);
  const use = usesOf(account, claim('A', ['E1004'], { payer: 'PAYER 7' }), 'content')[0]!;
  const { books: held } = await heldCodeSets(app.codeSets);
  expect((await app.judges.of(account, held))(use).findings).toEqual([]);
  await app.settings.putPayers(account, { 'PAYER 7': 'medicare' });
  expect((await app.judges.of(account, held))(use).findings).toEqual([]);
  app.judges.forget(account);
  expect((await app.judges.of(account, held))(use).findings).toMatchObject([{ rule: 'not-payable-by-medicare' }]);
});
