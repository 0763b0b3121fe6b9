import type { IsoDate } from '../../shared/dates.ts';
import type { Archive } from '../adapters/archive.ts';
import type { Published, publishRelease } from './publish-release.ts';
import { readReady } from './read-ready.ts';

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
 * The way of every file, fetched or handed in: read → judge → archive the raw bytes → publish. What cannot be read or
 * believed is refused before anything is stored.
 */
export const ingestRelease =
  ({ archive, publish, now }: IngestPorts) =>
  async (arrival: Arrival): Promise<Published> => {
    const { name, bytes, address, headers, notify, release, published } = arrival;
    const ready = await readReady(arrival);
    const origin = { name, address, headers, archivedAt: now(), given: { release, published } };
    return publish({ ...ready, notify, archive: () => archive.put(bytes, origin) });
  };
