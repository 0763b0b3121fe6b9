import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Ended, type Started, start } from './child-process.ts';

export interface Ran extends Ended {
  readonly code: number;
}

export interface Server extends Started {
  readonly url: string;
  readonly pid: number;
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Built {
  /** Starts the compiled command line in a process of its own. */
  run(argv: readonly string[], options?: RunOptions): Started;
  /** Runs a command to its end, some day in January 2026, as from a machine without a network. */
  codeset(cwd: string, line: string, env?: NodeJS.ProcessEnv): Promise<Ran>;
  /** Starts a server and answers where it is, once it can be reached. */
  serving(cwd: string, line: 'serve' | 'start'): Promise<Server>;
}

const day = ['--today', '2026-01-20'];

/** The command line, compiled as `npm ci` does it, for all tests of a file. */
export function builtCommandLine(): Built {
  let folder = '';
  beforeAll(() => {
    // Below node_modules, from where the packages are found that it leaves outside.
    folder = mkdtempSync(join('node_modules', '.built-'));
    execFileSync(process.execPath, ['infra/build.mjs', folder]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run: Built['run'] = (argv, options) => start(join(folder, 'codeset.js'), argv, options);
  return {
    run,
    async codeset(cwd, line, env = offline) {
      const ended = await run([...line.split(' '), ...day], { cwd, env }).ended;
      return { ...ended, code: ended.code ?? -1 };
    },
    async serving(cwd, line) {
      const started = run([line, '--port', '0', ...day], { cwd, env: offline });
      await started.printed('Pages');
      const store = line === 'start' ? '.data/sample' : '.data';
      const { url, pid } = JSON.parse(readFileSync(join(cwd, store, 'owner.json'), 'utf8'));
      return { ...started, url, pid };
    },
  };
}

/** The mails in the outbox of the usual data folder. */
export function mailsIn(cwd: string): readonly string[] {
  return readdirSync(join(cwd, '.data', 'outbox')).filter((name) => name.endsWith('.eml'));
}

/** Environment of a process from where CMS cannot be reached, as behind many a firewall: a name that is not found. */
export const offline = preloading(
  'globalThis.fetch = async () => { throw new TypeError("fetch failed", { cause: Object.assign(new Error("getaddrinfo ENOTFOUND www.cms.gov"), { code: "ENOTFOUND" }) }); };',
);

/** A network that swallows what is sent and never answers. */
export const silentNetwork = preloading(
  'globalThis.fetch = (url, { signal } = {}) => new Promise((_, reject) => { const timer = setInterval(() => {}, 1000); signal?.addEventListener("abort", () => { clearInterval(timer); reject(signal.reason); }); });',
);

/** CMS is played by the server at that origin, which needs no second of rest between two requests. */
export function cmsAt(origin: string): NodeJS.ProcessEnv {
  return preloading(
    `const { fetch, setTimeout } = globalThis; globalThis.fetch = (url, init) => fetch(String(url).replace(/^https:..www.cms.gov/, ${JSON.stringify(origin)}), init); globalThis.setTimeout = (work, ms, ...more) => setTimeout(work, ms > 500 && ms <= 1500 ? 10 : ms, ...more);`,
  );
}

/** Appends the address of each module that the process loads to a file. */
export function recordingModules(log: string): NodeJS.ProcessEnv {
  const hooks = `import { appendFileSync } from 'node:fs'; export async function resolve(name, context, next) { const found = await next(name, context); appendFileSync(${JSON.stringify(log)}, found.url + '\\n'); return found; }`;
  return preloading(`import { register } from 'node:module'; register(${JSON.stringify(asModule(hooks))});`);
}

function preloading(source: string): NodeJS.ProcessEnv {
  return { NODE_OPTIONS: `--import ${asModule(source)}` };
}

function asModule(source: string): string {
  return `data:text/javascript;base64,${Buffer.from(source).toString('base64')}`;
}
