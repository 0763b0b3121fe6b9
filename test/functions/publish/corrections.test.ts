import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeAt } from '../../../functions/queries/code-at.ts';
import { correctionsBook } from '../../support/corrections-book.ts';
import { copyOf, dumpOf, type Medium, openMedium, type RunningApp, startApp } from '../../support/medium.ts';
import { zipOf } from '../../support/release-builder.ts';
import { ingestFile, type ReleaseFile, releaseFile } from '../../support/release-chain.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';
import { visibleOf } from '../../support/visible.ts';

/** Orders tried; `npm run campaign:orders` asks for many more. */
const orders = Number(process.env.ORDERS ?? 4);

const text = 'Patient had one of each, and the reason is documented';
const base2030 = releaseFile('HCPC2030_JAN_ANWEB_11052029.txt', [
  { code: 'G9001', longDescription: text.toLowerCase(), shortDescription: 'one of each' },
  { code: 'G9002', addedOn: '2030-01-01', actionCode: 'A', actionEffectiveOn: '2030-01-01' },
  { code: 'G9003', longDescription: 'changed without need' },
]);
const base2029 = releaseFile('HCPC2029_JAN_ANWEB_11052028.txt', [
  { code: 'G9001', longDescription: 'Old text' },
  { code: 'G9003', longDescription: 'As it was in 2029' },
]);
const next2030 = releaseFile('HCPC2030_APR_ANWEB_03102030.txt', [
  { code: 'G9001', longDescription: 'patient had one, or the other', shortDescription: 'one or other' },
  { code: 'G9003', longDescription: 'as it was in 2029' },
  {
    code: 'G9004',
    addedOn: '2030-01-01',
    longDescription: 'a code that cms forgot',
    shortDescription: 'forgotten',
    coverage: null,
  },
]);

const reposted2030 = releaseFile('HCPC2030_JAN_ANWEB_01152030.txt', [
  { code: 'G9001', longDescription: text.toLowerCase(), shortDescription: 'one of each' },
  { code: 'G9002', addedOn: '2030-01-01', actionCode: 'A', actionEffectiveOn: '2030-01-01', coverage: 'M' },
  { code: 'G9003', longDescription: 'changed without need' },
]);

const corrections = (version: number, rows: Parameters<typeof correctionsBook>[0]) => ({
  [`V${version}_HCPC2030_Corrections_ANWEB.xlsx`]: correctionsBook(rows, { title: '2030 HCPCS CORRECTIONS' }),
});
const rewording = {
  CODE: 'G9001',
  ACTION: 'Revise long & short desc',
  'EFF DATE': '2030-01-01',
  'LONG DESC': 'Patient had one, or the other',
  'SHORT DESC': 'One or other',
};
const reversal = { CODE: 'G9003', ACTION: 'Should not have been updated - revert back to 2029 description' };
const forgotten = {
  CODE: 'G9004',
  ACTION: 'Add code',
  'EFF DATE': '2030-01-01',
  'LONG DESC': 'A code that CMS forgot',
  'SHORT DESC': 'Forgotten',
};
const odd = { CODE: 'G9002', ACTION: 'Please see the note of last week' };

let correctionsZip: ReleaseFile;

beforeAll(async () => {
  const files = {
    ...corrections(1, [rewording, forgotten, odd]),
    ...corrections(2, [rewording, reversal, forgotten, { CODE: 'G9002', ACTION: 'DELETE' }]),
  };
  correctionsZip = { name: '2030-HCPCS-Corrections.zip', bytes: await zipOf(files, '2030-01-20') };
});

async function holding(files: readonly ReleaseFile[]): Promise<Medium> {
  const medium = await openMedium();
  for (const file of files) await ingestFile(startApp(medium), file);
  return medium;
}

const namesIn = async (app: RunningApp) => (await app.codeSets.state('HCPCS')).releases.map(({ release }) => release);

const changesOf = async (app: RunningApp, name: string) => {
  const { releases } = await app.codeSets.state('HCPCS');
  const { changeSet } = releases.find(({ release }) => release === name)!;
  return (await app.codeSets.changes('HCPCS', changeSet)).map(({ code, kind }) => `${code} ${kind}`);
};

