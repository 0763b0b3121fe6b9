import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listening } from '../support/listening.ts';
import { apiOf, sampleApp, sampleKey } from '../support/sample-world.ts';

const run = promisify(execFile);

/** An example of the page: its language, its text, and what it promises to print. */
interface Example {
  readonly language: string;
  readonly text: string;
  readonly promised: string;
}

const page = readFileSync('docs/API.md', 'utf8');
const examples: readonly Example[] = [...page.matchAll(/```(sh|ts|python)\n([\s\S]*?)```/g)].map(
  ([, language, text]) => ({ language: language!, text: text!, promised: /(?:#|\/\/) → (.*)/.exec(text!)![1]! }),
);

const has = (command: string) => spawnSync(command, ['--version']).status === 0;
const tools = { sh: has('curl'), python: has('python3'), ts: true } as const;

let server: Awaited<ReturnType<typeof listening>>;
let folder: string;
beforeAll(async () => {
  server = await listening(apiOf(await sampleApp()));
  // Below the project, where packages are found.
  folder = mkdtempSync(join('node_modules', '.examples-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

async function outputOf({ language, text }: Example): Promise<string> {
  const env = { ...process.env, CODESET_URL: server.url, CODESET_KEY: sampleKey };
  if (language === 'sh') return (await run('sh', ['-c', text], { env })).stdout;
  if (language === 'python') return (await run('python3', ['-c', text], { env })).stdout;
  const file = join(folder, 'example.mts');
  writeFileSync(file, text.replace('codeset-watch/client', resolve('client/client.ts')));
  return (await run(process.execPath, ['--import', 'tsx', file], { env })).stdout;
}

describe('the examples of docs/API.md', () => {
  test('are there in each language', () => {
    expect(new Set(examples.map(({ language }) => language))).toEqual(new Set(['sh', 'ts', 'python']));
  });

  test.each(examples)('$language prints $promised', async (example) => {
    if (!tools[example.language as keyof typeof tools]) return;
    expect(await outputOf(example)).toContain(example.promised);
  });
});
