import type { UploadAnswer, UploadRequest } from '../shared/api/import-forms.ts';
import type { ImportStore } from './adapters/import-store.ts';

/** A file that is about to be sent. */
export interface Announced {
  readonly account: string;
  readonly id: string;
  /** In bytes. */
  readonly size: number;
}

/** Where a file may be sent without a key: in the cloud the bucket itself, locally this server. */
export type UploadAddress = (announced: Announced, expires: Date) => Promise<string>;

export interface ExpectPorts {
  readonly imports: Pick<ImportStore, 'expect'>;
  readonly uploadAddress: UploadAddress;
  readonly now: () => string;
  readonly random: (bytes: number) => string;
}

/** For how long an upload may begin. */
const patienceMinutes = 15;

/** Gives a file that is to be imported an id and an address. */
export const expectUpload =
  ({ imports, uploadAddress, now, random }: ExpectPorts) =>
  async (account: string, { size, holds, columns }: UploadRequest): Promise<UploadAnswer> => {
    const id = `import-${random(12)}`;
    const expires = new Date(Date.parse(now()) + patienceMinutes * 60_000);
    const url = await uploadAddress({ account, id, size }, expires);
    await imports.expect(account, id, { holds, ...(columns ? { columns } : {}) });
    return { id, upload: { method: 'PUT', url, size, expiresAt: expires.toISOString() } };
  };
