import { describe, expect, test } from 'vitest';
import type { ingestCpt } from '../../../functions/publish/ingest-cpt.ts';
import { codeAt } from '../../../functions/queries/code-at.ts';
import type { ObjectStore } from '../../../shared/ports.ts';
import type { SourceFile } from '../../../shared/release/source-file.ts';
import { deletedList, fileOf, plaXml, tabList } from '../../support/cpt-files.ts';
import { dumpOf, type Medium, openMedium, type RunningApp, startApp } from '../../support/medium.ts';

const steady = Array.from({ length: 30 }, (_, at) => String(10_000 + at));
const list = (codes: readonly string[], word = 'words') =>
  fileOf(
    'LONGULT.txt',
    tabList([...steady, ...codes].sort().map((code) => ({ code, long: `Secret ${word} of ${code}` }))),
  );
const deleted = (...codes: readonly string[]) =>
  fileOf(
    'Deleted_DTK_tab.txt',
    deletedList([
      ...codes.map((code) => ({ code, on: '20260101', instruction: 'To report, use 90002' })),
      { code: '99241', on: '20230101' },
    ]),
  );
const folders = {
  '2024': [list(['90000', '90001'])],
  '2025': [list(['90001'], 'other words')],
  '2026': [list(['90002'], 'other words'), deleted('90001')],
} as const satisfies Record<string, readonly SourceFile[]>;

/** Objects as somebody sees them who has the store and not the key. */
async function contentsOf(objects: ObjectStore): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const name of objects.list(''))
    found.set(name, Buffer.from((await objects.get(name))!).toString('latin1'));
  return found;
}

interface Licensee {
  readonly app: RunningApp;
  readonly medium: Medium;
  hand(folder: string, files: readonly SourceFile[], published?: string): ReturnType<ReturnType<typeof ingestCpt>>;
}

async function licensee(): Promise<Licensee> {
  const medium = await openMedium();
  const app = startApp(medium);
  return {
    app,
    medium,
    hand: (folder, files, published) =>
      app.ingestCpt({
        folder,
        files,
        published: published ?? null,
        notify: false,
      }),
  };
}

async function holding(...years: readonly (keyof typeof folders)[]): Promise<Licensee> {
  const held = await licensee();
  for (const year of years) await held.hand(year, folders[year]);
  return held;
}

describe('an off-cycle set alone', () => {
  const pla = fileOf(
    'CPTPLA.xml',
    plaXml([{ code: '0300U', long: 'Secret words of 0300U', status: 'NEW', effective: '2026-04-01' }]),
  );

  test('adds to its year, and no other code has ended', async () => {
    const { app, hand } = await holding('2025', '2026');
    const { release, changes } = await hand('2026', [pla], '2026-01-02');
    expect(release).toMatchObject({ release: '2026.r2', date: '2026-01-01' });
    expect(changes.map(({ code, kind, effective }) => [code, kind, effective])).toEqual([
      ['0300U', 'added', '2026-04-01'],
    ]);
    const statusOf = async (code: string, on: string) => (await codeAt(app)({ code, on })).status;
    expect(await statusOf('0300U', '2026-03-31')).toBe('not-yet-effective');
    expect(await statusOf('0300U', '2026-04-01')).toBe('valid');
    expect(await statusOf('10000', '2026-04-01')).toBe('valid');
    expect(await statusOf('90001', '2026-04-01')).toBe('terminated');
  });

  test('without the annual files of its year is refused, and nothing is stored', async () => {
    const { app, hand } = await holding('2025');
    await expect(hand('2026', [pla], '2026-01-02')).rejects.toThrow(/annual files of 2026 first/);
    expect((await app.codeSets.state('CPT')).releases.map(({ release }) => release)).toEqual(['2025']);
  });

  test('is there again after a rebuild', async () => {
    const { app, hand } = await holding('2025', '2026');
    await hand('2026', [pla], '2026-01-02');
    const before = await codeAt(app)({ code: '0300U', on: '2026-05-01' });
    await app.rebuild();
    expect(await codeAt(app)({ code: '0300U', on: '2026-05-01' })).toEqual(before);
    expect((await app.verify()).problems).toEqual([]);
  });
});

