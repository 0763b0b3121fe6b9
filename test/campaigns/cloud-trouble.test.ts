import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleFiles, samplePath } from '../../infra/local/sample.ts';
import { type CloudWorld, cloudWorld } from '../support/cloud/cloud-world.ts';
import type { Trouble } from '../support/cloud/fake-aws.ts';
import type { Asked } from '../support/cloud/permissions.ts';
import { sampleAccount, sampleApp } from '../support/sample-world.ts';

/** By default the claim files in X12; `npm run campaign:trouble` drops all. */
const claimFiles = sampleFiles.claims.filter((name) => process.env.TROUBLE || name.endsWith('.837'));
/** One request in so many meets trouble. */
const every = 12;
const kinds: readonly Trouble[] = ['throttled', 'answer-lost', 'server-error', 'answer-lost'];
/** One batch of writes in so many is left half done. */
const everyBatch = 3;

let world: CloudWorld;
const met = new Map<string, number>();
let asked = 0;
let batches = 0;

/** Always the same requests of the same run, whichever they are. */
function trouble({ action }: Asked): Trouble | null {
  asked += 1;
  if (action === 'dynamodb:BatchWriteItem') batches += 1;
  const half = action === 'dynamodb:BatchWriteItem' && batches % everyBatch === 0;
  if (!half && asked % every !== 0) return null;
  const kind = half ? 'half-done' : kinds[(asked / every) % kinds.length]!;
  met.set(`${kind} ${action}`, (met.get(`${kind} ${action}`) ?? 0) + 1);
  return kind;
}

beforeAll(async () => {
  world = await cloudWorld(trouble);
}, 180_000);

afterAll(async () => {
  console.table(Object.fromEntries([...met].sort()));
  await world.close();
});

const digestIds = () => new Set(world.sent.map((mail) => /^X-Codeset-Digest: (.+)$/m.exec(mail)?.[1]));

/** Files as people drop them, and the schedule until it finds nothing to do. */
async function story(): Promise<void> {
  const drop = (key: string, name: string) => world.drop(key + name, readFileSync(samplePath(name)));
  const [older, newer] = sampleFiles.releases;
  drop('data.Inbox/inbox/', older);
  await world.drain();
  for (const name of claimFiles) drop('data.ClaimsDrop/claims/main/', name);
  await world.drain();
  drop('data.Inbox/inbox/', newer);
  await world.drain();
  for (let round = 0; round < 3; round++) {
    for (const stage of ['watch-sources', 'plan-recheck', 'deliver-alerts'] as const) world.tick(stage);
    await world.drain();
  }
}

test('throttling, half-done batches, errors and lost answers: nothing is lost and nothing doubled', async () => {
  await story();
  const local = await sampleApp(undefined, undefined, claimFiles);
  const expected: object[] = [];
  for await (const { finding } of local.findings.list(sampleAccount, 'open')) expected.push(finding);
  expect(await world.findings('main')).toEqual(expected);
  expect(digestIds().size).toBe(1);
  expect([...met.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThan(50);
  expect(world.aws.denied).toEqual([]);
}, 300_000);
