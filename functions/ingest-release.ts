import type { CodeSet } from '../shared/code.ts';
import type { CorrectionsSource, FileSource } from '../shared/codebook/source.ts';
import type { IsoDate } from '../shared/dates.ts';
import { CodesetError } from '../shared/errors.ts';
import { refuseDamaged } from '../shared/release/gate.ts';
import { identityOf } from '../shared/release/identity.ts';
import { type ReadArrival, type ReadCorrections, readArrival } from '../shared/release/read-arrival.ts';
import { readEvidence } from '../shared/release/read-evidence.ts';
import type { ReadRelease } from '../shared/release/read-release.ts';
import type { SourceFile } from '../shared/release/source-file.ts';
import type { Archive } from './adapters/archive.ts';
import { hashOf } from './adapters/hash.ts';
import { filesIn } from './adapters/unzip.ts';
import type { Published, publishRelease, ReadyArrival } from './publish-release.ts';

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
    const files = await filesIn(name, bytes);
    const read = await readArrival(name, files, {
      release: release === null ? undefined : identityGiven(release),
      published: published ?? undefined,
    });
    if (read.release) refuseDamaged(name, read.release);
    const given = { release, published };
    const origin = { name, address, headers, archivedAt: now(), given };
    return publish({
      ...readyOf(arrival, hashOf(bytes), files, read),
      notify,
      archive: () => archive.put(bytes, origin),
    });
  };

/** HCPCS is what files bring; licensed CPT takes a way of its own to the same publishing. */
const codeSet: CodeSet = 'HCPCS';

type Ready = Omit<ReadyArrival, 'notify' | 'archive'>;

function readyOf(
  arrival: Arrival,
  sha256: string,
  files: readonly SourceFile[],
  { release, corrections }: ReadArrival,
): Ready {
  const file = release && fileSource(arrival, sha256, release);
  const documents = corrections.map((read) => correctionsSource(arrival, sha256, read));
  return {
    codeSet,
    file: arrival.name,
    sha256,
    sources: file ? [file, ...documents] : documents,
    release: release && file && { source: file, read: release, evidence: () => readEvidence(files, release) },
    files: new Map(release ? [[release.content, release.records]] : []),
    documents: new Map(corrections.map(({ content, document }) => [content, document])),
  };
}

function fileSource({ name, release, published }: Arrival, sha256: string, read: ReadRelease): FileSource {
  const { date, coveredThrough, knownSince, knownSinceSource, content, meaning, codeFile } = read;
  return {
    kind: 'file',
    codeSet,
    date,
    coveredThrough,
    knownSince,
    knownSinceSource,
    file: name,
    entry: codeFile,
    sha256,
    given: { release, published },
    content,
    meaning,
    records: read.records.length,
  };
}

function correctionsSource(
  { name, release, published }: Arrival,
  sha256: string,
  { entry, document, date, published: { on, source }, content, meaning }: ReadCorrections,
): CorrectionsSource {
  const { version, operations, quarantined } = document;
  const named = [...operations, ...quarantined].flatMap(({ code }) => (code === null ? [] : [code]));
  const years = operations.flatMap(({ intent }) => (intent.kind === 'revert' ? [intent.year] : []));
  return {
    kind: 'corrections',
    codeSet,
    date,
    knownSince: on,
    knownSinceSource: source,
    file: name,
    entry,
    sha256,
    given: { release, published },
    content,
    meaning,
    version,
    codes: [...new Set(named)].sort(),
    revertsTo: [...new Set(years)].sort(),
  };
}

function identityGiven(release: string) {
  const identity = identityOf(release);
  if (!identity)
    throw new CodesetError('USAGE', `"${release}" is no release; write YEAR-MONTH of its quarter, as 2026-01`, 2);
  return identity;
}
