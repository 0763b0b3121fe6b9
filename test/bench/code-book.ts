import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn } from '../../functions/adapters/unzip.ts';
import { openLocalApp } from '../../infra/local/local-app.ts';
import { readCodeBook, writeCodeBook } from '../../shared/codebook/book-file.ts';
import { bookOfReleases } from '../../shared/codebook/book-of-releases.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import { codeSetKeys } from '../../shared/keys/code-set-keys.ts';
import { readRelease } from '../../shared/release/read-release.ts';
import { randomFrom } from '../support/damage.ts';
import { fullSizeReleases } from '../support/full-size-releases.ts';

/**
 * `npm run bench:codebook`: what a code book weighs, how fast it loads and answers on one core, for all of HCPCS and for
 * a set of CPT's size, and what the same look-ups cost through DynamoDB (in process, which flatters it).
 */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
const lookUps = 5_000_000;
const databaseLookUps = 2_000;

const results = [];
for (const [set, codes] of [
  ['HCPCS', 8_800],
  ['CPT-sized', 11_500],
] as const) {
  const files = fullSizeReleases(codes);
  const releases = await Promise.all(
    files.map(async ({ name, bytes }) => ({
      file: name,
      sha256: '',
      read: await readRelease(name, await filesIn(name, bytes)),
    })),
  );
  const text = writeCodeBook(bookOfReleases(releases));
  const load = median(() => readCodeBook(text));
  const book = readCodeBook(text);
  const perSecond = lookingUp(book);
  results.push({
    set,
    codes: book.size,
    kilobytes: Math.round(text.length / 1024),
    loadMs: load,
    lookUpsPerSecond: perSecond,
  });
}
const database = await throughDatabase();

for (const { set, codes, kilobytes, loadMs, lookUpsPerSecond } of results)
  console.log(
    `${set}: ${codes} codes, ${kilobytes} kB, loaded in ${loadMs.toFixed(1)} ms, ${Math.round(lookUpsPerSecond / 1e6)} million look-ups/s (${(1e9 / lookUpsPerSecond).toFixed(0)} ns each)`,
  );
console.log(
  `DynamoDB in process: ${Math.round(database)} look-ups/s; the code book is ${Math.round(results[0]!.lookUpsPerSecond / database)} times as fast`,
);
console.log(JSON.stringify({ books: results, databaseLookUpsPerSecond: database }));

/** Codes and days are drawn beforehand: what is timed is the question alone. */
function lookingUp(book: CodeBook): number {
  const random = randomFrom(7);
  const codes = [...book.codes()];
  const asked = Array.from({ length: 4096 }, () => codes[Math.floor(random() * codes.length)]!);
  const days = Array.from(
    { length: 4096 },
    () => 20_240_101 + Math.floor(random() * 3) * 10_000 + Math.floor(random() * 12) * 100,
  );
  let valid = 0;
  const start = performance.now();
  for (let index = 0; index < lookUps; index++)
    if (book.status(asked[index & 4095]!, days[(index * 7) & 4095]!) === 'valid') valid++;
  const seconds = (performance.now() - start) / 1000;
  if (valid === 0) throw new Error('no look-up found a valid code: the benchmark asks nothing');
  return lookUps / seconds;
}

async function throughDatabase(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'codeset-bench-'));
  const app = await openLocalApp(folder, { inMemory: true });
  const [older] = fullSizeReleases();
  await app.ingest({ ...older, address: null, headers: {}, release: null, published: null, notify: false });
  const state = await app.codeSets.state('HCPCS');
  const codes = [...(await app.codeSets.codeBook(state))!.codes()];
  const start = performance.now();
  for (let index = 0; index < databaseLookUps; index++)
    await app.codeSetTable.all({ partition: ['pk', codeSetKeys.versions('HCPCS', codes[index % codes.length]!).pk] });
  const seconds = (performance.now() - start) / 1000;
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  return databaseLookUps / seconds;
}

function median(work: () => unknown, times = 9): number {
  const took = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return took.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}
