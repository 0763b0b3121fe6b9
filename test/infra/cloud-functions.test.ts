import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleFiles, samplePath } from '../../infra/local/sample.ts';
import { generateClaims } from '../support/claim-generator.ts';
import { type CloudWorld, cloudKey, cloudWorld } from '../support/cloud/cloud-world.ts';
import { sampleAccount, sampleApp } from '../support/sample-world.ts';

let world: CloudWorld;

beforeAll(async () => {
  world = await cloudWorld();
}, 180_000);
afterAll(async () => {
  console.table(
    (await world.running()).map(({ name, importMs }) => {
      const { bytes, packages } = world.bundles.all.find((bundle) => bundle.name === name)!;
      const largest = packages.slice(0, 3).map(([part, size]) => `${part} ${Math.round(size / 1024)}`);
      return {
        name,
        kB: Math.round(bytes / 1024),
        'start ms': Math.round(importMs() ?? 0),
        'largest parts, kB': largest.join(', '),
      };
    }),
  );
  await world.close();
});

const [older, newer] = sampleFiles.releases;
const bytesOf = (name: string) => readFileSync(samplePath(name));

/** The bundles, one after the other as people and schedules would set them going. */
describe('the functions as built, with the environment and rights of their templates', { timeout: 180_000 }, () => {
  test('a release that a person drops is published, and leaves the inbox', async () => {
    world.drop(`data.Inbox/inbox/${older}`, bytesOf(older));
    await world.drain();
    expect([...world.buckets.keys()].filter((key) => key.startsWith('data.Inbox/'))).toEqual([]);
    expect([...world.buckets.keys()].some((key) => key.startsWith('data.Archive/archive/'))).toBe(true);
    const { status, body } = await world.request('/v1/releases');
    expect(status).toBe(200);
    expect(body).toContain('2025-10');
  });

  test('dropped claims are stored, and nothing of their file stays', async () => {
    for (const name of sampleFiles.claims) world.drop(`data.ClaimsDrop/claims/main/${name}`, bytesOf(name));
    await world.drain();
    expect([...world.buckets.keys()].filter((key) => key.startsWith('data.ClaimsDrop/'))).toEqual([]);
  });

  test('an announced file goes straight into the bucket by the address that was given, and comes to its report', async () => {
    const file = Buffer.from('acct,hcpcs used,date of service,charge\nU-1,99213,2026-01-05,10.00\nU-2,,x,y\n');
    const wanted = { size: file.length, columns: { claimId: 'acct', code: 'hcpcs used' } };
    expect((await world.request('/v1/imports', undefined, wanted)).status).toBe(401);
    const { status, body } = await world.request('/v1/imports', cloudKey, wanted);
    expect([status, body]).toEqual([201, expect.anything()]);
    const { id, upload } = JSON.parse(body);
    const signed = new URL(upload.url).searchParams;
    expect(signed.get('X-Amz-SignedHeaders')).toContain('content-length');
    expect(signed.has('x-amz-checksum-crc32')).toBe(false);
    // A quarter of an hour, less what making the address took.
    expect(Number(signed.get('X-Amz-Expires'))).toBeGreaterThan(895);
    const state = async () => JSON.parse((await world.request(`/v1/imports/${id}`, cloudKey)).body);
    expect(await state()).toMatchObject({ state: 'waiting', read: 0 });
    expect((await fetch(upload.url, { method: upload.method, body: file })).status).toBe(200);
    await world.drain();
    expect(await state()).toMatchObject({ state: 'done', read: 1, lines: 1, refused: 1 });
    expect([...world.buckets.keys()].filter((key) => key.startsWith('data.ClaimsDrop/'))).toEqual([]);
    expect((await world.request('/v1/claims/U-1', cloudKey)).status).toBe(200);
    // The page that sends files may reach the place to which it is told to send them, and nothing else.
    const { headers } = await world.request('/settings/imports');
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ${new URL(upload.url).origin};`);
  });

  test('the next release is re-checked: the same findings as on one’s own machine', async () => {
    world.drop(`data.Inbox/inbox/HCPC2026_JAN_ANWEB_sample (1).txt`, bytesOf(newer));
    await world.drain();
    const local = await sampleApp();
    const expected: object[] = [];
    for await (const { finding } of local.findings.list(sampleAccount, 'open')) expected.push(finding);
    expect(expected.length).toBeGreaterThan(10);
    expect(await world.findings('main')).toEqual(expected);
  });

  test('what a file sets going is logged under one id from stage to stage', async () => {
    const idsOf = async (stage: string) => {
      const log = (await world.running()).find(({ name }) => name === stage)!.log();
      return [...log.matchAll(/"message":"stage-done".*?"correlationId":"([^"]+)"/g)].map(([, id]) => id!);
    };
    const [planned, rechecked] = [await idsOf('plan-recheck'), await idsOf('recheck-code')];
    expect(rechecked.length).toBeGreaterThan(5);
    const dropped = new Set(await idsOf('publish-release'));
    expect([...planned, ...rechecked].filter((id) => !dropped.has(id))).toEqual([]);
  });

  test('every schedule finds its function, with nothing to do', async () => {
    for (const stage of ['send-outgoing', 'import-claims', 'plan-recheck'] as const) world.tick(stage);
    await world.drain();
    expect(world.laidAside).toEqual([]);
  });

  test('the digest goes out once, however often the schedule looks', async () => {
    world.tick('deliver-alerts');
    await world.drain();
    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]).toMatch(/^From: .*<alerts@hospital\.example>/m);
    expect(world.sent[0]).toMatch(/^To: .*<billing@hospital\.example>/m);
    world.tick('deliver-alerts');
    await world.drain();
    expect(world.sent).toHaveLength(1);
  });

  test('the mail is logged under the id of the file that it comes of', async () => {
    const logOf = async (stage: string) => (await world.running()).find(({ name }) => name === stage)!.log();
    const [, cause] = /"message":"alert-sent".*?"correlationId":"([^"]+)"/.exec(await logOf('deliver-alerts'))!;
    expect(await logOf('publish-release')).toContain(`"correlationId":"${cause}"`);
  });

  test('a file that is no release is laid aside with the reason, and not tried again', async () => {
    world.drop('data.Inbox/inbox/HCPC2026_APR.zip', Buffer.from('<html>please log in</html>'));
    await world.drain();
    const reason = world.buckets.get('data.Inbox/refused/HCPC2026_APR.zip.reason.txt');
    expect(Buffer.from(reason!).toString()).toContain('web page');
    expect(world.laidAside).toEqual([]);
  });

  test('the watcher that CMS refuses says so, and announces what lies in the inbox', async () => {
    const refused = world.buckets.get('data.Inbox/refused/HCPC2026_APR.zip');
    (world.buckets as Map<string, Uint8Array>).set('data.Inbox/inbox/forgotten.zip', refused!);
    world.tick('watch-sources');
    await world.drain();
    expect([...world.buckets.keys()]).toContain('data.Inbox/refused/forgotten.zip');
    const watcher = (await world.running()).find(({ name }) => name === 'watch-sources');
    expect(watcher?.log()).toContain('"SourcesFailed":1');
  });

  test('licensed CPT is sealed in its vault; codes and dates are published, texts are not', async () => {
    const word = 'Secret';
    const codes = Array.from({ length: 25 }, (_, at) => `${10_000 + at}\t${word} words of ${10_000 + at}\n`).join('');
    world.drop('data.LicensedDrop/licensed/cpt/2026/LONGULT.txt', Buffer.from(codes));
    await world.drain();
    expect([...world.buckets.keys()].some((key) => key.startsWith('data.Vault/'))).toBe(false);
    world.drop('data.LicensedDrop/licensed/cpt/2026/READY', Buffer.alloc(0));
    await world.drain();
    expect([...world.buckets.keys()].filter((key) => key.startsWith('data.LicensedDrop/'))).toEqual([]);
    expect([...world.buckets.keys()].some((key) => key.startsWith('data.Vault/licensed/cpt/2026/'))).toBe(true);
    for (const [key, bytes] of world.buckets) expect(Buffer.from(bytes).toString('latin1'), key).not.toContain(word);
    const { body } = await world.request('/v1/releases?codeSet=CPT');
    expect(body).toContain('"release":"2026"');
    expect((await world.request('/v1/codes/10003?on=2026-02-01', cloudKey)).body).not.toContain(word);
    world.tick('publish-licensed');
    await world.drain();
    const logs = (await world.running()).map(({ log }) => log()).join('\n');
    expect(logs).not.toContain(word);
    expect(logs).toContain('"configured":false');
  });

  test('licensed files in the wrong place are laid aside with the reason', async () => {
    world.drop('data.LicensedDrop/licensed/cpt/this year/cpt.zip', Buffer.from('PK'));
    await world.drain();
    const [reason] = [...world.buckets].filter(([key]) => key.endsWith('cpt.zip.reason.txt'));
    expect(reason![0]).toBe('data.LicensedDrop/refused/cpt/this year/cpt.zip.reason.txt');
    expect(Buffer.from(reason![1]).toString()).toContain('licensed/cpt/YEAR/');
  });

  test('code sets are built anew from the archive and from the vault, on an operator’s word, and are what they were', async () => {
    const held = async () =>
      Promise.all(['/v1/releases', '/v1/releases?codeSet=CPT'].map(async (path) => (await world.request(path)).body));
    const before = await held();
    for (const stage of ['publish-release', 'publish-licensed'] as const) world.tick(stage, 'Rebuild');
    await world.drain();
    const logs = (await world.running()).map(({ log }) => log()).join('\n');
    expect(logs.match(/"outcome":"rebuilt","files":\d,"releases":\d,"refused":0,"changed":false/g)).toHaveLength(2);
    expect(await held()).toEqual(before);
  });

  test('a message that no form fits is tried three times and laid aside, its neighbours are not', async () => {
    world.tick('recheck-code');
    await world.drain();
    expect(world.laidAside.map(({ body, received }) => [body, received])).toEqual([['{"type":"Tick"}', 3]]);
  });

  test('claims and findings are shown to the holder of the key alone', async () => {
    expect((await world.request('/v1/findings')).status).toBe(401);
    expect((await world.request('/v1/findings', cloudKey)).status).toBe(200);
    expect((await world.request('/v1/codes/J0013?on=2026-01-05')).status).toBe(200);
  });

  test('people sign in at the user pool, of which the pages lead there', async () => {
    expect((await world.request('/sign-in')).body).toContain('/sign-in/start');
  });

  test('nothing was asked for that the policies do not allow', () => {
    expect(world.aws.denied).toEqual([]);
    expect(world.aws.requests.length).toBeGreaterThan(100);
  });

  test('bundles stay small, and the spreadsheet library is where releases are read', () => {
    const megabytes = (name: string) => (name === 'api' ? 1 : 3);
    for (const { name, bytes, packages } of world.bundles.all) {
      expect(bytes, name).toBeLessThan(megabytes(name) * 2 ** 20);
      expect(
        packages.some(([part]) => part === 'xlsx'),
        name,
      ).toBe(['publish-release', 'publish-licensed'].includes(name));
    }
  });

  test('names, ids and free texts of claims reach no object, queue, mail or log', async () => {
    const mark = 'Qz-Secret';
    for (const claimType of ['professional', 'institutional'] as const)
      world.drop(
        `data.ClaimsDrop/claims/main/${claimType}.837`,
        Buffer.from(generateClaims({ seed: 4, claims: 10, claimType, mark }).text),
      );
    await world.drain();
    const logs = (await world.running()).map(({ log }) => log());
    const kept = [...world.buckets].map(([key, bytes]) => key + Buffer.from(bytes).toString('latin1'));
    expect(world.messages.length).toBeGreaterThan(5);
    for (const text of [...logs, ...kept, ...world.messages, ...world.sent]) expect(text).not.toContain(mark);
  });

  test('no log holds anything of a claim', async () => {
    const logs = (await world.running()).map(({ log }) => log()).join('\n');
    expect(logs).toContain('stage-done');
    expect(logs).not.toMatch(/SAMPLE-\d/);
  });
});
