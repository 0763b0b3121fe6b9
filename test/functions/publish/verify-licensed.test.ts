import { beforeAll, describe, expect, test } from 'vitest';
import { objectKeys } from '../../../shared/keys/object-keys.ts';
import { deletedList, fileOf, tabList } from '../../support/cpt-files.ts';
import { copyOf, dumpOf, type Medium, openMedium, startApp } from '../../support/medium.ts';

const steady = Array.from({ length: 30 }, (_, at) => String(10_000 + at));
const list = (codes: readonly string[], word = 'words') =>
  fileOf('LONGULT.txt', tabList([...steady, ...codes].map((code) => ({ code, long: `Secret ${word} of ${code}` }))));
const years = {
  '2026': [list(['90002'], 'other words'), fileOf('Deleted.txt', deletedList([{ code: '90001', on: '20260101' }]))],
  '2024': [list(['90000', '90001'])],
  '2025': [list(['90001'], 'other words')],
};

let sound: Medium;
let minute = 0;
/** Later with every call: drops are read again in the order in which they came. */
const clock = () => new Date(Date.UTC(2026, 0, 1, 0, minute++)).toISOString();

beforeAll(async () => {
  sound = await openMedium();
  for (const folder of ['2026', '2024', '2025'] as const)
    await startApp(sound, clock).ingestCpt({ folder, files: years[folder], published: null, notify: false });
  await startApp(sound).sweep();
});

const sealedKey = async (medium: Medium, like: RegExp) => {
  for await (const key of medium.sealed.list('')) if (like.test(key)) return key;
  throw new Error(`nothing like ${like}`);
};
const damagedText = async (medium: Medium, like: RegExp) => {
  const key = await sealedKey(medium, like);
  const bytes = Uint8Array.from((await medium.sealed.get(key))!);
  bytes[bytes.length - 1] = bytes.at(-1)! ^ 1;
  await medium.sealed.put(key, bytes);
};
const stateOf = (medium: Medium) => startApp(medium).codeSets.state('CPT');

test('years that came in any order are sound: drops, records, rows, texts', async () => {
  const verified = await startApp(sound).verify();
  expect(verified.problems).toEqual([]);
  expect(verified).toMatchObject({ archived: 3, releases: 3 });
  expect(verified.rows).toBeGreaterThan(60);
});

const damages: readonly (readonly [what: string, damage: (medium: Medium) => Promise<unknown>, says: RegExp])[] = [
  ['a text that is gone', async (m) => m.sealed.delete(await sealedKey(m, /descriptors/)), /is missing, or says/],
  ['a text that was altered', (m) => damagedText(m, /changes/), /is missing, or says/],
  [
    'records that are gone',
    async (m) => m.objects.delete(objectKeys.records('CPT', (await stateOf(m)).releases[1]!.content)),
    /named by the published state/,
  ],
  ['a code book that is gone', async (m) => m.objects.delete((await stateOf(m)).codeBook), /is missing/],
  [
    'a row that is gone',
    async (m) => {
      const { codeSets } = startApp(m);
      await codeSets.removeRows((await codeSets.rowsOf((await stateOf(m)).releases[2]!.changeSet)).slice(0, 1));
    },
    /is missing/,
  ],
];

describe.each(damages)('%s', (_what, damage, says) => {
  test('is found, and mended by rebuilding from the vault', async () => {
    const before = await dumpOf(sound);
    const medium = await copyOf(sound);
    await damage(medium);
    const { problems } = await startApp(medium).verify();
    expect(problems.map(({ where, text }) => `${where} ${text}`).join('\n')).toMatch(says);
    expect(await startApp(medium).rebuild()).toMatchObject({ releases: ['2024', '2025', '2026'], changed: false });
    expect((await startApp(medium).verify()).problems).toEqual([]);
    expect(await dumpOf(medium)).toEqual(before);
  });
});

test('a licensed file that was altered is found', async () => {
  const medium = await copyOf(sound);
  await damagedText(medium, /\/0001$/);
  const { problems } = await startApp(medium).verify();
  expect(problems.map(({ text }) => text).join('\n')).toMatch(/cannot be opened.*hand the files in again/);
});

test('with nothing left but the vault, everything comes back', async () => {
  const medium = await openMedium();
  for await (const key of sound.sealed.list(''))
    if (/\/(?:\d{4}|manifest)$/.test(key)) await medium.sealed.put(key, (await sound.sealed.get(key))!);
  expect(await startApp(medium).rebuild()).toMatchObject({
    files: 3,
    releases: ['2024', '2025', '2026'],
    changed: true,
  });
  expect(await stateOf(medium)).toEqual(await stateOf(sound));
  expect((await startApp(medium).verify()).problems).toEqual([]);
});
