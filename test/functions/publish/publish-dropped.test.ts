import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { publishArchived, unpublished } from '../../../functions/publish/publish-archived.ts';
import { type Inbox, publishDropped } from '../../../functions/publish/publish-dropped.ts';
import type { FileOutcome, WatchReport } from '../../../functions/watch/watch-sources.ts';
import { sampleFiles, samplePath } from '../../../infra/local/sample.ts';
import type { RunningApp } from '../../support/medium.ts';
import { chain, ingestFile } from '../../support/release-chain.ts';
import { emptyApp } from '../../support/sample-world.ts';

const [older] = sampleFiles.releases;
const bytes = readFileSync(samplePath(older));
let app: RunningApp;

beforeEach(async () => {
  app = await emptyApp();
});

const now = () => '2026-01-02T00:00:00Z';

function memoryInbox(files: Record<string, Uint8Array>) {
  const held = new Map(Object.entries(files));
  const refused = new Map<string, string>();
  const inbox: Inbox = {
    take: async (key) => held.get(key),
    finished: async (key) => void held.delete(key),
    refuse: async (key, reason) => {
      held.delete(key);
      refused.set(key, reason);
    },
    async *waiting() {
      yield* held.keys();
    },
  };
  return { inbox, held, refused };
}

describe('a dropped file', () => {
  test('is published and leaves the inbox; its message twice does no harm', async () => {
    const { inbox, held } = memoryInbox({ [`inbox/${older}`]: bytes });
    const publish = publishDropped({ ...app, inbox, now });
    expect(await publish(`inbox/${older}`)).toMatchObject({ outcome: 'published' });
    expect(held.size).toBe(0);
    expect(await publish(`inbox/${older}`)).toEqual({ outcome: 'gone' });
  });

  test('is told by folders what it does not say itself', async () => {
    const key = `inbox/release=2025-10/published=2025-09-12/${older}`;
    const { inbox } = memoryInbox({ [key]: bytes });
    const result = await publishDropped({ ...app, inbox, now })(key);
    expect(result).toMatchObject({ outcome: 'published', published: { release: { release: '2025-10' } } });
  });

  test.each([
    ['inbox/empty.txt', new Uint8Array(), 'is empty'],
    ['inbox/page.zip', Buffer.from('<!doctype html><html>'), 'web page'],
    [`inbox/relaese=2025-10/${older}`, bytes, 'a folder of the inbox says'],
    [`inbox/published=yesterday/${older}`, bytes, 'a folder of the inbox says'],
    [`inbox/release=soon/${older}`, bytes, 'is no release'],
  ])('%s is laid aside with the reason, and nothing is stored', async (key, content, reason) => {
    const { inbox, refused } = memoryInbox({ [key]: content });
    expect(await publishDropped({ ...app, inbox, now })(key)).toMatchObject({ outcome: 'refused' });
    expect(refused.get(key)).toContain(reason);
    expect((await app.codeSets.state('HCPCS')).releases).toEqual([]);
  });

  test('that is quarantined is published on a person’s word, which is kept', async () => {
    for (const file of chain.slice(0, 3)) await ingestFile(app, file);
    const lines = Buffer.from(chain[3]!.bytes).toString('latin1').trimEnd().split('\r\n');
    const half = Buffer.from(lines.filter((_, index) => index % 2 === 0).join('\r\n'), 'latin1');
    const keys = ['inbox/', 'inbox/approve=no/', 'inbox/approve=yes/'].map((folder) => folder + chain[3]!.name);
    const { inbox } = memoryInbox(Object.fromEntries(keys.map((key) => [key, half])));
    const publish = publishDropped({ ...app, inbox, now });
    expect(await publish(keys[0]!)).toMatchObject({ outcome: 'refused' });
    const [{ status, sha256 } = {}] = await app.quarantine.all('HCPCS');
    expect(status).toBe('open');
    expect(await publish(keys[1]!)).toMatchObject({ outcome: 'refused' });
    const report = { files: [{ outcome: 'unchanged', sha256 }] } as unknown as WatchReport;
    expect(unpublished(report, await app.codeSets.state('HCPCS'), await app.quarantine.all('HCPCS'))).toEqual([]);
    const later = publishDropped({ ...app, inbox, now: () => '2026-01-03T00:00:00Z' });
    expect(await later(keys[2]!)).toMatchObject({ outcome: 'published' });
    expect(await app.decisions.on('release', sha256!)).toMatchObject({ decision: 'approve', by: 'inbox' });
  });

  test('stays where it is when something of ours fails: it is tried again', async () => {
    const { inbox, held } = memoryInbox({ [`inbox/${older}`]: bytes });
    const ingest = async () => Promise.reject(new Error('no table'));
    await expect(publishDropped({ ...app, inbox, ingest, now })(`inbox/${older}`)).rejects.toThrow('no table');
    expect(held.size).toBe(1);
  });
});

describe('an archived file', () => {
  const origin = { name: older, address: null, headers: {}, archivedAt: '2026-01-02T00:00:00Z' };
  const given = { release: null, published: null };

  test('is published under its own name', async () => {
    const { sha256 } = await app.archive.put(bytes, { ...origin, given });
    const publish = publishArchived(app);
    expect(await publish({ sha256, release: null, published: null, notify: false })).toMatchObject({
      outcome: 'published',
      published: { release: { file: older, release: '2025-10', sha256 } },
    });
  });

  test('that cannot be read is refused, one that is missing is an error', async () => {
    const { sha256 } = await app.archive.put(Buffer.from('nothing of use'), { ...origin, name: 'x.txt', given });
    const publish = publishArchived(app);
    const about = { release: null, published: null, notify: false };
    expect(await publish({ sha256, ...about })).toMatchObject({ outcome: 'refused' });
    await expect(publish({ sha256: '0'.repeat(64), ...about })).rejects.toThrow('does not hold');
  });

  test('is announced until a published state holds it, whatever became of the message before', async () => {
    const { sha256 } = await app.archive.put(bytes, { ...origin, given });
    const link = { url: 'https://www.cms.gov/a.zip', text: 'a', kind: 'release', reason: '' } as const;
    const files: FileOutcome[] = [
      { outcome: 'unchanged', link, sha256 },
      { outcome: 'known-content', link, sha256, reposted: false },
      { outcome: 'refused', link, reason: 'too large' },
    ];
    const report = { files } as unknown as WatchReport;
    expect(
      unpublished(report, await app.codeSets.state('HCPCS'), await app.quarantine.all('HCPCS')).map(
        (event) => event.sha256,
      ),
    ).toEqual([sha256]);
    await publishArchived(app)({ sha256, release: null, published: null, notify: false });
    expect(unpublished(report, await app.codeSets.state('HCPCS'), await app.quarantine.all('HCPCS'))).toEqual([]);
  });
});
