import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeAt } from '../../functions/queries/code-at.ts';
import { sampleFiles, samplePath } from '../../infra/local/sample.ts';
import { foldReleases } from '../../shared/codebook/history.ts';
import { type IsoDate, toDayNumber } from '../../shared/dates.ts';
import { openMedium, startApp } from '../support/medium.ts';
import { chain, ingestFile } from '../support/release-chain.ts';

const samples = sampleFiles.releases.map((name) => ({ name, bytes: readFileSync(samplePath(name)) }));

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
