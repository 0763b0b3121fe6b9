import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClient } from '../../../client/client.ts';
import type { ListedChange } from '../../../client/operations.ts';
import { listening } from '../../support/listening.ts';
import { chain, ingestFile, type ReleaseFile } from '../../support/release-chain.ts';
import { apiOf, emptyApp } from '../../support/sample-world.ts';

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