describe('a correction of a release', () => {
  let medium: Medium;
  let app: RunningApp;

  beforeAll(async () => {
    medium = await holding([base2029, base2030, correctionsZip, next2030]);
    app = startApp(medium);
  });

  test('each version is a state of its own between the releases', async () => {
    expect(await namesIn(app)).toEqual(['2029-01', '2030-01', '2030-01.v1', '2030-01.v2', '2030-04']);
    const { releases } = await app.codeSets.state('HCPCS');
    expect(releases[3]).toMatchObject({
      date: '2030-01-01',
      knownSince: '2030-01-20',
      file: '2030-HCPCS-Corrections.zip/V2_HCPC2030_Corrections_ANWEB.xlsx',
    });
  });

  test('the second replaces the first, applied to the release itself', async () => {
    expect(await changesOf(app, '2030-01.v1')).toEqual(['G9001 revised', 'G9004 added']);
    expect(await changesOf(app, '2030-01.v2')).toEqual(['G9002 deleted', 'G9003 revised']);
    const { releases } = await app.codeSets.state('HCPCS');
    const records = await app.codeSets.records('HCPCS', releases[3]!.content);
    expect(records.find(({ code }) => code === 'G9003')?.longDescription).toBe('As it was in 2029');
    expect(records.find(({ code }) => code === 'G9002')).toBeUndefined();
  });

  test("letter case alone, between a correction and CMS's next file, is no change", async () => {
    expect(await changesOf(app, '2030-04')).toEqual([]);
  });

  test('what nobody understands waits for a person, in its exact words', async () => {
    const rows = await app.codeSets.instructions(await app.codeSets.state('HCPCS'));
    expect(rows).toMatchObject([
      {
        release: '2030-01.v1',
        code: 'G9002',
        line: 7,
        text: 'Please see the note of last week',
        rule: 'unknown-instruction',
      },
    ]);
  });

  test('a code is known to be gone since the version that took it away', async () => {
    const ask = codeAt(app);
    const on = '2030-02-01';
    expect((await ask({ code: 'G9002', on, asKnown: '2030-01-19' })).status).toBe('valid');
    expect((await ask({ code: 'G9002', on, asKnown: '2030-01-20' })).status).toBe('never-valid');
  });

  test('a copy for a test holds the same', async () => {
    expect(await dumpOf(await copyOf(medium))).toEqual(await dumpOf(medium));
  });

  test('ingested again it changes nothing', async () => {
    const before = await dumpOf(medium);
    const again = await ingestFile(startApp(medium), correctionsZip);
    expect(again).toMatchObject({ outcome: 'unchanged', event: null });
    expect(again.releases.map(({ release }) => release)).toEqual(['2030-01.v1', '2030-01.v2']);
    expect(await dumpOf(medium)).toEqual(before);
  });
});

test('corrections that come before their release wait for it', async () => {
  const medium = await openMedium();
  const early = await ingestFile(startApp(medium), correctionsZip);
  expect(early).toMatchObject({ outcome: 'waiting', release: null, releases: [], event: null });
  expect(await namesIn(startApp(medium))).toEqual([]);
  const { outcome, release, event } = await ingestFile(startApp(medium), base2030);
  expect([outcome, release?.release, event?.changeSets.length]).toEqual(['published', '2030-01', 3]);
  expect(await namesIn(startApp(medium))).toEqual(['2030-01', '2030-01.v1', '2030-01.v2']);
});

test('without the year that it goes back to, a correction leaves that to a person, until the year comes', async () => {
  const medium = await holding([base2030, correctionsZip]);
  const app = startApp(medium);
  const open = async () => (await app.codeSets.instructions(await app.codeSets.state('HCPCS'))).map(({ rule }) => rule);
  expect(await open()).toEqual(['unknown-instruction', 'earlier-release-missing']);
  await app.sweep();
  await ingestFile(app, base2029);
  expect(await open()).toEqual(['unknown-instruction']);
  expect((await app.sweeps.unfinished()).filter(({ notify }) => notify)).toEqual([]);
});

