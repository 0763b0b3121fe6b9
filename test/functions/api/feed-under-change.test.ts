import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClient } from '../../../client/client.ts';
import type { ListedChange } from '../../../client/operations.ts';
import { correctionsBook } from '../../support/corrections-book.ts';
import { listening } from '../../support/listening.ts';
import { zipOf } from '../../support/release-builder.ts';
import { chain, ingestFile, type ReleaseFile, releaseFile } from '../../support/release-chain.ts';
import { apiOf, emptyApp, ticking } from '../../support/sample-world.ts';

/** A system at the other end of the line: it keeps what it has read and how far it is, and nothing else. */
class Reader {
  readonly held = new Map<string, ListedChange>();
  /** Every change that ever came, in the order in which they came. */
  readonly came: string[] = [];
  private since = 'start';

  constructor(private readonly client: ReturnType<typeof createClient>) {}

  async page(limit: number): Promise<boolean> {
    const { changes, superseded, since, more } = await this.client.listChanges({ since: this.since, limit });
    for (const [id, { changeSet }] of this.held) if (superseded.includes(changeSet)) this.held.delete(id);
    for (const change of changes) {
      this.came.push(change.id);
      this.held.set(change.id, change);
    }
    this.since = since;
    return more;
  }
}

const lives = { addedOn: '2020-01-01', actionEffectiveOn: '2020-01-01' };
const begins = (addedOn: string) => ({ addedOn, actionEffectiveOn: addedOn, actionCode: 'A' });
const annual = releaseFile('HCPC2030_JAN_ANWEB_11052029.txt', [
  { code: 'G9001', ...lives, longDescription: 'one of each' },
  { code: 'G9002', ...begins('2030-01-01') },
]);
const next = releaseFile('HCPC2030_APR_ANWEB_03102030.txt', [
  { code: 'G9001', ...lives, longDescription: 'one or the other', terminatedOn: '2030-03-31', actionCode: 'D' },
  { code: 'G9004', ...begins('2030-04-01') },
]);
const before = releaseFile('HCPC2029_OCT_ANWEB_09102029.txt', [{ code: 'G9001', ...lives, longDescription: 'each' }]);
const correctionOf = async (version: number, rows: Parameters<typeof correctionsBook>[0]) => ({
  name: `2030-HCPCS-Corrections-V${version}.zip`,
  bytes: await zipOf(
    { [`V${version}_HCPC2030_Corrections_ANWEB.xlsx`]: correctionsBook(rows, { title: '2030 HCPCS CORRECTIONS' }) },
    `2030-01-2${version}`,
  ),
});

/** Ingests the files in an order, pages in between, and compares what was read with what is in force at the end. */
async function readWhileIngesting(files: readonly ReleaseFile[], pauses: readonly number[], limit: number) {
  const app = await emptyApp();
  const server = await listening(apiOf(app));
  try {
    const client = createClient({ url: server.url });
    const reader = new Reader(client);
    for (const [index, file] of files.entries()) {
      // Reading and publishing go on at once, as they would.
      const publishing = ingestFile(app, file);
      for (let page = 0; page < (pauses[index] ?? 0); page++) await reader.page(limit);
      await publishing;
    }
    while (await reader.page(limit));
    const { changes } = await client.listChanges({ limit: 1000 });
    return { reader, inForce: changes };
  } finally {
    await server.close();
  }
}

test('a reader that pages over HTTP while releases come in any order holds every change once', async () => {
  const order = fc.shuffledSubarray([...chain], { minLength: chain.length });
  const pauses = fc.array(fc.nat(4), { minLength: chain.length, maxLength: chain.length });
  await fc.assert(
    fc.asyncProperty(order, pauses, fc.integer({ min: 1, max: 7 }), async (files, pagesBetween, limit) => {
      const { reader, inForce } = await readWhileIngesting(files, pagesBetween, limit);
      expect(new Set(reader.came).size, 'nothing came twice').toBe(reader.came.length);
      expect([...reader.held.keys()].sort()).toEqual(inForce.map(({ id }) => id).sort());
      for (const change of inForce) expect(reader.held.get(change.id)).toEqual(change);
    }),
    { numRuns: Number(process.env.FEED_RUNS ?? 3) },
  );
});

test('where releases come in order, their changes come in the order of the list', async () => {
  const { reader, inForce } = await readWhileIngesting(chain, [1, 3, 0, 2], 3);
  expect(reader.came).toEqual(inForce.map(({ id }) => id));
});

test('corrections that come among releases are told once, in any order of all of them', async () => {
  const rewording = { CODE: 'G9001', ACTION: 'Revise long desc', 'LONG DESC': 'One, or the other' };
  const files = [
    before,
    annual,
    await correctionOf(1, [rewording]),
    await correctionOf(2, [rewording, { CODE: 'G9002', ACTION: 'DELETE' }]),
    next,
  ];
  const order = fc.shuffledSubarray(files, { minLength: files.length });
  const pauses = fc.array(fc.nat(3), { minLength: files.length, maxLength: files.length });
  await fc.assert(
    fc.asyncProperty(order, pauses, fc.integer({ min: 1, max: 4 }), async (shuffled, pagesBetween, limit) => {
      const { reader, inForce } = await readWhileIngesting(shuffled, pagesBetween, limit);
      expect(new Set(reader.came).size, 'nothing came twice').toBe(reader.came.length);
      expect([...reader.held.keys()].sort()).toEqual(inForce.map(({ id }) => id).sort());
    }),
    { numRuns: Number(process.env.FEED_RUNS ?? 3) },
  );
});

test('a release that is taken back is dropped by its reader, and is there again when it is believed again', async () => {
  const app = await emptyApp(ticking());
  const server = await listening(apiOf(app));
  try {
    const client = createClient({ url: server.url });
    const reader = new Reader(client);
    const inStep = async () => {
      while (await reader.page(2));
      const { changes } = await client.listChanges({ limit: 1000 });
      expect([...reader.held.keys()].sort()).toEqual(changes.map(({ id }) => id).sort());
      return changes.map(({ code, kind, release }) => `${release} ${code} ${kind}`);
    };
    const decide = (verdict: 'withdraw' | 'approve') =>
      app.decideRelease({ which: '2030-01', verdict, by: 'ann', reason: null });
    for (const file of [before, annual, next]) await ingestFile(app, file);
    const whole = await inStep();
    expect(whole).toContain('2030-01 G9002 added');
    await decide('withdraw');
    const without = await inStep();
    expect(without.filter((change) => change.startsWith('2030-01'))).toEqual([]);
    expect(without).toContain('2030-04 G9001 deleted');
    await decide('approve');
    expect(await inStep()).toEqual(whole);
  } finally {
    await server.close();
  }
});
