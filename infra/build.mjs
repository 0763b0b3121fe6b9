import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Compiles the command line, so that `npx codeset` answers at once, and the client. Commands are loaded when they run. */
const outdir = process.argv[2] ?? 'dist';
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: { codeset: 'infra/local/codeset.ts', client: 'client/client.ts' },
  outdir,
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  logLevel: 'warning',
});
chmodSync(join(outdir, 'codeset.js'), 0o755);
