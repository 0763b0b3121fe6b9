import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';

/**
 * `npm run bench:api`: requests a second of the API, with key check and validation, against a bare `node:http` server
 * that returns a constant of the same size; both on the first core, the asking on another. Rounds take turns, so that a
 * busy machine troubles both alike. Last line of output: the figures as JSON.
 */
const seconds = Number(process.env.ROUND_SECONDS ?? 3);
const rounds = Number(process.env.ROUNDS ?? 5);
const connections = 32;
const codesAsked = 500;
const bulk = 1000;

interface Started {
  readonly port: number;
  readonly key: string;
  readonly codes: readonly string[];
  readonly process: ChildProcess;
}

interface Measured {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** Of the server's processor for one request, in microseconds; it does not depend on who else is at work. */
  readonly cpuMicroseconds: number;
}

const api = await start('api');
const headers = { authorization: `Bearer ${api.key}` };
const spread = api.codes.filter((_, index) => index % Math.ceil(api.codes.length / codesAsked) === 0);
const sets = {
  '/v1/codes/{code}': spread.map((code) => `/v1/codes/${code}?on=2026-01-05`),
  $lookup: spread.map(
    (code) =>
      `/fhir/CodeSystem/$lookup?system=${encodeURIComponent('http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets')}&code=${code}`,
  ),
};
const figures: Record<string, unknown> = {};
for (const [name, paths] of Object.entries(sets)) {
  const first = await fetch(`http://127.0.0.1:${api.port}${paths[0]}`, { headers });
  const body = await first.text();
  if (!first.ok) {
    console.log(`${name}: answered ${first.status}, not measured`);
    continue;
  }
  const cold = performance.now();
  for (const path of paths) await (await fetch(`http://127.0.0.1:${api.port}${path}`, { headers })).arrayBuffer();
  const coldMs = (performance.now() - cold) / paths.length;
  const bare = await start('bare', Buffer.from(body).toString('base64'));
  const [ours, theirs] = await inTurns(paths, bare);
  bare.process.kill();
  const ratio = ours.requestsPerSecond / theirs.requestsPerSecond;
  const cpuRatio = theirs.cpuMicroseconds / ours.cpuMicroseconds;
  figures[name] = { ...ours, bare: theirs, ratio, cpuRatio, coldMs };
  console.log(
    `${name}: ${ours.requestsPerSecond.toFixed(0)} requests/s (p99 ${ours.p99Ms} ms), bare ${theirs.requestsPerSecond.toFixed(0)} (p99 ${theirs.p99Ms} ms): ${(100 * ratio).toFixed(0)} %, by processor time ${(100 * cpuRatio).toFixed(0)} %; a first answer takes ${coldMs.toFixed(2)} ms, ${body.length} bytes`,
  );
}
figures.lookup = await bulkLookup();
api.process.kill();
console.log(JSON.stringify(figures));

/** Codes a second of the bulk look-up, each call with a thousand different ones. */
async function bulkLookup() {
  const body = JSON.stringify({ codes: api.codes.slice(0, bulk), on: '2026-01-05' });
  const measured = await ask(api, [{ method: 'POST', path: '/v1/lookup', body }], {
    ...headers,
    'content-type': 'application/json',
  });
  const codesPerSecond = measured.requestsPerSecond * bulk;
  const codesPerCpuSecond = (1e6 * bulk) / measured.cpuMicroseconds;
  console.log(
    `bulk look-up: ${Math.round(codesPerSecond)} codes/s, ${Math.round(codesPerCpuSecond)} a second of processor time (p99 ${measured.p99Ms} ms a call of ${bulk})`,
  );
  return { codesPerSecond, codesPerCpuSecond, p99Ms: measured.p99Ms };
}

/** The median round of each. */
async function inTurns(paths: readonly string[], bare: Started): Promise<[Measured, Measured]> {
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  const requests = paths.map((path) => ({ method: 'GET' as const, path }));
  for (const each of [bare, api]) await ask(each, requests, headers);
  for (let round = 0; round < rounds; round++) {
    theirs.push(await ask(bare, requests, headers));
    ours.push(await ask(api, requests, headers));
  }
  const median = (all: readonly Measured[]) =>
    [...all].sort((a, b) => a.requestsPerSecond - b.requestsPerSecond)[all.length >> 1]!;
  return [median(ours), median(theirs)];
}

async function ask(
  { port, process: { pid } }: Started,
  requests: autocannon.Request[],
  sent: Record<string, string>,
): Promise<Measured> {
  const url = `http://127.0.0.1:${port}`;
  const before = cpuSeconds(pid);
  const result = await autocannon({ url, connections, duration: seconds, requests, headers: sent });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
  const cpuMicroseconds = (1e6 * (cpuSeconds(pid) - before)) / result.requests.total;
  return { requestsPerSecond: result.requests.average, p99Ms: result.latency.p99, cpuMicroseconds };
}

/** Spent by a process, of Linux's account in hundredths of a second; 0 where there is none. */
function cpuSeconds(pid: number | undefined): number {
  if (process.platform !== 'linux') return 0;
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13).map(Number);
  return (user! + system!) / 100;
}

/** On the first core alone, where the system can say so. */
async function start(...words: readonly string[]): Promise<Started> {
  const script = new URL('api-server.ts', import.meta.url).pathname;
  const command = ['taskset', '-c', '0', process.execPath, '--import', 'tsx', script, ...words];
  const pinned = process.platform === 'linux' ? command : command.slice(3);
  const child = spawn(pinned[0]!, pinned.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) return { ...JSON.parse(line), process: child };
  throw new Error('the server did not start');
}
