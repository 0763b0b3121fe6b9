import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { CodesetError } from '../../../shared/errors.ts';

export interface ClaimFile {
  readonly path: string;
  /** Without the folder, as refusals show it. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** Looked at before anything is read or stored: a name that was misspelt changes nothing. */
export function claimFile(written: string, cwd: string): ClaimFile {
  const path = resolve(cwd, written);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new CodesetError('FILE', `${written}: there is no such file`);
  if (!found.isFile()) throw new CodesetError('FILE', `${written}: is a folder; name the files in it`);
  return { path, name: basename(path), size: found.size };
}
