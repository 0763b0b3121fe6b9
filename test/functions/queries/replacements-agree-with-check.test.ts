import { beforeAll, describe, expect, test } from 'vitest';
import { heldBooks } from '../../../functions/queries/books.ts';
import { replacementsForPayer } from '../../../functions/queries/replacements-for-payer.ts';
import type { AcceptanceWindow } from '../../../shared/claims/acceptance-window.ts';
import { type Checker, createChecker } from '../../../shared/claims/check/checker.ts';
import { checks } from '../../../shared/claims/check/checks.ts';
import type { Finding } from '../../../shared/claims/finding.ts';
import { payerMapOf } from '../../../shared/claims/payers.ts';
import type { CodeBook } from '../../../shared/codebook/code-book.ts';
import { claimOf } from '../../support/check-fixtures.ts';
import { apiOf, sampleApp, sampleKey } from '../../support/sample-world.ts';

const document = 'bulletin 7';
const windows: readonly AcceptanceWindow[] = [
  { payer: 'P7', code: 'S0013', from: null, to: '2026-03-31', document },
  { payer: 'P7', code: 'J0013', from: '2026-04-01', to: null, document },
  { payer: 'P8', code: 'C6010', from: null, to: null, takes: false, instead: ['J6011'], document },
  { payer: 'P8', code: 'J6022', from: '2026-02-01', to: null, document },
  { payer: 'P8', code: 'C6021', from: null, to: '2026-01-31', document },
  { payer: 'commercial', code: 'Q6030', from: null, to: '2026-01-15', document },
];
const payers = payerMapOf({
  P7: 'commercial',
  P8: 'commercial',
  P9: { class: 'commercial', takesSCodes: false },
  MED: 'medicare',
  TRI: 'tricare',
});
const days = ['2025-10-01', '2025-12-31', '2026-01-01', '2026-02-15', '2026-04-01'];
/** Of the checks those that say whether the code may be billed; the others look at units, spans and modifiers. */
const ofValidity = new Set<string>(['code-outside-payer-window', 's-code-not-taken', 'code-terminated']);

let book: CodeBook;
let checker: Checker;
let app: Awaited<ReturnType<typeof sampleApp>>;
beforeAll(async () => {
  app = await sampleApp();
  book = (await heldBooks(app.codeSets))[0]!;
  checker = createChecker({ codeBooks: { HCPCS: book }, payers, windows });
});

/** What the check of a claim line says of a code for a payer on a day. */
function checked(code: string, on: string, payer: string) {
  const claim = claimOf({ date: on, lines: [code], payer, claimType: 'institutional', place: '13' });
  const findings: Finding[] = [];
  checker.check(claim, (finding) => findings.push(finding));
  return findings.find(({ rule }) => rule.startsWith('code-') || ofValidity.has(rule));
}

describe('what is billed instead', () => {
  test('is what the check of claims says, for each code, payer and day', () => {
    expect(Object.keys(checks)).toEqual(expect.arrayContaining([...ofValidity]));
    let wrong = 0;
    for (const code of [...book.codes()].filter((each) => each.length === 5))
      for (const payer of [...payers.keys(), 'unheard of'])
        for (const on of days) {
          const asked = `${code} ${payer} ${on}`;
          const { valid, replacements } = replacementsForPayer([book], code, on, { payer, payers, windows });
          const finding = checked(code, on, payer);
          expect([asked, valid === false]).toEqual([asked, finding !== undefined]);
          const named = new Set(replacements.map((each) => each.code));
          const fixes = finding?.fix.map((each) => each.code) ?? [];
          // One that serves before another begins is the check's to say: nothing replaces what does not yet live.
          if (finding?.rule !== 'code-not-yet-effective')
            expect([asked, ...fixes.filter((each) => !named.has(each))]).toEqual([asked]);
          if (finding) wrong++;
        }
    expect(wrong).toBeGreaterThan(100);
  });

  const asked = { authorization: `Bearer ${sampleKey}`, host: 'localhost', 'content-type': 'application/json' };

  test("is the account's own affair by every address, and nobody else's", async () => {
    await app.payerSettings.keepPayers('local', { P7: 'commercial' });
    await app.payerSettings.keepWindows('local', [...windows]);
    const api = apiOf(app);
    const get = async (
      path: string,
      headers: Record<string, string>,
      more: Partial<Parameters<typeof api.request>[1]> = {},
    ) => (await (await api.request(`http://localhost${path}`, { headers, ...more })).json()) as never;
    const rest = '/v1/codes/S0013/replacements?on=2026-02-15&payer=P7';
    const strangers = { valid: false, replacements: [{ code: 'J0013' }] };
    const own = { valid: true, replacements: [], answer: expect.stringContaining('P7 takes S0013 until 2026-03-31') };
    for (let time = 1; time <= 2; time++) {
      expect(await get(rest, { host: 'localhost' })).toMatchObject(strangers);
      expect(await get(rest, asked)).toMatchObject(own);
    }
    const many = { method: 'POST', body: JSON.stringify({ codes: ['S0013'], on: '2026-02-15', payer: 'P7' }) };
    expect(await get('/v1/translate', asked, many)).toMatchObject({ results: [own] });
    const fhir = '/fhir/ConceptMap/$translate?system=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
    const translated = await get(`${fhir}&code=S0013&date=2026-02-15&payer=P7`, asked);
    expect(translated).toMatchObject({
      parameter: [
        { name: 'result', valueBoolean: false },
        { name: 'message', valueString: own.answer },
      ],
    });
    await app.payerSettings.removeWindows('local', { payer: 'P7', code: 'S0013' });
    expect(await get(rest, asked)).toMatchObject({ valid: false });
  });
});
