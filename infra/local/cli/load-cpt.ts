import type { CodeBook } from '../../../shared/codebook/code-book.ts';
import { bookOfYears, type NamedYear } from '../../../shared/cpt/book-of-years.ts';
import { readCptYear } from '../../../shared/cpt/read-year.ts';
import type { Context } from './context.ts';
import { loadFolder } from './load-folder.ts';

/** Reads the folder of one year of CPT; no store is opened. */
export function loadCptYear(context: Context, path: string): NamedYear {
  const { name, files, sha256 } = loadFolder(context, path);
  return { file: name, sha256, year: readCptYear(name, files) };
}

/** The code book of folders, one a year. */
export function loadCptBook(context: Context, paths: readonly string[]): CodeBook {
  return bookOfYears(paths.map((path) => loadCptYear(context, path)));
}
