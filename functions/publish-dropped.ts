import { z } from 'zod';
import { CodesetError } from '../shared/errors.ts';
import type { Arrival, ingestRelease } from './ingest-release.ts';
import { isRefusal, type PublishOutcome } from './publish-outcome.ts';

/** Where people drop files. A file lies there until it is published or refused. */
export interface Inbox {
  /** The bytes, or `undefined` where the file is gone. Throws `BadInput` for what is too large to be looked at. */
  take(key: string): Promise<Uint8Array | undefined>;
  finished(key: string): Promise<void>;
  /** Lays the file aside, with the reason in words beside it. */
  refuse(key: string, reason: string): Promise<void>;
  waiting(): AsyncIterable<string>;
}

export interface PublishDroppedPorts {
  readonly inbox: Inbox;
  readonly ingest: ReturnType<typeof ingestRelease>;
}

/** What folders between `inbox/` and the file may say of it: `inbox/release=2026-01/published=2025-12-19/FILE`. */
const folders = z.strictObject({
  release: z.string().optional(),
  published: z.iso.date().optional(),
  notify: z.literal('yes').optional(),
});

/** Takes a dropped file the way of every file: read, judge, archive, publish. */
export const publishDropped =
  ({ inbox, ingest }: PublishDroppedPorts) =>
  async (key: string): Promise<PublishOutcome> => {
    try {
      const bytes = await inbox.take(key);
      if (!bytes) return { outcome: 'gone' };
      const name = key.slice(key.lastIndexOf('/') + 1);
      const published = await ingest({ name, bytes, address: null, headers: {}, ...saidBy(key) });
      await inbox.finished(key);
      return { outcome: published.outcome, published };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await inbox.refuse(key, error.message);
      return { outcome: 'refused', reason: error.message };
    }
  };

function saidBy(key: string): Pick<Arrival, 'release' | 'published' | 'notify'> {
  const pairs = key
    .split('/')
    .slice(1, -1)
    .map((folder) => folder.split(/=(.*)/, 2));
  const said = folders.safeParse(Object.fromEntries(pairs));
  if (!said.success)
    throw new CodesetError(
      'USAGE',
      `${key}: a folder of the inbox says release=YYYY-MM, published=YYYY-MM-DD or notify=yes, and nothing else`,
      2,
    );
  const { release = null, published = null, notify } = said.data;
  return { release, published, notify: notify === 'yes' };
}
