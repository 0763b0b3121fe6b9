import type { IsoDate } from '../shared/dates.ts';
import { CodesetError } from '../shared/errors.ts';
import { identityOf } from '../shared/release/identity.ts';
import { readRelease } from '../shared/release/read-release.ts';
import type { Archive } from './adapters/archive.ts';
import { hashOf } from './adapters/hash.ts';
import { filesIn } from './adapters/unzip.ts';
import type { Published, publishRelease } from './publish-release.ts';

export interface IngestPorts {
  readonly archive: Archive;
  readonly publish: ReturnType<typeof publishRelease>;
  readonly now: () => string;
}

/** A file that was fetched or handed in. */
export interface Arrival {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Address that it was fetched from; null where a person handed it in. */
  readonly address: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly release: string | null;
  readonly published: IsoDate | null;
  readonly notify: boolean;
}

/**
 * The way of every release, fetched or handed in: read → judge → archive the raw bytes → publish. What cannot be
 * read or believed is refused before anything is stored.
 */
export const ingestRelease =
  ({ archive, publish, now }: IngestPorts) =>
  async (arrival: Arrival): Promise<Published> => {
    const { name: file, bytes, address, headers, notify } = arrival;
    const given = { release: arrival.release, published: arrival.published };
    const read = await readRelease(file, await filesIn(file, bytes), {
      release: given.release === null ? undefined : identityGiven(given.release),
      published: given.published ?? undefined,
    });
    const origin = { name: file, address, headers, archivedAt: now(), given };
    return publish({ file, sha256: hashOf(bytes), read, notify, archive: () => archive.put(bytes, origin) });
  };

function identityGiven(release: string) {
  const identity = identityOf(release);
  if (!identity)
    throw new CodesetError('USAGE', `"${release}" is no release; write YEAR-MONTH of its quarter, as 2026-01`, 2);
  return identity;
}
