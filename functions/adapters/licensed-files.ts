import { readCptFile } from '../../shared/cpt/read-file.ts';
import type { SourceFile } from '../../shared/release/source-file.ts';
import { hashOfDrop } from './licensed-drops.ts';
import { filesIn, looksZipped } from './unzip.ts';

/** AMA's download is a zip, with one more in it for some of its parts. */
const deepest = 3;

export interface LicensedFiles {
  readonly files: readonly SourceFile[];
  /** Of their names and contents: the same files have the same, wherever they lie. */
  readonly sha256: string;
}

/** The files of a licensee's folder, or of a zip of it; zips within are opened, workbooks are not. */
export async function licensedFiles(given: readonly SourceFile[]): Promise<LicensedFiles> {
  const files = await opened(given, deepest);
  return { files, sha256: hashOfDrop(files) };
}

async function opened(given: readonly SourceFile[], depth: number): Promise<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  for (const file of given) {
    const within = looksZipped(file.bytes) ? await filesIn(file.name, file.bytes) : [file];
    const [first] = within;
    if (depth === 0 || within.length === 0 || (within.length === 1 && first!.name === file.name)) files.push(file);
    else {
      const folder = file.name.replace(/\.zip$/i, '');
      const named = within.filter(isAsked).map((inner) => ({ ...inner, name: `${folder}/${inner.name}` }));
      files.push(...(await opened(named, depth - 1)));
    }
  }
  return files;
}

/** What a Mac puts beside the files of a zip is none of them. */
function isAsked({ name }: SourceFile): boolean {
  return !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name);
}

/** Whether one of the files is a list of AMA's: a zip says it by nothing else. */
export function holdCpt(files: readonly SourceFile[]): boolean {
  if (files.some(({ name }) => /ANWEB/i.test(name))) return false;
  return files.some((file) => readCptFile(file).reading !== null);
}
