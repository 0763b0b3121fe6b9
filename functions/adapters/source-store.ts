import { codeSetKeys } from '../../shared/keys/code-set-keys.ts';
import type { ArrivedSource, SourceArchive, SourceState } from '../watch/source-archive.ts';
import type { Archive } from './archive.ts';
import type { Table } from './table.ts';

/** Where the watcher keeps what it has fetched: bytes in the archive, what each address last said in the table. */
export function sourceStore(archive: Archive, table: Table): SourceArchive {
  return {
    archiveSource: ({ url, name, bytes, headers, fetchedAt }: ArrivedSource) =>
      archive.put(bytes, {
        name,
        address: url,
        headers,
        archivedAt: fetchedAt,
        given: { release: null, published: null },
      }),
    sourceState: {
      get: async (url) => (await table.get<{ state: SourceState }>(codeSetKeys.source(url)))?.state,
      put: async (url, state) => table.put({ ...codeSetKeys.source(url), state }),
    },
  };
}
