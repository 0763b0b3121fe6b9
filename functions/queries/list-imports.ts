import type { ImportsAnswer, KeptImport } from '../../shared/api/import-forms.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { ImportRow, ImportStore } from '../adapters/import-store.ts';

export interface ImportsPorts {
  readonly imports: Pick<ImportStore, 'list' | 'get'>;
}

/** Imports of an account, the latest first, without what was refused one by one. */
export const listImports =
  ({ imports }: ImportsPorts) =>
  async (account: string): Promise<ImportsAnswer> => ({
    imports: (await imports.list(account)).map((row) => ({ ...keptImport(row), refusals: [] })),
  });

/** One import with the place and the reason of what was refused. */
export const oneImport =
  ({ imports }: ImportsPorts) =>
  async (account: string, id: string): Promise<KeptImport> => {
    const row = await imports.get(account, id);
    if (!row) throw new CodesetError('UNKNOWN_IMPORT', `no import has the id ${id.slice(0, 60)}`);
    return keptImport(row);
  };

function keptImport({ id, state = 'done', statuses, ...row }: ImportRow): KeptImport {
  const { importedAt, read, lines, duplicates, refused, refusals } = row;
  const counts = { read, lines, duplicates, refused, refusals };
  return { id, state, importedAt, ...counts, ...(statuses ? { statuses } : {}) };
}
