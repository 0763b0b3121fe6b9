import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Source {
  readonly path: string;
  /** Without comments and the insides of strings. */
  readonly code: string;
  readonly imports: readonly string[];
}

function sourcesIn(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => {
      const path = join(folder, name).split(sep).join('/');
      const text = readFileSync(join(root, path), 'utf8');
      return { path, code: codeOf(text), imports: importsOf(text) };
    });
}

function importsOf(text: string): readonly string[] {
  const written = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(written)].map(([, named, lazy]) => (named ?? lazy)!);
}

function codeOf(text: string): string {
  return text
    .replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '');
}

/** Where an import of the project's own leads: `shared`, `functions`, `infra`, `test`; empty for a package. */
function landOf({ path }: Source, name: string): string {
  if (!name.startsWith('.')) return '';
  return relative(root, join(root, dirname(path), name)).split(sep)[0]!;
}

const shared = sourcesIn('shared');
const functions = sourcesIn('functions');
const infra = sourcesIn('infra');

/** The ways out of a land, each as `file → what it reaches`. */
function leaks(sources: readonly Source[], allowed: readonly string[]): readonly string[] {
  return sources.flatMap((source) =>
    source.imports.filter((name) => !allowed.includes(landOf(source, name))).map((name) => `${source.path} → ${name}`),
  );
}

describe('imports point one way: infra → functions → shared', () => {
  test('there is something to look at', () => {
    expect([shared, functions, infra].map(({ length }) => length > 20)).toEqual([true, true, true]);
  });

  test('shared imports nothing of functions or infra', () => {
    expect(leaks(shared, ['', 'shared'])).toEqual([]);
  });

  test('functions import nothing of infra', () => {
    expect(leaks(functions, ['', 'shared', 'functions', 'package.json'])).toEqual([]);
  });

  test('infra imports nothing of the tests', () => {
    expect(leaks(infra, ['', 'shared', 'functions', 'infra', 'package.json'])).toEqual([]);
  });
});

describe('shared runs anywhere', () => {
  /** Packages that compute and touch nothing. */
  const pure = ['zod', 'xlsx', 'cheerio', 'csv-parse/sync', 'diff', 'luxon', 'node:crypto', 'node:zlib'];

  test('it imports pure packages alone: no SDK, no files, no network', () => {
    const packages = shared.flatMap((source) =>
      source.imports
        .filter((name) => landOf(source, name) === '' && !pure.includes(name))
        .map((name) => `${source.path} → ${name}`),
    );
    expect(packages).toEqual([]);
  });

  test.each([
    ['environment', /\bprocess\./],
    ['clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\./],
    ['chance', /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\brandomInt\b/],
    ['timers', /\bset(?:Timeout|Interval|Immediate)\b/],
    ['network', /\bfetch\(/],
    ['console', /\bconsole\./],
  ])('it asks for no %s', (_what, pattern) => {
    expect(shared.filter(({ code }) => pattern.test(code)).map(({ path }) => path)).toEqual([]);
  });
});

test('zod comes in as a namespace: by its name, all of its languages would come along into every bundle', () => {
  const byName = [...shared, ...functions, ...infra].filter(({ path }) =>
    /^import \{[^}]*\bz\b[^}]*\} from 'zod'/m.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(byName.map(({ path }) => path)).toEqual([]);
});

describe('the environment is read in one place', () => {
  test('functions read it in their handlers, which hand it to the configuration', () => {
    const readers = functions.filter(({ code }) => /\bprocess\.env\b/.test(code)).map(({ path }) => path);
    expect(readers.filter((path) => !path.startsWith('functions/handlers/'))).toEqual([]);
  });

  test('a handler is thin: one file a stage, and no decision of its own that would need a test', () => {
    for (const { path, code } of functions.filter((source) => source.path.startsWith('functions/handlers/')))
      expect(code.split('\n').length, path).toBeLessThan(45);
  });
});
