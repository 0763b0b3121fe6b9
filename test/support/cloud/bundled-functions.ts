import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '../../../infra/constructs/bundling.ts';

export interface Bundle {
  readonly name: string;
  readonly folder: string;
  readonly bytes: number;
  /** Packages within, by their share in bytes, the largest first. */
  readonly packages: readonly (readonly [name: string, bytes: number])[];
}

export interface Bundles {
  readonly all: readonly Bundle[];
  remove(): void;
}

/** The functions as the stacks bundle them. They lie below node_modules, where the SDK is found as in Lambda. */
export async function bundleFunctions(names: readonly string[]): Promise<Bundles> {
  mkdirSync('node_modules', { recursive: true });
  const root = resolve(mkdtempSync(join('node_modules', '.functions-')));
  const all = await Promise.all(names.map((name) => bundle(name, join(root, name))));
  return { all, remove: () => rmSync(root, { recursive: true, force: true }) };
}

async function bundle(name: string, folder: string): Promise<Bundle> {
  const outfile = join(folder, 'index.mjs');
  const { metafile } = await build({
    entryPoints: [`functions/handlers/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    target: bundling.target,
    mainFields: [...bundling.mainFields],
    external: [...bundling.externalModules],
    banner: { js: bundling.banner },
    metafile: true,
    logLevel: 'warning',
  });
  const { inputs = {} } = Object.values(metafile.outputs).find((output) => output.entryPoint) ?? {};
  const packages = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const within = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'own code';
    packages.set(within, (packages.get(within) ?? 0) + bytesInOutput);
  }
  return { name, folder, bytes: statSync(outfile).size, packages: [...packages].sort(([, a], [, b]) => b - a) };
}
