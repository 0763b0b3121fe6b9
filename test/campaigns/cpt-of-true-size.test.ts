import { expect, test } from 'vitest';
import { listChanges } from '../../functions/queries/list-changes.ts';
import type { CptSketch } from '../support/cpt-files.ts';
import { generateYears, licensedFolder } from '../support/cpt-generator.ts';
import { openMedium, startApp } from '../support/medium.ts';

/** With TRUE_SIZE all of some 11,500 codes; without, every code that changes and one in ten of the others. */
const share = process.env.TRUE_SIZE ? 1 : 10;

test('two licensed years: 418 changes stand in the store, one a code', async () => {
  const { older, newer, added, deleted, revised } = generateYears();
  const changing = new Set([...added, ...deleted, ...revised]);
  const some = (sketches: readonly CptSketch[]) =>
    sketches.filter(({ code }, index) => changing.has(code) || index % share === 0);
  const app = startApp(await openMedium());
  const hand = (folder: string, files: ReturnType<typeof licensedFolder>) =>
    app.ingestCpt({ folder, files, published: null, notify: false });
  const steady = new Set(some(older).map(({ code }) => code));
  const kept = newer.filter(({ code }) => steady.has(code) || changing.has(code));
  await hand('2025', licensedFolder(some(older), [], 2025));
  await hand('2026', licensedFolder(kept, deleted, 2026));
  const { changes } = await listChanges(app)({ release: '2026', limit: 1000 });
  expect(changes).toHaveLength(418);
  expect(new Set(changes.map(({ code }) => code)).size).toBe(418);
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
  expect([count('added'), count('deleted'), count('revised')]).toEqual([288, 84, 46]);
}, 120_000);
