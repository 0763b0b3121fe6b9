import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeAt } from '../../../functions/queries/code-at.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import { addDays, toDayNumber } from '../../../shared/dates.ts';
import type { RunningApp } from '../../support/medium.ts';
import { chain, ingestFile, releaseFile } from '../../support/release-chain.ts';
import { emptyApp, sampleApp } from '../../support/sample-world.ts';

let sample: RunningApp;
beforeAll(async () => {
  sample = await sampleApp();
});

describe('on the sample', () => {
  test.each([
    ['S0013', '2025-12-31', 'valid', true],
    ['S0013', '2026-01-01', 'terminated', false],
    ['J0013', '2025-12-31', 'not-yet-effective', false],
    ['j0013 ', '2026-01-01', 'valid', true],
    ['J0013', '2026-04-01', 'outside-coverage', null],
    ['Y1', '2026-01-01', 'terminated', false],
    ['G5050', '2026-01-01', 'valid', true],
    ['G5050', '2025-10-01', 'terminated', false],
    ['G5190', '2026-01-01', 'terminated', false],
    ['J9999', '2026-01-01', 'unknown', false],
    ['J9999', '2024-01-01', 'outside-coverage', null],
    ['99213', '2026-01-01', 'no-code-set', null],
    ['D0120', '2026-01-01', 'no-code-set', null],
  ])('%s on %s is %s', async (code, on, status, valid) => {
    const answer = await codeAt(sample)({ code, on });
    expect(answer).toMatchObject({ code: code.trim().toUpperCase(), on, status, valid });
    expect(forms.code.parse(answer)).toEqual(answer);
  });

  test('tells a whole life: when, by which release, what it meant, what replaces it and what it replaces', async () => {
    const old = await codeAt(sample)({ code: 'S0013', on: '2026-01-05' });
    expect(old.lives).toEqual([
      { from: '2021-01-01', to: '2025-12-31', withdrawn: false, startShownIn: '2025-10', endShownIn: '2026-01' },
    ]);
    expect(old.changes.map(({ kind, release }) => [kind, release])).toEqual([['deleted', '2026-01']]);
    expect(old.replacements.map(({ code }) => code)).toContain('J0013');
    expect(old.record).toMatchObject({ shortDescription: 'Esketamine nasal spray 1 mg' });
    const now = await codeAt(sample)({ code: 'J0013', on: '2026-01-05' });
    expect(now.replaces).toContainEqual({ code: 'S0013', relation: 'same', source: 'curated' });
  });

  test('gives the meaning in force on the date', async () => {
    const before = await codeAt(sample)({ code: 'J6100', on: '2025-12-31' });
    const after = await codeAt(sample)({ code: 'J6100', on: '2026-01-01' });
    expect(before.record?.longDescription).toContain(' 1 mg');
    expect(after.record?.longDescription).toContain(' 0.1 mg');
    expect(after.versions.map(({ release }) => release)).toEqual(['2025-10', '2026-01']);
  });

  test('knows nothing that was published later', async () => {
    const asKnown = '2025-12-31';
    const old = await codeAt(sample)({ code: 'S0013', on: '2025-12-31', asKnown });
    expect(old).toMatchObject({ status: 'valid', asKnown, changes: [], replaces: [] });
    expect(old.replacements.map(({ code }) => code)).not.toContain('J0013');
    expect(old.replacements.map(({ code }) => code)).toContain('G2082');
    expect(await codeAt(sample)({ code: 'J0013', on: '2025-12-31', asKnown })).toMatchObject({
      status: 'unknown',
      lives: [],
      record: null,
    });
    expect((await codeAt(sample)({ code: 'S0013', on: '2026-01-01', asKnown: '2020-01-01' })).status).toBe(
      'outside-coverage',
    );
  });

  test.each(['', 'J', 'J00130', '../etc', '<b>'])('refuses "%s", which is no code', async (code) => {
    await expect(codeAt(sample)({ code, on: '2026-01-01' })).rejects.toMatchObject({ code: 'MALFORMED_CODE' });
  });
});

test('what is known on a day is what a store with only the releases of that day tells', async () => {
  const whole = await emptyApp();
  const parts: RunningApp[] = [];
  for (const [index, file] of chain.entries()) {
    await ingestFile(whole, file);
    const part = await emptyApp();
    for (const earlier of chain.slice(0, index + 1)) await ingestFile(part, earlier);
    parts.push(part);
  }
  const { releases, codeSet } = await whole.codeSets.state('HCPCS');
  const codes = [...(await whole.codeSets.codeBook(await whole.codeSets.state('HCPCS')))!.codes()];
  const day = fc.integer({ min: 0, max: 1_100 }).map((days) => addDays('2023-06-01', days));
  const case_ = fc.record({
    code: fc.constantFrom(...codes, 'Z9999', 'K9999'),
    on: day,
    nth: fc.nat(chain.length - 1),
  });
  await fc.assert(
    fc.asyncProperty(case_, async ({ code, on, nth }) => {
      const asKnown = nth === chain.length - 1 ? null : addDays(releases[nth + 1]!.knownSince, -1);
      const { status, lives, versions, replacements } = await codeAt(whole)({ code, on, asKnown });
      const alone = await codeAt(parts[nth]!)({ code, on });
      expect({ status, lives, versions }).toEqual({
        status: alone.status,
        lives: alone.lives,
        versions: alone.versions,
      });
      expect(replacements.map((each) => each.code)).toEqual(alone.replacements.map((each) => each.code));
      const state = await parts[nth]!.codeSets.state(codeSet);
      const book = (await parts[nth]!.codeSets.codeBook(state))!;
      if (status !== 'no-code-set') expect(status).toBe(book.status(code, toDayNumber(on)));
    }),
    { numRuns: 150 },
  );
});

test('a code that a file lists again years after its end is known by its record', async () => {
  const app = await emptyApp();
  const ended = { code: 'L4321', terminatedOn: '2019-12-31', actionCode: 'N' };
  await ingestFile(app, releaseFile('HCPC2025_JUL_ANWEB_06092025.txt', []));
  await ingestFile(app, releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [ended]));
  const answer = await codeAt(app)({ code: 'L4321', on: '2025-11-01' });
  expect(answer).toMatchObject({ status: 'terminated', valid: false, changes: [], record: { code: 'L4321' } });
  expect(answer.lives).toMatchObject([{ from: '2015-01-01', to: '2019-12-31' }]);
});

test("a modifier of another set that CMS's file lists all the same is known by the file", async () => {
  const app = await emptyApp();
  await ingestFile(app, releaseFile('HCPC2025_JUL_ANWEB_06092025.txt', [{ code: 'P3' }]));
  expect(await codeAt(app)({ code: 'P3', on: '2025-08-01' })).toMatchObject({ codeSet: 'HCPCS', status: 'valid' });
  expect(await codeAt(app)({ code: 'P4', on: '2025-08-01' })).toMatchObject({ codeSet: 'CPT', status: 'no-code-set' });
});
