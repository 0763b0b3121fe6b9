import { hashOf } from '../../../functions/adapters/hash.ts';
import { filesIn } from '../../../functions/adapters/unzip.ts';
import type { Reported } from '../../../shared/changes/told.ts';
import type { NamedRelease } from '../../../shared/codebook/book-of-releases.ts';
import { readReport } from '../../../shared/release/read-evidence.ts';
import { readRelease } from '../../../shared/release/read-release.ts';
import { type Context, loadFile } from './context.ts';

/** A release with the report that CMS packed with it. */
export interface LoadedRelease extends NamedRelease {
  readonly report: Reported;
}

/** Reads a release from a file or zip; no store is opened. */
export async function loadRelease(context: Context, path: string): Promise<LoadedRelease> {
  const { name, bytes } = loadFile(context, path);
  const files = await filesIn(name, bytes);
  const read = await readRelease(name, files, { guessed: true });
  const { report } = await readReport(files, read.codeFile);
  return { file: name, sha256: hashOf(bytes), read, report };
}
