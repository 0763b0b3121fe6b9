import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type LocalApp, openLocalApp } from '../../../../infra/local/local-app.ts';
import { sampleFiles, samplePath } from '../../../../infra/local/sample.ts';
import { codesetOn, documentOf } from '../../../support/command-line.ts';
import { tempFolderOfFile } from '../../../support/temp-folder.ts';

let app: LocalApp;
const run = (...words: readonly string[]) => codesetOn(app, words);

beforeAll(async () => {
  app = await openLocalApp(join(tempFolderOfFile(), 'data'), { inMemory: true });
  expect(await run('ingest', ...sampleFiles.releases.map(samplePath))).toMatchObject({ code: 0 });
});

describe('a word about a replacement', () => {
  test('is asked for', async () => {
    const { waiting } = documentOf(await run('replacements', '--waiting', '--json'), 'waiting-replacements');
    expect(waiting.map(({ code }) => code)).toEqual(['M9240']);
    expect((await run('replacements', '--waiting')).stdout).toContain('M9241 (proposed, read from the descriptors)');
  });

  test('is kept, told, and taken back', async () => {
    const accept = ['replacements', 'accept', 'm9240', 'M9241', '--note', 'same measure', '--by', 'ann'];
    expect(documentOf(await run(...accept, '--json'), 'replacement-decision')).toMatchObject({
      old: 'M9240',
      code: 'M9241',
      verdict: 'accept',
      by: 'ann',
    });
    expect((await run('replacements', 'M9240', '--on', '2026-01-05')).stdout).toContain('Bill M9241');
    expect((await run('replacements', '--waiting')).stdout).toBe('No replacement waits for a decision.\n');
    await run('replacements', 'edit', 'M9240', 'M9241', '--units', '1/5', '--by', 'ann');
    expect((await run('code', 'M9240', '--on', '2026-01-05')).stdout).toContain('5 units = 1 unit');
    await run('replacements', 'reopen', 'M9240', 'M9241', '--by', 'bob');
    const { decisions } = documentOf(await run('replacements', '--decided', '--json'), 'replacement-decisions');
    expect(decisions.map(({ verdict, by }) => `${verdict} ${by}`)).toEqual(['accept ann', 'edit ann', 'reopen bob']);
    expect((await run('replacements', '--waiting')).stdout).toContain('M9240');
  });

  test.each([
    ['no code and no question', ['replacements'], 2],
    ['one code alone', ['replacements', 'accept', 'M9240'], 2],
    ['an edit without units', ['replacements', 'edit', 'M9240', 'M9241'], 2],
    ['units that are none', ['replacements', 'edit', 'M9240', 'M9241', '--units', 'a/b'], 2],
    ['a code that lives', ['replacements', 'accept', 'J0013', 'M9241'], 1],
    ["CMS's own word", ['replacements', 'reject', 'S0013', 'J0013'], 1],
  ])('is refused: %s', async (_, words, code) => {
    expect(await run(...words)).toMatchObject({ code, stdout: '' });
  });
});

describe('changes since a place', () => {
  test('come in pages that end, each change once', async () => {
    const seen: string[] = [];
    let since = 'start';
    for (let more = true; more; ) {
      const page = documentOf(await run('changes', '--since', since, '--limit', '7', '--json'), 'changes');
      seen.push(...page.changes.map(({ id }) => id));
      ({ since, more } = page);
    }
    const { changes } = documentOf(await run('changes', '--release', '2026-01', '--json'), 'changes');
    expect(seen.toSorted()).toEqual(changes.map(({ id }) => id).toSorted());
    expect((await run('changes', '--since', since)).stdout).toContain(`no change\n\nGo on later with --since ${since}`);
  });

  test('go with no other filter, and with no place that is none', async () => {
    expect(await run('changes', '--since', 'start', '--kind', 'added')).toMatchObject({ code: 2 });
    expect(await run('changes', '--since', 'yesterday')).toMatchObject({ code: 2 });
  });
});

test('each change tells what it means and what CMS says of it', async () => {
  const { changes } = documentOf(await run('changes', '--json'), 'changes');
  expect(changes.every(({ meaning }) => meaning.consequences.length > 0 && meaning.text !== '')).toBe(true);
  const { stdout } = await run('changes');
  expect(stdout).toMatch(/revised: dose .*\[-.*-\] \{\+.*\+\}/);
});
