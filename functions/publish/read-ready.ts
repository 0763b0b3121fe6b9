import type { CodeSet } from '../../shared/code.ts';
import type { CorrectionsSource, FileSource } from '../../shared/codebook/source.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { CodesetError } from '../../shared/errors.ts';
import { refuseDamaged } from '../../shared/release/gate.ts';
import { identityOf } from '../../shared/release/identity.ts';
import { type ReadArrival, type ReadCorrections, readArrival } from '../../shared/release/read-arrival.ts';
import { readEvidence } from '../../shared/release/read-evidence.ts';
import type { ReadRelease } from '../../shared/release/read-release.ts';
import type { SourceFile } from '../../shared/release/source-file.ts';
import { hashOf } from '../adapters/hash.ts';
import { filesIn } from '../adapters/unzip.ts';
import type { ReadyArrival } from './publish-release.ts';

/** Bytes, and all that reading them depends on: their name, and what a person said of them. */
export interface Handed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly release: string | null;
  readonly published: IsoDate | null;
}

export type Ready = Omit<ReadyArrival, 'notify' | 'archive'>;

/** Reads a file whole, or throws `BadInput` and nothing is stored. */
export async function readReady(handed: Handed): Promise<Ready> {
  const { name, bytes, release, published } = handed;
  const files = await filesIn(name, bytes);
  const read = await readArrival(name, files, {
    release: release === null ? undefined : identityGiven(release),
    published: published ?? undefined,
  });
  if (read.release) refuseDamaged(name, read.release);
  return readyOf(handed, hashOf(bytes), files, read);
}

/** Evidence takes longer to read than the release itself, and is asked for more than once. */
function once<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= read();
    return result;
  };
}

/** HCPCS is what files bring; licensed CPT takes a way of its own to the same publishing. */
const codeSet: CodeSet = 'HCPCS';

function readyOf(
  handed: Handed,
  sha256: string,
  files: readonly SourceFile[],
  { release, corrections }: ReadArrival,
): Ready {
  const file = release && fileSource(handed, sha256, release);
  const documents = corrections.map((read) => correctionsSource(handed, sha256, read));
  return {
    codeSet,
    file: handed.name,
    sha256,
    sources: file ? [file, ...documents] : documents,
    release: release && file && { source: file, read: release, evidence: once(() => readEvidence(files, release)) },
    files: new Map(release ? [[release.content, release.records]] : []),
    documents: new Map(corrections.map(({ content, document }) => [content, document])),
  };
}

function fileSource({ name, release, published }: Handed, sha256: string, read: ReadRelease): FileSource {
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
  { name, release, published }: Handed,
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
