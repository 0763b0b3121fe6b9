import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { ReleaseArchived } from '../../shared/pipeline.ts';
import type { Archive } from '../adapters/archive.ts';
import type { QuarantinedRelease } from '../adapters/quarantine-store.ts';
import type { WatchReport } from '../watch/watch-sources.ts';
import type { ingestRelease } from './ingest-release.ts';
import { isRefusal, type PublishOutcome } from './publish-outcome.ts';

export interface PublishArchivedPorts {
  readonly archive: Archive;
  readonly ingest: ReturnType<typeof ingestRelease>;
}

/** Publishes bytes that lie in the archive, on the way that every file takes. */
export const publishArchived =
  ({ archive, ingest }: PublishArchivedPorts) =>
  async ({ sha256, release, published, notify }: Omit<ReleaseArchived, 'type'>): Promise<PublishOutcome> => {
    const held = await archive.get(sha256);
    if (!held) throw new Error(`the archive does not hold ${sha256}, which was announced`);
    const { bytes, origin } = held;
    const { name, address, headers, given } = origin;
    const said = { release: release ?? given.release, published: published ?? given.published, notify };
    try {
      const result = await ingest({ name, bytes, address, headers, ...said });
      return { outcome: result.outcome, published: result };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return { outcome: 'refused', reason: error.message };
    }
  };

/**
 * Archived files that the published state does not hold: new ones, those whose announcement was lost, and those that
 * were refused; not those that a person has rejected or taken back. They are announced at each look, so that nothing depends on a
 * message, and a mended reader gets them.
 */
export function unpublished(
  { files }: WatchReport,
  { sources }: CodeSetState,
  quarantined: readonly QuarantinedRelease[],
): readonly ReleaseArchived[] {
  const decided = quarantined.filter(({ status }) => status !== 'open');
  const settled = new Set([...sources, ...decided].map(({ sha256 }) => sha256));
  const archived = files.flatMap((file) => ('sha256' in file ? [file.sha256] : []));
  return [...new Set(archived)]
    .filter((sha256) => !settled.has(sha256))
    .map((sha256) => ({ type: 'ReleaseArchived', sha256, published: null, release: null, notify: false }));
}
