import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);

/** What a page calls a file of the project, in backquotes or as a link. */
function namedIn(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const quoted = [...text.matchAll(/`((?:docs|functions|infra|shared|test)\/[\w./-]+\.\w+)`/g)].map(
    ([, path]) => path!,
  );
  const linked = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, path]) =>
    join(dirname(page), path!),
  );
  return [...quoted, ...linked];
}

describe('the pages', () => {
  test.each(pages)('%s names files that are there', (page) => {
    expect(namedIn(page).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
