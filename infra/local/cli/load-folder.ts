import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { holdCpt, type LicensedFiles, licensedFiles } from '../../../functions/adapters/licensed-files.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { SourceFile } from '../../../shared/release/source-file.ts';
import { type Context, loadFile } from './context.ts';

/** A folder or zip with all its files, subfolders and zips within included. */
export interface LoadedFolder extends LicensedFiles {
  /** Its name without the folders above: no path of a machine gets into a report. */
  readonly name: string;
}

/** AMA's largest text has some 30 MB; what is far larger is none of them. */
const largestFile = 128 * 1024 * 1024;
const mostFiles = 2_000;

function isFolder({ io }: Context, path: string): boolean {
  return statSync(resolve(io.cwd, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Whether a path names licensed files of a year: any folder, or a zip with a list of AMA's in it. */
export async function isLicensed(context: Context, path: string): Promise<boolean> {
  if (isFolder(context, path)) return true;
  if (!/\.zip$/i.test(path)) return false;
  const { name, bytes } = loadFile(context, path);
  return holdCpt((await licensedFiles([{ name, bytes, modifiedOn: null }])).files);
}

export async function loadFolder(context: Context, path: string): Promise<LoadedFolder> {
  if (isFolder(context, path)) {
    const root = resolve(context.io.cwd, path);
    return { name: basename(root), ...(await licensedFiles(filesUnder(root, path))) };
  }
  const { name, bytes } = loadFile(context, path);
  return { name: name.replace(/\.zip$/i, ''), ...(await licensedFiles([{ name, bytes, modifiedOn: null }])) };
}

function filesUnder(root: string, path: string): readonly SourceFile[] {
  const names = namesIn(root, '');
  if (names.length > mostFiles)
    throw new CodesetError('FILE', `${path}: holds ${names.length} files; name the folder of one year's files`);
  return names.map((name) => ({ name, bytes: readFileSync(join(root, name)), modifiedOn: null }));
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
