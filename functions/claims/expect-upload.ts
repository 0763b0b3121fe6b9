import type { UploadAnswer, UploadRequest } from '../../shared/api/import-forms.ts';
import type { ImportStore } from '../adapters/import-store.ts';

/** A file that is about to be sent. */
export interface Announced {
  readonly account: string;
  readonly id: string;
  /** In bytes. */
  readonly size: number;
}

/** Where files come in: in the cloud the bucket itself, locally this server. */
export interface UploadPlace {
  /** Where a file may be sent without a key. */
  readonly address: (announced: Announced, expires: Date) => Promise<string>;
  /** Takes a small file that the service itself was handed; its import goes on by itself. */
  readonly put: (announced: Announced, bytes: Uint8Array) => Promise<void>;
  /** What a page must be allowed to reach for its files, as its policy names it; null where that is the service. */
  readonly origin: string | null;
}

export interface ExpectPorts {
  readonly imports: Pick<ImportStore, 'expect'>;
  readonly uploads: Pick<UploadPlace, 'address'>;
  readonly now: () => string;
  readonly random: (bytes: number) => string;
}

/** For how long an upload may begin. */
const patienceMinutes = 15;

/** Gives a file that is to be imported an id and an address. */
export const expectUpload =
  ({ imports, uploads, now, random }: ExpectPorts) =>
  async (account: string, { size, holds, columns }: UploadRequest): Promise<UploadAnswer> => {
    const id = `import-${random(12)}`;
    const expires = new Date(Date.parse(now()) + patienceMinutes * 60_000);
    const url = await uploads.address({ account, id, size }, expires);
    const expiresAt = expires.toISOString();
    await imports.expect(account, id, { size, expiresAt, reading: { holds, ...(columns ? { columns } : {}) } });
    return { id, upload: { method: 'PUT', url, size, expiresAt } };
  };
