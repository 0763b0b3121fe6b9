import type { CodeBook } from '../../../shared/codebook/code-book.ts';
import { bookOfYears, type NamedYear } from '../../../shared/cpt/book-of-years.ts';
import { readCptYear } from '../../../shared/cpt/read-year.ts';
import type { Context } from './context.ts';
import { loadFolder } from './load-folder.ts';

/** Reads the folder or zip of one year of CPT; no store is opened. */
export async function loadCptYear(context: Context, path: string): Promise<NamedYear> {
  const { name, files, sha256 } = await loadFolder(context, path);
  return { file: name, sha256, year: readCptYear(name, files) };
}

/** The code book of folders, one a year. */
export async function loadCptBook(context: Context, paths: readonly string[]): Promise<CodeBook> {
  const years: NamedYear[] = [];
  for (const path of paths) years.push(await loadCptYear(context, path));
  return bookOfYears(years);
}
