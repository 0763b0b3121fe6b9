import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { claimTransactions } from '../support/claim-generator.ts';
import { createChecking } from './x12-checking.ts';
import type { StageResult } from './x12-stage.ts';

/**
 * `npm run bench:x12 [-- CLAIMS]`: reads one generated 837P with x12-parser, which only splits it, and with ours, which
 * gives it its full meaning and checks it. Each stage runs in a process of its own, all on the same core, in turns.
 */
const claims = Number(process.argv[2] ?? 100_000);
const rounds = 3;
const stages = ['peer', 'splitting', 'meaning', ...(createChecking() ? ['checking'] : [])] as const;
type Stage = (typeof stages)[number];

/** x12-parser is CommonJS inside and asks for node's own modules by `require`. */
const requireInModule = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

const folder = mkdtempSync(join(tmpdir(), 'bench-x12-'));
try {
  const file = writeClaims(join(folder, 'claims.837'));
  const script = await bundle(join(folder, 'stage.mjs'));
  report(measure(script, file), statSync(file).size);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function writeClaims(file: string): string {
  const handle = openSync(file, 'w');
  for (const { text } of claimTransactions({
    seed: 1,
    claims,
    claimsPerTransaction: 100,
    transactionsPerInterchange: 50,
  }))
    writeSync(handle, text);
  closeSync(handle);
  return file;
}

/** Compiled as the command line is, so that no loader takes part in time and memory. */
async function bundle(outfile: string): Promise<string> {
  const entry = fileURLToPath(new URL('x12-stage.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: requireInModule },
  });
  return outfile;
}

function measure(script: string, file: string): Map<Stage, StageResult> {
  const best = new Map<Stage, StageResult>();
  for (let round = 0; round < rounds; round++)
    for (const stage of stages) {
      const result = runStage(script, stage, file);
      const before = best.get(stage);
      if (!before || result.seconds < before.seconds) best.set(stage, result);
    }
  return best;
}

function runStage(script: string, stage: Stage, file: string): StageResult {
  const onOneCore = spawnSync('taskset', ['-V']).status === 0 ? ['taskset', '-c', '0'] : [];
  const [command = '', ...args] = [...onOneCore, process.execPath, script, stage, file];
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`stage ${stage} failed: ${stderr}`);
  return JSON.parse(stdout) as StageResult;
}

function report(results: Map<Stage, StageResult>, bytes: number): void {
  const seconds = (stage: Stage): number => results.get(stage)?.seconds ?? Number.NaN;
  const whole = results.get('checking') ?? results.get('meaning')!;
  const peer = results.get('peer')!;
  if (whole.claims !== claims || peer.claims !== claims) throw new Error('a stage lost claims');
  console.log(`${claims} claims, ${whole.lines} lines, ${(bytes / 1e6).toFixed(1)} MB, best of ${rounds} rounds`);
  const rows: readonly (readonly [string, number])[] = [
    ['x12-parser, splitting only', peer.seconds],
    ['splitting', seconds('splitting')],
    ['meaning', seconds('meaning') - seconds('splitting')],
    ...(results.has('checking') ? [['checking', seconds('checking') - seconds('meaning')] as const] : []),
    ['together', whole.seconds],
  ];
  for (const [name, time] of rows) console.log(`${name.padEnd(28)}${time.toFixed(3).padStart(8)} s`);
  if (whole.findings > 0) console.log(`${whole.findings} findings`);
  console.log(
    JSON.stringify({
      claims,
      seconds: rounded(whole.seconds, 3),
      claimsPerSecond: Math.round(claims / whole.seconds),
      peerClaimsPerSecond: Math.round(claims / peer.seconds),
      ratio: rounded(peer.seconds / whole.seconds, 2),
      peakMb: rounded(whole.peakMb, 1),
    }),
  );
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
