import { beforeAll, describe, expect, test } from 'vitest';
import { bulkLookup, lookupAsJson } from '../../../functions/queries/bulk-lookup.ts';
import { bulkTranslate } from '../../../functions/queries/bulk-translate.ts';
import { codeAt } from '../../../functions/queries/code-at.ts';
import { replacementsFor } from '../../../functions/queries/replacements-for.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import type { RunningApp } from '../../support/medium.ts';
import { chain, ingestFile } from '../../support/release-chain.ts';
import { emptyApp } from '../../support/sample-world.ts';

const today = '2025-11-01';
const days = ['2024-01-01', '2025-03-31', '2025-06-30', '2025-07-01', '2025-10-01', '2026-03-01'];

let app: RunningApp;
let codes: readonly string[];
beforeAll(async () => {
  app = await emptyApp();
  for (const file of chain) await ingestFile(app, file);
  codes = [...(await app.codeSets.codeBook(await app.codeSets.state('HCPCS')))!.codes(), 'J9999', '99213', 'D0120'];
});

describe('a bulk look-up', () => {
  test('says of each code what is said of it alone', async () => {
    const asked = codes.flatMap((code) => days.map((on) => ({ code, on })));
    const { results } = await bulkLookup(app)({ codes: asked }, today);
    expect(results.map(({ code, on }) => ({ code, on }))).toEqual(asked);
    for (const found of results) {
      const { status, valid, codeSet, codeType } = await codeAt(app)(found);
      expect({ ...found, status, valid, codeType }, `${found.code} ${found.on}`).toEqual(found);
      if (codeSet) expect(found.codeSet).toBe(codeSet);
    }
  });

  test('takes the day of the call, else today, where a code names none', async () => {
    const byCall = await bulkLookup(app)(
      { codes: ['j1001', { code: 'J1001', on: '2025-07-01' }], on: '2025-06-30' },
      today,
    );
    expect(byCall.results.map(({ on, status }) => `${on} ${status}`)).toEqual([
      '2025-06-30 valid',
      '2025-07-01 terminated',
    ]);
    expect((await bulkLookup(app)({ codes: ['J1001'] }, today)).results[0]).toMatchObject({
      on: today,
      status: 'terminated',
      from: '2015-01-01',
      to: '2025-06-30',
      replaced: true,
    });
  });

  test('answers what is no code among the others', async () => {
    const answer = await bulkLookup(app)({ codes: ['J1001', 'nonsense!', 'RT'] }, today);
    expect(answer.results.map(({ status }) => status)).toEqual(['terminated', 'malformed', 'unknown']);
    expect(forms.lookup.parse(answer)).toEqual(answer);
  });

  test('is written as JSON writes it, of codes asked before and of others', async () => {
    for (const on of [...days, ...days]) {
      const answer = await bulkLookup(app)({ codes: [...codes, 'nonsense "!'], on }, today);
      expect(lookupAsJson(answer)).toBe(JSON.stringify(answer));
    }
  });
});

describe('a bulk translation', () => {
  test('says of each code what is said of it alone', async () => {
    const asked = codes.flatMap((code) => days.map((on) => ({ code, on })));
    for (const payer of [undefined, 'medicare']) {
      const { results } = await bulkTranslate(app)({ codes: asked }, today, { payer });
      for (const found of results) expect(found).toEqual(await replacementsFor(app)({ ...found, payer }));
    }
  });

  test('answers what is no code among the others', async () => {
    const answer = await bulkTranslate(app)({ codes: ['nonsense!', 'C9001'], on: '2025-10-01' }, today, {});
    expect(answer.results.map(({ replacements }) => replacements.map(({ code }) => code))).toEqual([[], ['J1003']]);
    expect(forms.translate.parse(answer)).toEqual(answer);
  });
});
