import type { Decision } from '../shared/decision.ts';
import { CodesetError } from '../shared/errors.ts';
import type { Archive } from './adapters/archive.ts';
import type { DecisionArchive } from './adapters/decision-archive.ts';
import type { QuarantinedRelease, QuarantineStore } from './adapters/quarantine-store.ts';
import type { ingestRelease } from './ingest-release.ts';
import type { Published } from './publish-release.ts';

export interface DecidePorts {
  readonly archive: Archive;
  readonly decisions: DecisionArchive;
  readonly quarantine: QuarantineStore;
  readonly ingest: ReturnType<typeof ingestRelease>;
  readonly now: () => string;
}

/** Which file: its release, the beginning of its hash, or its name. */
export interface Ruling {
  readonly which: string;
  readonly verdict: Decision<'release'>['decision'];
  readonly by: string;
  readonly reason: string | null;
}

export interface Decided {
  readonly release: QuarantinedRelease;
  /** What became of an approved file; null for a rejected one. */
  readonly published: Published | null;
}

/** Keeps a person's word about a quarantined file for ever, and acts on it. Doing it again does the same. */
export const decideRelease =
  ({ archive, decisions, quarantine, ingest, now }: DecidePorts) =>
  async ({ which, verdict, by, reason }: Ruling): Promise<Decided> => {
    const release = chosen(await quarantine.all('HCPCS'), which);
    const { sha256 } = release;
    await decisions.keep({ kind: 'release', subject: sha256, decision: verdict, by, at: now(), note: reason });
    if (verdict === 'reject') {
      await quarantine.put({ ...release, status: 'rejected' });
      return { release: { ...release, status: 'rejected' }, published: null };
    }
    const archived = await archive.get(sha256);
    if (!archived) throw new Error(`the archive does not hold ${sha256}, which is quarantined`);
    const { name, address, headers, given } = archived.origin;
    const published = await ingest({ name, bytes: archived.bytes, address, headers, ...given, notify: false });
    return { release, published };
  };

function chosen(releases: readonly QuarantinedRelease[], which: string): QuarantinedRelease {
  const found = releases.filter(
    ({ release, sha256, file }) =>
      release === which || file === which || (which.length >= 8 && sha256.startsWith(which)),
  );
  const [only] = found;
  if (only && found.length === 1) return only;
  const named = (each: QuarantinedRelease) => `${each.release} (${each.file}, ${each.sha256.slice(0, 12)})`;
  if (found.length > 1)
    throw new CodesetError(
      'AMBIGUOUS',
      `"${which}" names several files, say which by its hash: ${found.map(named).join(', ')}`,
    );
  const waiting = releases.map(named).join(', ') || 'none';
  throw new CodesetError('NOT_QUARANTINED', `no release ${which} is quarantined; waiting for a decision: ${waiting}`);
}
