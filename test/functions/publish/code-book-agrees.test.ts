import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeAt } from '../../../functions/queries/code-at.ts';
import { sampleFiles, samplePath } from '../../../infra/local/sample.ts';
import type { CodeAnswer } from '../../../shared/api/code-set-forms.ts';
import { foldReleases } from '../../../shared/codebook/history.ts';
import { addDays, type IsoDate, toDayNumber } from '../../../shared/dates.ts';
import { openMedium, startApp } from '../../support/medium.ts';
import { chain, ingestFile } from '../../support/release-chain.ts';

const samples = sampleFiles.releases.map((name) => ({ name, bytes: readFileSync(samplePath(name)) }));

/** A thousand days, drawn once, the same in every run. */
const thousandDays = fc.sample(
  fc.integer({ min: 0, max: 5_000 }).map((days) => addDays('2014-01-01', days)),
  { seed: 4, numRuns: 1_000 },
);

/** What a code's lives, as the store tells them, say of a day: written down apart from the code book. */
function statusBy({ lives, unproven }: CodeAnswer, on: IsoDate, coveredThrough: IsoDate): string {
  const life = lives.findLast(({ from }) => from <= on);
  if (life) {
    if (life.to !== null) return on <= life.to ? 'valid' : 'terminated';
    return on > coveredThrough ? 'outside-coverage' : 'valid';
  }
  if (unproven && on >= unproven.from && on <= unproven.to) return 'unproven';
  return lives.length === 0 ? 'never-valid' : 'not-yet-effective';
}

/** Days around which the releases of both stores change something, and the days next to them. */
const anyDayOfService = fc
  .tuple(fc.integer({ min: 2014, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom('01', '02', '15', '28'))
  .map(([year, month, day]): IsoDate => `${year}-${String(month).padStart(2, '0')}-${day}`);

test.each([
  ['the chain', chain],
  ['the sample', samples],
])('%s: code book, folded releases and version rows say the same of every code on any day', async (_name, files) => {
  const app = startApp(await openMedium());
  for (const file of [...files].reverse()) await ingestFile(app, file);
  const state = await app.codeSets.state('HCPCS');
  const book = (await app.codeSets.codeBook(state))!;
  const states = await Promise.all(
    state.releases.map(async (release) => ({
      ...release,
      records: await app.codeSets.records('HCPCS', release.content),
    })),
  );
  const histories = foldReleases(states);
  const ask = codeAt(app);
  const coveredThrough = book.coverage.at(-1)!.to;
  for (const code of book.codes()) {
    const answer = await ask({ code, on: '2026-01-01' });
    const wrong = thousandDays.find(
      (on) => book.status(code, toDayNumber(on)) !== statusBy(answer, on, coveredThrough),
    );
    expect([code, wrong]).toEqual([code, undefined]);
  }
  expect([...book.codes()]).toEqual([...histories.keys()].sort());
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...book.codes()), anyDayOfService, async (code, on) => {
      const answer = await ask({ code, on });
      expect(answer.status).toBe(book.status(code, toDayNumber(on)));
      const { lives, versions } = histories.get(code)!;
      expect(answer.lives.map(({ from, to }) => ({ from, to }))).toEqual(lives.map(({ from, to }) => ({ from, to })));
      expect(answer.versions.map(({ record }) => record)).toEqual(versions.map(({ record }) => record));
    }),
    { numRuns: 150 },
  );
});
