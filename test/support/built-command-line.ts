import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Started, start } from './child-process.ts';

export interface Built {
  /** Starts the compiled command line in a process of its own. */
  run(argv: readonly string[], options?: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv }): Started;
}

/** The command line, compiled as `npm ci` does it, for all tests of a file. */
export function builtCommandLine(): Built {
  let folder = '';
  beforeAll(() => {
    // Below node_modules, from where the packages are found that it leaves outside; as deep as `dist` is, and one more.
    folder = mkdtempSync(join('node_modules', '.built-'));
    execFileSync(process.execPath, ['infra/build.mjs', folder]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { run: (argv, options) => start(join(folder, 'codeset.js'), argv, options) };
}

/** Environment of a process from where CMS cannot be reached, as behind many a firewall: a name that is not found. */
export const offline = preloading(
  'globalThis.fetch = async () => { throw new TypeError("fetch failed", { cause: Object.assign(new Error("getaddrinfo ENOTFOUND www.cms.gov"), { code: "ENOTFOUND" }) }); };',
);

/** A network that swallows what is sent and never answers. */
export const silentNetwork = preloading(
  'globalThis.fetch = (url, { signal } = {}) => new Promise((_, reject) => { const timer = setInterval(() => {}, 1000); signal?.addEventListener("abort", () => { clearInterval(timer); reject(signal.reason); }); });',
);

/** CMS is played by the server at that origin. */
export function cmsAt(origin: string): NodeJS.ProcessEnv {
  return preloading(
    `const real = globalThis.fetch; globalThis.fetch = (url, init) => real(String(url).replace(/^https:..www.cms.gov/, ${JSON.stringify(origin)}), init);`,
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
