import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { hashOf } from '../../../functions/adapters/hash.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { SourceFile } from '../../../shared/release/source-file.ts';
import type { Context } from './context.ts';

/** A folder with all its files, subfolders included. */
export interface LoadedFolder {
  /** Its name without the folders above: no path of a machine gets into a report. */
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** Of the names and contents of its files: the same folder has the same, wherever it lies. */
  readonly sha256: string;
}

/** AMA's largest text has some 30 MB; what is far larger is none of them. */
const largestFile = 128 * 1024 * 1024;
const mostFiles = 2_000;

export function isFolder({ io }: Context, path: string): boolean {
  return statSync(resolve(io.cwd, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

export function loadFolder({ io }: Context, path: string): LoadedFolder {
  const root = resolve(io.cwd, path);
  const names = namesIn(root, '');
  if (names.length > mostFiles)
    throw new CodesetError('FILE', `${path}: holds ${names.length} files; name the folder of one year's files`);
  const files = names.map((name) => ({ name, bytes: readFileSync(join(root, name)), modifiedOn: null }));
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(`${hashOf(bytes)}  ${name}\n`);
  return { name: basename(root), files, sha256: hash.digest('hex') };
}

/** In the order of their names; hidden files and links to folders are left out. */
function namesIn(root: string, folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return namesIn(root, name);
      const found = statSync(join(root, name), { throwIfNoEntry: false });
      return found?.isFile() && found.size <= largestFile ? [name] : [];
    });
}