describe('files posted again', () => {
  test('another content is a revision, compared with the one before', async () => {
    const app = startApp(await holding([base2030, reposted2030]));
    expect(await namesIn(app)).toEqual(['2030-01', '2030-01.r2']);
    expect(await changesOf(app, '2030-01.r2')).toEqual(['G9002 revised']);
  });

  test('names follow the publishing, whichever came first', async () => {
    const app = startApp(await holding([reposted2030, base2030]));
    const { releases } = await app.codeSets.state('HCPCS');
    expect(releases.map(({ release, file }) => [release, file])).toEqual([
      ['2030-01', base2030.name],
      ['2030-01.r2', reposted2030.name],
    ]);
  });

  test('the same content is noted, and nothing is done', async () => {
    const medium = await holding([base2030]);
    const app = startApp(medium);
    await app.sweep();
    const same = { name: 'HCPC2030_JAN_ANWEB_v2_02012030.txt', bytes: base2030.bytes };
    expect(await ingestFile(app, same)).toMatchObject({
      outcome: 'unchanged',
      release: { release: '2030-01' },
      event: null,
    });
    expect(await namesIn(app)).toEqual(['2030-01']);
    expect((await app.codeSets.state('HCPCS')).sources).toHaveLength(2);
    expect(await app.sweeps.unfinished()).toEqual([]);
  });

  test('back to an earlier content is a revision too', async () => {
    const back = { name: 'HCPC2030_JAN_ANWEB_v3_02012030.txt', bytes: base2030.bytes };
    const app = startApp(await holding([base2030, reposted2030, back]));
    expect(await namesIn(app)).toEqual(['2030-01', '2030-01.r2', '2030-01.r3']);
    expect(await changesOf(app, '2030-01.r3')).toEqual(['G9002 revised']);
  });

  test('a correction of what was posted again is applied to that', async () => {
    const app = startApp(await holding([base2030, reposted2030, correctionsZip, base2029]));
    expect(await namesIn(app)).toEqual(['2029-01', '2030-01', '2030-01.r2', '2030-01.v1', '2030-01.v2']);
    expect(await changesOf(app, '2030-01.v1')).toEqual(['G9001 revised', 'G9004 added']);
  });
});

test('releases, corrections and a file posted again, in any order, end in the same state', async () => {
  const files = [base2029, base2030, correctionsZip, next2030, reposted2030];
  const whole = await visibleOf(await holding(files));
  const anyOrder = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
  await fc.assert(
    fc.asyncProperty(anyOrder, async (order) => {
      const medium = await holding(order.map((at) => files[at]!));
      expect(await visibleOf(medium)).toEqual(whole);
    }),
    { numRuns: orders },
  );
});

describe.skipIf(!haveCms)("CMS's own corrections of 2017 and 2018", () => {
  const names = [
    '2017-Alpha-Numeric-HCPCS-File.zip',
    '2017-HCPCS-Alpha-Numeric-Corrections.zip',
    '2018-Alpha-Numeric-HCPCS-File.zip',
    '2018-HCPCS-Alpha-Numeric-Corrections.zip',
  ];
  const ingest = (medium: Medium, at: number) =>
    ingestFile(startApp(medium), { name: names[at]!, bytes: cmsFile(names[at]!) });
  const anyOrder = [
    [0, 1, 2, 3],
    [3, 1, 2, 0],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
  ].slice(0, process.env.ORDERS ? 4 : 2);
  let media: Medium[];

  beforeAll(async () => {
    media = [];
    for (const order of anyOrder) {
      const medium = await openMedium();
      for (const at of order) await ingest(medium, at);
      media.push(medium);
    }
  }, 180_000);

  test('every version is a state, in whatever order they came', async () => {
    const expected = ['2017-01', '2017-01.v1', '2018-01', '2018-01.v1', '2018-01.v2', '2018-01.v3', '2018-01.v4'];
    const [whole, ...others] = await Promise.all(media.map(visibleOf));
    expect(whole!.state.releases.map(({ release }) => release)).toEqual(expected);
    for (const other of others) expect(other).toEqual(whole);
  });

  test('nothing is left to a person', async () => {
    const app = startApp(media[0]!);
    expect(await app.codeSets.instructions(await app.codeSets.state('HCPCS'))).toEqual([]);
  });

  const cases: readonly (readonly [code: string, on: string, asKnown: string | null, status: string])[] = [
    // RULES.md, case 7
    ['G9890', '2018-02-01', '2017-12-31', 'valid'],
    ['G9890', '2018-02-01', '2018-01-02', 'valid'],
    ['G9890', '2018-02-01', '2018-01-03', 'never-valid'],
    ['G9890', '2018-02-01', null, 'never-valid'],
    // RULES.md, case 8
    ['G0477', '2017-01-10', '2016-12-13', 'valid'],
    ['G0477', '2017-01-10', '2016-12-14', 'terminated'],
    ['G0477', '2017-01-10', null, 'terminated'],
    ['G0477', '2016-12-31', null, 'valid'],
    // RULES.md, case 3
    ['S3854', '2018-02-01', null, 'valid'],
    ['S3854', '2016-03-15', null, 'unproven'],
  ];
  test.each(cases)('%s on %s, as known by %s: %s', async (code, on, asKnown, status) => {
    for (const medium of media) expect((await codeAt(startApp(medium))({ code, on, asKnown })).status).toBe(status);
  });
});
