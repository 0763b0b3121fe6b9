import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Ends when standard output holds the text. */
  printed(text: string): Promise<void>;
}

/** Compiles a script of the tests once, so that each child process starts in a tenth of a second. */
export async function compiled(entry: string): Promise<{ readonly script: string; readonly remove: () => void }> {
  // Below node_modules, from where the packages are found that the script leaves outside.
  const folder = mkdtempSync(join('node_modules', '.test-script-'));
  const script = join(folder, 'script.mjs');
  await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts a compiled script; it is killed if it still runs when the test is over. */
export function start(
  script: string,
  argv: readonly string[],
  { cwd = process.cwd(), env: more = {} }: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Started {
  const begun = performance.now();
  const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...more };
  const child = spawn(process.execPath, [join(process.cwd(), script), ...argv], { cwd, env, stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const text = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.stderr += chunk;
  });
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.stdout += chunk;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) =>
      resolve({ code, signal, ...text, seconds: (performance.now() - begun) / 1000 }),
    );
  });
  const printed = (wanted: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => text.stdout.includes(wanted) && resolve();
      listeners.add(look);
      void ended.then(() => reject(new Error(`ended without printing ${wanted}: ${text.stderr}`)));
      look();
    });
  return { child, ended, printed };
}
