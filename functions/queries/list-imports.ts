import * as z from 'zod';
import type { ImportsAnswer, KeptImport } from '../../shared/api/import-forms.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { ImportRow, ImportStore } from '../adapters/import-store.ts';
import { readCursor, writeCursor } from './cursor.ts';

export interface ImportsPorts {
  readonly imports: Pick<ImportStore, 'list' | 'get'>;
  /** The present moment, ISO 8601 in UTC. */
  readonly now: () => string;
}

export interface ImportsAsked {
  readonly account: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const placeForm = z.tuple([z.string().max(120)]);

/** Imports of an account, the latest first, without what was refused one by one. */
export const listImports =
  ({ imports, now }: ImportsPorts) =>
  async ({ account, limit, cursor }: ImportsAsked): Promise<ImportsAnswer> => {
    const after = cursor === undefined ? '' : readCursor('imports', placeForm, cursor)[0];
    const { rows, next } = await imports.list(account, limit, after);
    return { imports: rows.map((row) => keptImport(row, now())), next: next && writeCursor('imports', [next]) };
  };

/** One import with the place and the reason of what was refused. */
export const oneImport =
  ({ imports, now }: ImportsPorts) =>
  async (account: string, id: string): Promise<KeptImport> => {
    const row = await imports.get(account, id);
    if (!row) throw new CodesetError('UNKNOWN_IMPORT', `no import has the id ${id.slice(0, 60)}`);
    return keptImport(row, now());
  };

/** Nobody ends a wait for a file that does not come: its time does. */
function stateOf({ state, expiresAt }: ImportRow, now: string): KeptImport['state'] {
  return state === 'waiting' && expiresAt !== undefined && expiresAt <= now ? 'expired' : state;
}

function keptImport(kept: ImportRow, now: string): KeptImport {
  const { id, begunAt, importedAt, size, expiresAt, statuses, ...row } = kept;
  const { read, lines, duplicates, findings, bytesRead, refused, refusals } = row;
  const announced = { ...(size === undefined ? {} : { size }), ...(expiresAt === undefined ? {} : { expiresAt }) };
  const counts = { read, lines, duplicates, findings, bytesRead, refused, refusals };
  return {
    id,
    state: stateOf(kept, now),
    begunAt,
    importedAt,
    ...announced,
    ...counts,
    ...(statuses ? { statuses } : {}),
  };
}