test('a first year is a baseline; the next is compared with it, without a text', async () => {
  const { app, hand } = await licensee();
  expect(await hand('2025', folders['2025'])).toMatchObject({ outcome: 'published', baseline: true, changes: [] });
  const { release, changes } = await hand('cpt-2026', folders['2026']);
  expect(release).toMatchObject({ codeSet: 'CPT', release: '2026', date: '2026-01-01', coveredThrough: '2026-12-31' });
  expect(changes.map(({ code, kind, effective, fields }) => [code, kind, effective, fields])).toEqual([
    ['90001', 'deleted', '2026-01-01', [{ name: 'longDescription', old: null, new: null }]],
    ['90002', 'added', '2026-01-01', [{ name: 'longDescription', old: null, new: null }]],
  ]);
  expect(changes[0]!.replacements.map(({ code }) => code)).toEqual(['90002']);
  const pending = await app.sweeps.pending('CPT', release.changeSet);
  expect(pending.map(({ code, since }) => [code, since])).toEqual([
    ['(awaiting)', '2026-01-01'],
    ['90001', '2026-01-01'],
    ['90002', '1900-01-01'],
  ]);
  await app.sweep();
  expect(await app.sweeps.unfinished()).toEqual([]);
});

test('a new wording is a change of which the store knows the kind and the date alone', async () => {
  const { hand } = await holding('2024');
  const { changes } = await hand('2025', folders['2025']);
  expect(changes.filter(({ kind }) => kind === 'revised')).toHaveLength(31);
  expect(JSON.stringify(changes)).not.toMatch(/secret/i);
});

