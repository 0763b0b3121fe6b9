import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { objectKeys } from '../../../shared/keys/object-keys.ts';
import { correctionsBook } from '../../support/corrections-book.ts';
import { failingMedium, WriteFailed } from '../../support/failing-medium.ts';
import { copyOf, dumpOf, type Medium, openMedium, startApp } from '../../support/medium.ts';
import { zipOf } from '../../support/release-builder.ts';
import { chain, ingestFile, type ReleaseFile } from '../../support/release-chain.ts';
import { visibleOf } from '../../support/visible.ts';

let sound: Medium;
let minute = 0;

/** Later with every call: the archive is read again in the order in which files came. */
const clock = () => new Date(Date.UTC(2026, 0, 1, 0, minute++)).toISOString();

const half: ReleaseFile = {
  name: 'HCPC2026_JAN_ANWEB_12082025.txt',
  bytes: chain[3]!.bytes.subarray(0, 322 * 14),
};
const third: ReleaseFile = { name: 'HCPC2026_APR_ANWEB_03092026.txt', bytes: chain[3]!.bytes.subarray(0, 322 * 9) };

beforeAll(async () => {
  sound = await openMedium();
  const correction = {
    name: '2025-October-Corrections.zip',
    bytes: await zipOf(
      {
        'V1_HCPC2025_OCT_Corrections.xlsx': correctionsBook(
          [
            { CODE: 'G2002', ACTION: 'Terminate code', 'EFF DATE': '2025-10-01' },
            { CODE: 'Q4001', ACTION: 'Please call us' },
          ],
          { title: 'October 2025 HCPCS CORRECTIONS' },
        ),
      },
      '2025-09-20',
    ),
  };
  const again = { name: 'HCPC2025_OCT_ANWEB_v2_10012025.txt', bytes: chain[3]!.bytes };
  for (const file of [chain[0]!, chain[2]!, chain[1]!, correction, chain[3]!, again, half, third])
    await ingestFile(startApp(sound, clock), file).catch(() => {});
  await startApp(sound, clock).decideRelease({ which: '2026-01', verdict: 'approve', by: 'ann', reason: 'looked at' });
  await startApp(sound, clock).decideRelease({ which: '2026-04', verdict: 'reject', by: 'ann', reason: null });
  await startApp(sound).sweep();
});

const objectIn = async (medium: Medium, prefix: string) => {
  for await (const key of medium.objects.list(prefix)) return key;
  throw new Error(`no object under ${prefix}`);
};

const putRow = (medium: Medium, row: Record<string, unknown>) =>
  DynamoDBDocumentClient.from(medium.client).send(new PutCommand({ TableName: 'codesets', Item: row }));

async function oneRow(medium: Medium) {
  const { codeSets } = startApp(medium);
  const { releases } = await codeSets.state('HCPCS');
  return (await codeSets.rowsOf(releases[1]!.changeSet))[0]!;
}

test('a sound store is found sound', async () => {
  const { codeSets, verify, quarantine } = startApp(sound);
  const { releases } = await codeSets.state('HCPCS');
  expect(releases.map(({ release }) => release)).toEqual([
    '2025-01',
    '2025-04',
    '2025-07',
    '2025-10',
    '2025-10.v1',
    '2026-01',
  ]);
  expect((await quarantine.all('HCPCS')).map(({ release, status }) => [release, status])).toEqual([
    ['2026-04', 'rejected'],
  ]);
  const verified = await verify();
  expect(verified.problems).toEqual([]);
  expect(verified).toMatchObject({ archived: 7, releases: 6 });
  expect(verified.rows).toBeGreaterThan(30);
});

test('an empty store is sound, and rebuilding it does nothing', async () => {
  const medium = await openMedium();
  expect(await startApp(medium).verify()).toEqual({ archived: 0, releases: 0, rows: 0, problems: [] });
  expect(await startApp(medium).rebuild()).toMatchObject({ files: 0, releases: [] });
});

