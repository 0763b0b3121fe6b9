import * as z from 'zod';
import { CodesetError } from '../../shared/errors.ts';
import type { DecisionArchive } from '../adapters/decision-archive.ts';
import { hashOf } from '../adapters/hash.ts';
import type { ingestRelease } from './ingest-release.ts';
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
  readonly decisions: Pick<DecisionArchive, 'keep'>;
  /** The present moment, ISO 8601 in UTC. */
  readonly now: () => string;
  readonly ingest: ReturnType<typeof ingestRelease>;
}

/** Whoever may move files within the inbox; CloudTrail knows the name. */
const inboxUser = 'inbox';

/** What folders between `inbox/` and the file may say of it: `inbox/release=2026-01/published=2025-12-19/FILE`. */
const folders = z.strictObject({
  release: z.string().optional(),
  published: z.iso.date().optional(),
  notify: z.literal('yes').optional(),
  /** A person's word about a file that was quarantined. */
  approve: z.enum(['yes', 'no']).optional(),
});

/** Takes a dropped file the way of every file: read, judge, archive, publish. */
export const publishDropped =
  ({ inbox, decisions, ingest, now }: PublishDroppedPorts) =>
  async (key: string): Promise<PublishOutcome> => {
    const name = key.slice(key.lastIndexOf('/') + 1);
    try {
      // The console makes an empty object of a folder.
      const bytes = name === '' ? undefined : await inbox.take(key);
      if (!bytes) return { outcome: 'gone' };
      const { release = null, published: day = null, notify, approve } = saidBy(key);
      const word = { kind: 'release', decision: approve === 'yes' ? 'approve' : 'reject', by: inboxUser } as const;
      if (approve) await decisions.keep({ ...word, subject: hashOf(bytes), at: now(), note: null });
      const said = { release, published: day, notify: notify === 'yes' };
      const published = await ingest({ name, bytes, address: null, headers: {}, ...said });
      await inbox.finished(key);
      return { outcome: published.outcome, published };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await inbox.refuse(key, error.message);
      return { outcome: 'refused', reason: error.message };
    }
  };

function saidBy(key: string): z.infer<typeof folders> {
  const pairs = key
    .split('/')
    .slice(1, -1)
    .map((folder) => folder.split(/=(.*)/, 2));
  const said = folders.safeParse(Object.fromEntries(pairs));
  if (said.success) return said.data;
  const allowed = 'release=YYYY-MM, published=YYYY-MM-DD, notify=yes or approve=yes|no';
  throw new CodesetError('USAGE', `${key}: a folder of the inbox says ${allowed}, and nothing else`, 2);
}
