import { beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../../functions/adapters/hash.ts';
import { ReleaseQuarantined } from '../../../functions/publish/judge-arrival.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { failingMedium, WriteFailed } from '../../support/failing-medium.ts';
import { copyOf, dumpOf, type Medium, openMedium, startApp } from '../../support/medium.ts';
import { chain, ingestFile } from '../../support/release-chain.ts';
import { visibleOf } from '../../support/visible.ts';

const newest = chain[3]!;
const lines = Buffer.from(newest.bytes).toString('latin1').trimEnd().split('\r\n');
/** Each second line is gone: it can be read, and must not be believed. */
const half = {
  name: newest.name,
  bytes: Buffer.from(lines.filter((_, index) => index % 2 === 0).join('\r\n'), 'latin1'),
};

let held: Medium;

beforeAll(async () => {
  held = await openMedium();
  for (const file of chain.slice(0, 3)) await ingestFile(startApp(held), file);
});

async function withHalf(): Promise<Medium> {
  const medium = await copyOf(held);
  await ingestFile(startApp(medium), half).catch(() => {});
  return medium;
}

describe('a release that raises concerns', () => {
  test('is kept, says where and why, and changes nothing that can be seen', async () => {
    const medium = await copyOf(held);
    const app = startApp(medium);
    const refusal = await ingestFile(app, half).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ReleaseQuarantined);
    expect((refusal as ReleaseQuarantined).message).toMatch(
      /^HCPC2025_OCT_ANWEB_09082025.txt:\d+: lacks 1\d of \d\d codes.* quarantined and nothing visible has changed: .*"codeset release approve 2025-10".* \[records-missing\]$/,
    );
    const [before, after] = [await visibleOf(held), await visibleOf(medium)];
    expect(after.state).toEqual(before.state);
    expect(after.book).toEqual(before.book);
    const [item] = await app.quarantine.all('HCPCS');
    expect(item).toMatchObject({ release: '2025-10', file: half.name, status: 'open', records: 14 });
    expect(item!.concerns.map(({ rule }) => rule)).toEqual(['records-missing']);
    expect((await app.archive.get(item!.sha256))?.bytes.length).toBe(half.bytes.length);
  });

  test('handed in again it stays where it is', async () => {
    const medium = await withHalf();
    const before = await dumpOf(medium);
    await expect(ingestFile(startApp(medium), half)).rejects.toThrow(ReleaseQuarantined);
    expect(await dumpOf(medium)).toEqual(before);
  });

  test('approved by a person it is published, and the word is kept', async () => {
    const medium = await withHalf();
    const app = startApp(medium);
    const { published } = await app.decideRelease({
      which: '2025-10',
      verdict: 'approve',
      by: 'ann',
      reason: 'CMS confirmed it',
    });
    expect(published).toMatchObject({ outcome: 'published', release: { release: '2025-10' } });
    expect(await app.quarantine.all('HCPCS')).toEqual([]);
    const { sha256 } = published!;
    expect(await app.decisions.on('release', sha256)).toMatchObject({
      decision: 'approve',
      by: 'ann',
      note: 'CMS confirmed it',
    });
    expect(await ingestFile(app, half)).toMatchObject({ outcome: 'unchanged' });
  });

  test('rejected it stays out, until a person thinks again', async () => {
    const medium = await withHalf();
    const app = startApp(medium, () => '2026-02-03T00:00:00.000Z');
    const { sha256 } = (await app.quarantine.all('HCPCS'))[0]!;
    expect(
      await app.decideRelease({ which: sha256.slice(0, 8), verdict: 'reject', by: 'ann', reason: null }),
    ).toMatchObject({
      release: { status: 'rejected' },
      published: null,
    });
    await expect(ingestFile(app, half)).rejects.toThrow(/was rejected on 2026-02-03 and stays out/);
    expect(await app.quarantine.all('HCPCS')).toMatchObject([{ status: 'rejected' }]);
    const later = startApp(medium, () => '2026-02-04T00:00:00.000Z');
    const { published } = await later.decideRelease({ which: half.name, verdict: 'approve', by: 'ann', reason: null });
    expect(published?.outcome).toBe('published');
  });

  test('the whole file that comes after it is published beside it', async () => {
    const app = startApp(await withHalf());
    expect(await ingestFile(app, newest)).toMatchObject({ outcome: 'published', release: { release: '2025-10' } });
    expect(await app.quarantine.all('HCPCS')).toHaveLength(1);
  });

  test.each(['2025-07', 'no such file', 'abcdef'])(
    'nobody can decide about %s, which is not quarantined',
    async (which) => {
      const app = startApp(await withHalf());
      const refusal = app.decideRelease({ which, verdict: 'approve', by: 'ann', reason: null });
      await expect(refusal).rejects.toThrow(CodesetError);
      await expect(refusal).rejects.toThrow(/waiting for a decision: 2025-10/);
    },
  );
});

test('a person may rule before the file comes: approve what would be kept out, reject what would pass', async () => {
  const ruled = async (file: typeof half, verdict: 'approve' | 'reject') => {
    const app = startApp(await copyOf(held));
    const sha256 = hashOf(file.bytes);
    const word = { kind: 'release', subject: sha256, decision: verdict, by: 'ann' } as const;
    await app.decisions.keep({ ...word, at: '2026-02-01T00:00:00.000Z', note: null });
    return ingestFile(app, file);
  };
  expect(await ruled(half, 'approve')).toMatchObject({ outcome: 'published' });
  await expect(ruled({ name: newest.name, bytes: Buffer.from(newest.bytes) }, 'reject')).rejects.toThrow(
    /was rejected on 2026-02-01 and stays out \[rejected\]/,
  );
});

test('handed in late, half of a file is recognised by what stands behind it', async () => {
  const app = startApp(await openMedium());
  await ingestFile(app, chain[2]!);
  const early = { name: 'HCPC2025_JAN_ANWEB_12092024.txt', bytes: half.bytes };
  await expect(ingestFile(app, early)).rejects.toThrow(/began before it and stand in the release behind it/);
});

test('a failure at each single write of a decision, then the same decision: as if nothing had happened', async () => {
  const quarantined = await withHalf();
  const decide = (medium: Medium) =>
    startApp(medium).decideRelease({ which: '2025-10', verdict: 'approve', by: 'ann', reason: null });
  const clean = await copyOf(quarantined);
  const counting = failingMedium(clean, Number.POSITIVE_INFINITY, 'crash');
  await decide(counting);
  const expected = await dumpOf(clean);
  for (let nth = 1; nth <= counting.writes(); nth++) {
    const medium = await copyOf(quarantined);
    await expect(decide(failingMedium(medium, nth, 'crash'))).rejects.toThrow(WriteFailed);
    await decide(medium);
    expect(await dumpOf(medium), `write ${nth}`).toEqual(expected);
  }
});
