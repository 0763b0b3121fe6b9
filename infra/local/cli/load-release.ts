import { hashOf } from '../../../functions/adapters/hash.ts';
import { filesIn } from '../../../functions/adapters/unzip.ts';
import type { NamedRelease } from '../../../shared/codebook/book-of-releases.ts';
import { readRelease } from '../../../shared/release/read-release.ts';
import { type Context, loadFile } from './context.ts';

/** Reads a release from a file or zip; no store is opened. */
export async function loadRelease(context: Context, path: string): Promise<NamedRelease> {
  const { name, bytes } = loadFile(context, path);
  return { file: name, sha256: hashOf(bytes), read: await readRelease(name, await filesIn(name, bytes)) };
}