test('no text lies in the store, and none that could be read in the vault', async () => {
  const { medium } = await holding('2024', '2025', '2026');
  const dump = JSON.stringify(await dumpOf(medium));
  const [objects, sealed] = [await contentsOf(medium.objects), await contentsOf(medium.sealed)];
  expect(`${dump}${[...objects.values()].join('')}`).not.toMatch(/secret|words/i);
  expect([...sealed.keys()].every((name) => /^licensed\/cpt\/202[456]\//.test(name))).toBe(true);
  expect([...sealed.values()].join('')).not.toMatch(/secret|words/i);
});

test('questions about a code are answered with its dates', async () => {
  const { app } = await holding('2025', '2026');
  const on = async (code: string, date: string) => {
    const { status, record, lives, replacements } = await codeAt(app)({ code, on: date });
    return {
      status,
      text: record?.longDescription,
      lives: lives.map(({ from, to }) => [from, to]),
      to: replacements.map((each) => each.code),
    };
  };
  const known = { text: '', to: [] };
  expect(await on('90001', '2025-12-31')).toEqual({
    ...known,
    status: 'valid',
    lives: [['2025-01-01', '2025-12-31']],
    to: ['90002'],
  });
  expect((await on('90001', '2026-01-01')).status).toBe('terminated');
  expect(await on('90002', '2025-12-31')).toEqual({
    ...known,
    status: 'not-yet-effective',
    lives: [['2026-01-01', null]],
  });
  expect((await on('99241', '2026-03-01')).status).toBe('terminated');
  expect((await on('12345', '2026-03-01')).status).toBe('unknown');
  expect((await on('0999U', '2026-03-01')).status).toBe('outside-coverage');
});

test('years in any order leave the same store', async () => {
  const shown = async (...years: readonly (keyof typeof folders)[]) => {
    const { app } = await holding(...years);
    const { releases, codeBook } = await app.codeSets.state('CPT');
    const changes = await Promise.all(releases.map(({ changeSet }) => app.codeSets.changes('CPT', changeSet)));
    const codes = await Promise.all(
      ['90000', '90001', '90002', '99241'].map((code) => codeAt(app)({ code, on: '2026-01-01' })),
    );
    return { releases, codeBook, changes, codes };
  };
  const inOrder = await shown('2024', '2025', '2026');
  expect(inOrder.releases.map(({ release }) => release)).toEqual(['2024', '2025', '2026']);
  for (const order of [
    ['2026', '2024', '2025'],
    ['2025', '2026', '2024'],
    ['2026', '2025', '2024'],
  ] as const)
    expect(await shown(...order)).toEqual(inOrder);
});

test('the same folder again does nothing', async () => {
  const { hand, medium } = await holding('2025', '2026');
  const before = await dumpOf(medium);
  expect(await hand('2026', folders['2026'])).toMatchObject({ outcome: 'unchanged', event: null });
  expect(await dumpOf(medium)).toEqual(before);
});

test('a second drop of a year needs the day of its publication, and then is a revision', async () => {
  const { hand, app } = await holding('2025', '2026');
  const more = [list(['90002', '90003'], 'other words'), deleted('90001')];
  await expect(hand('2026', more)).rejects.toMatchObject({ code: 'CPT_YEAR_HELD' });
  const { release, changes } = await hand('2026', more, '2026-04-01');
  expect(release).toMatchObject({ release: '2026.r2', knownSince: '2026-04-01' });
  expect(changes.map(({ code, kind }) => [code, kind])).toEqual([['90003', 'added']]);
  expect((await app.codeSets.state('CPT')).releases.map((each) => each.release)).toEqual(['2025', '2026', '2026.r2']);
});

test.each([
  [
    'a line that cannot be read',
    [fileOf('LONGULT.txt', [...steady.map((code) => `${code}\tSecret`), '9000?\tSecret'])],
    'not-an-entry',
  ],
  ['no list at all', [fileOf('README.txt', ['Made up.'])], 'no-code-list'],
])('a folder with %s is refused, and nothing of it is stored', async (_what, files, rule) => {
  const { hand, medium } = await holding('2025');
  const [before, sealed] = [await dumpOf(medium), await contentsOf(medium.sealed)];
  await expect(hand('2026', files)).rejects.toMatchObject({ rule });
  expect(await dumpOf(medium)).toEqual(before);
  expect(await contentsOf(medium.sealed)).toEqual(sealed);
});

describe('a year that lacks most of the codes', () => {
  const half = [
    fileOf(
      'LONGULT.txt',
      steady.slice(0, 5).map((code) => `${code}\tSecret`),
    ),
  ];
  async function withHalf() {
    const held = await holding('2025');
    await expect(held.hand('2026', half)).rejects.toMatchObject({ rule: 'records-missing' });
    return held;
  }
  const word = (medium: Medium, day: string, verdict: 'approve' | 'reject' | 'withdraw', which = '2026') =>
    startApp(medium, () => `${day}T08:00:00.000Z`).decideRelease({ which, verdict, by: 'ann', reason: null });
  const years = async ({ medium }: Licensee) =>
    (await startApp(medium).codeSets.state('CPT')).releases.map(({ release }) => release);

  test('is quarantined: a person is told why, and nothing can be seen', async () => {
    const held = await withHalf();
    expect(await years(held)).toEqual(['2025']);
    const { releases } = await held.app.quarantined();
    expect(releases).toMatchObject([{ codeSet: 'CPT', release: '2026', status: 'open', records: 5 }]);
    expect(JSON.stringify(await dumpOf(held.medium))).not.toContain('Secret');
    expect(await held.app.rebuild()).toMatchObject({ changed: false, releases: ['2025'] });
    expect((await held.app.verify()).problems).toEqual([]);
  });

  test('approved, it is published; withdrawn, it is out; approved again, it is back', async () => {
    const held = await withHalf();
    await word(held.medium, '2026-02-02', 'approve');
    expect(await years(held)).toEqual(['2025', '2026']);
    await word(held.medium, '2026-02-03', 'withdraw');
    expect(await years(held)).toEqual(['2025']);
    await expect(held.hand('2026', half)).rejects.toMatchObject({ rule: 'withdrawn' });
    expect(await startApp(held.medium).rebuild()).toMatchObject({ changed: false });
    await word(held.medium, '2026-02-04', 'approve');
    expect(await years(held)).toEqual(['2025', '2026']);
  });

  test('rejected, it stays out, and the whole year takes its place', async () => {
    const held = await withHalf();
    await word(held.medium, '2026-02-02', 'reject');
    await expect(held.hand('2026', half)).rejects.toThrow(/was rejected on 2026-02-02/);
    await held.hand('2026', folders['2026']);
    expect(await years(held)).toEqual(['2025', '2026']);
  });
});
