import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/** Compiles the command line, so that `npx codeset` answers at once. Commands are loaded when they run. */
rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { codeset: 'infra/local/codeset.ts' },
  outdir: 'dist',
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
chmodSync('dist/codeset.js', 0o755);