/** What may be wrong, and what the finding says. Rebuilding mends all of it. */
const damages: readonly (readonly [what: string, damage: (medium: Medium) => Promise<unknown>, says: RegExp])[] = [
  [
    'records that are gone',
    async (m) => m.objects.delete(await objectIn(m, 'records/')),
    /records\/|named by the published state/,
  ],
  [
    'a record that was altered',
    async (m) => {
      const key = await objectIn(m, 'records/');
      const text = Buffer.from((await m.objects.get(key))!).toString('utf8');
      await m.objects.put(key, Buffer.from(text.replace('"coverage":"C"', '"coverage":"M"')));
    },
    /are not those of/,
  ],
  [
    'a comparison that is gone',
    async (m) => {
      const { releases } = await startApp(m).codeSets.state('HCPCS');
      await m.objects.delete(objectKeys.changeSet('HCPCS', releases[2]!.changeSet));
    },
    /not in the object store/,
  ],
  ['a correction that is gone', async (m) => m.objects.delete(await objectIn(m, 'corrections/')), /is missing/],
  [
    'a code book that is gone',
    async (m) => m.objects.delete((await startApp(m).codeSets.state('HCPCS')).codeBook),
    /is missing/,
  ],
  [
    'a code book that was altered',
    async (m) => {
      const { codeBook } = await startApp(m).codeSets.state('HCPCS');
      await m.objects.put(codeBook, Buffer.from('{}'));
    },
    /has another hash/,
  ],
  ['a row that is gone', async (m) => startApp(m).codeSets.removeRows([await oneRow(m)]), /is missing/],
  ['a row that was altered', async (m) => putRow(m, { ...(await oneRow(m)), record: null }), /differs from its object/],
  [
    'a row that belongs nowhere',
    async (m) => putRow(m, { ...(await oneRow(m)), pk: 'HCPCS#X0000' }),
    /belongs to nothing/,
  ],
];

describe.each(damages)('%s', (_what, damage, says) => {
  test('is found, and mended by rebuilding from the archive', async () => {
    const before = await dumpOf(sound);
    const medium = await copyOf(sound);
    await damage(medium);
    const { problems } = await startApp(medium).verify();
    expect(problems.map(({ where, text }) => `${where} ${text}`).join('\n')).toMatch(says);
    const rebuilt = await startApp(medium).rebuild();
    expect(rebuilt.changed).toBe(false);
    expect((await startApp(medium).verify()).problems).toEqual([]);
    expect(await dumpOf(medium)).toEqual(before);
  });
});

test.each([['bytes', (sha: string) => objectKeys.archived(sha), /bytes or origin are missing/]])(
  'archived %s that are gone are found',
  async (_what, keyOf, says) => {
    const medium = await copyOf(sound);
    const { sha256 } = (await startApp(medium).codeSets.state('HCPCS')).sources[0]!;
    await medium.objects.delete(keyOf(sha256));
    const { problems } = await startApp(medium).verify();
    expect(problems.map(({ text }) => text).join('\n')).toMatch(says);
  },
);

test('archived bytes that were altered are found', async () => {
  const medium = await copyOf(sound);
  const { sha256 } = (await startApp(medium).codeSets.state('HCPCS')).sources[0]!;
  await medium.objects.put(objectKeys.archived(sha256), Buffer.from('something else'));
  const { problems } = await startApp(medium).verify();
  expect(problems.map(({ text }) => text).join('\n')).toMatch(/others than were archived/);
});

test('rebuilding a sound store changes nothing', async () => {
  const medium = await copyOf(sound);
  expect(await startApp(medium).rebuild()).toMatchObject({ changed: false, refused: [] });
  expect(await dumpOf(medium)).toEqual(await dumpOf(sound));
});

describe('with nothing left but the archive', () => {
  async function archiveAlone(): Promise<Medium> {
    const medium = await openMedium();
    for await (const key of sound.objects.list(''))
      if (/^(?:archive|decisions)\//.test(key)) await medium.objects.put(key, (await sound.objects.get(key))!);
    return medium;
  }

  test('everything comes back: state, feed, rows, code book, what people decided', async () => {
    const medium = await archiveAlone();
    const rebuilt = await startApp(medium).rebuild();
    expect(rebuilt.changed).toBe(true);
    expect(rebuilt.refused.map(({ file }) => file)).toEqual([third.name]);
    expect(await startApp(medium).codeSets.state('HCPCS')).toEqual(await startApp(sound).codeSets.state('HCPCS'));
    const [before, after] = [await visibleOf(sound), await visibleOf(medium)];
    expect({ ...after, sweeps: 0 }).toEqual({ ...before, sweeps: 0 });
    expect((await startApp(medium).verify()).problems).toEqual([]);
  });

  test('a failure at any write, then once more: the same', async () => {
    const clean = await archiveAlone();
    const counting = failingMedium(clean, Number.POSITIVE_INFINITY, 'crash');
    await startApp(counting).rebuild();
    const expected = await dumpOf(clean);
    const step = Math.ceil(counting.writes() / 12);
    for (let nth = 1; nth <= counting.writes(); nth += step) {
      const medium = await archiveAlone();
      await expect(startApp(failingMedium(medium, nth, 'crash')).rebuild()).rejects.toThrow(WriteFailed);
      await startApp(medium).rebuild();
      expect(await dumpOf(medium), `write ${nth}`).toEqual(expected);
    }
  });
});
