import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ChangesQuestion, listChanges } from '../../../functions/queries/list-changes.ts';
import type { ListedChange } from '../../../shared/api/code-set-forms.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import type { RunningApp } from '../../support/medium.ts';
import { chain, ingestFile } from '../../support/release-chain.ts';
import { emptyApp } from '../../support/sample-world.ts';

let whole: RunningApp;
beforeAll(async () => {
  whole = await emptyApp();
  for (const file of chain) await ingestFile(whole, file);
});

const everything = { limit: 1_000 };

async function pages(app: RunningApp, question: ChangesQuestion): Promise<readonly ListedChange[]> {
  const read: ListedChange[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listChanges(app)({ ...question, ...(cursor ? { cursor } : {}) });
    expect(page.changes.length).toBeLessThanOrEqual(question.limit);
    expect(page.more).toBe(page.next !== null);
    read.push(...page.changes);
    cursor = page.next;
  } while (cursor);
  return read;
}

describe('the whole list', () => {
  test('is in order of the releases, then of code and kind, and has the form of the contract', async () => {
    const page = await listChanges(whole)(everything);
    expect(forms.changes.parse(page)).toEqual(page);
    const keys = page.changes.map(({ release, code, kind }) => `${release} ${code} ${kind}`);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(page.changes.map(({ kind }) => kind)).size).toBe(4);
    expect(new Set(page.changes.map(({ id }) => id)).size).toBe(page.changes.length);
    expect(new Set(page.changes.map(({ release }) => release))).toEqual(new Set(['2025-04', '2025-07', '2025-10']));
  });

  test('does not depend on the order in which the releases came', async () => {
    const backwards = await emptyApp();
    for (const file of [...chain].reverse()) await ingestFile(backwards, file);
    expect((await listChanges(backwards)(everything)).changes).toEqual((await listChanges(whole)(everything)).changes);
  });

  test('is the same in pages of any size, under any filter', async () => {
    const { changes } = await listChanges(whole)(everything);
    const filter = fc.record(
      {
        release: fc.constantFrom('2025-01', '2025-04', '2025-07', '2025-10'),
        code: fc.constantFrom(...changes.map(({ code }) => code), 'Z1', 'A4000'),
        kind: fc.constantFrom('added', 'deleted', 'revised', 'reactivated' as const),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(filter, fc.integer({ min: 1, max: 9 }), async (asked, limit) => {
        const expected = changes.filter((change) =>
          Object.entries(asked).every(([name, value]) => change[name as keyof typeof asked] === value),
        );
        expect(await pages(whole, { ...asked, limit } as ChangesQuestion)).toEqual(expected);
      }),
    );
  });
});

test('a cursor outlives releases that come meanwhile, also between those already read', async () => {
  const app = await emptyApp();
  const [january, april, july, october] = chain;
  for (const file of [january!, july!]) await ingestFile(app, file);
  const first = await listChanges(app)({ limit: 3 });
  await ingestFile(app, october!);
  const second = await listChanges(app)({ limit: 1_000, cursor: first.next! });
  const { changes } = await listChanges(app)(everything);
  expect([...first.changes, ...second.changes]).toEqual(changes);

  await ingestFile(app, april!);
  const ids = new Set((await listChanges(app)({ limit: 1_000, cursor: first.next! })).changes.map(({ id }) => id));
  for (const change of (await listChanges(app)(everything)).changes)
    if (change.release >= '2025-07') expect(ids).toContain(change.id);
});

test.each([
  [{ release: '2031-01' }, 'UNKNOWN_RELEASE', /release 2031-01 .* held: 2025-01, 2025-04, 2025-07, 2025-10/],
  [{ cursor: 'rubbish' }, 'BAD_CURSOR', /begin again/],
  [{ cursor: Buffer.from('["feed",1,0,0]').toString('base64url') }, 'BAD_CURSOR', /begin again/],
  [{ code: 'D0120' }, 'NO_CODE_SET', /D0120/],
  [{ code: 'nonsense' }, 'MALFORMED_CODE', /NONSENSE/],
])('%o is refused', async (asked, code, message) => {
  const listing = listChanges(whole)({ ...asked, limit: 10 });
  await expect(listing).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test('an empty store has no changes', async () => {
  expect(await listChanges(await emptyApp())(everything)).toMatchObject({ changes: [], next: null, more: false });
});
