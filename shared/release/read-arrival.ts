import { createHash } from 'node:crypto';
import type { IsoDate } from '../dates.ts';
import { BadInput } from '../errors.ts';
import type { Corrections } from './corrections/operation.ts';
import { identityInName, identityOf, releaseDate } from './identity.ts';
import { type Given, type PublishedOn, publishedOf, type ReadRelease, readRelease } from './read-release.ts';
import type { SourceFile } from './source-file.ts';

/** One version of a corrections document as read, with what says which release it corrects and since when. */
export interface ReadCorrections {
  readonly entry: string;
  readonly document: Corrections;
  /** First day of the release that it corrects. */
  readonly date: IsoDate;
  readonly published: PublishedOn;
  readonly content: string;
  readonly meaning: string;
}

/** What a file brings: a release, corrections, or (in one zip) both. */
export interface ReadArrival {
  readonly release: ReadRelease | null;
  readonly corrections: readonly ReadCorrections[];
}

/** Reads all that a file brings. Throws `BadInput` where it is neither a release nor a corrections document. */
export async function readArrival(
  file: string,
  entries: readonly SourceFile[],
  given: Given = {},
): Promise<ReadArrival> {
  const named = entries.filter(({ name }) => /correct/i.test(baseName(name)) || /correct/i.test(baseName(file)));
  const documents = await correctionsAmong(named);
  const others = entries.filter((entry) => !documents.includes(entry));
  try {
    const release = await readRelease(file, others, given);
    return { release, corrections: await readAll(file, documents, given) };
  } catch (error) {
    if (!(error instanceof BadInput) || !holdsNoRelease.has(error.rule)) throw error;
    const found = documents.length > 0 ? documents : await correctionsAmong(others);
    if (found.length === 0) throw error;
    return { release: null, corrections: await readAll(file, found, given) };
  }
}

/** Rules by which the reader of releases says that a file is something else. */
const holdsNoRelease: ReadonlySet<string> = new Set(['no-code-file', 'no-records', 'no-header']);

/** The libraries behind it are large: who meets no corrections loads none of them. */
async function correctionsAmong(entries: readonly SourceFile[]): Promise<readonly SourceFile[]> {
  if (entries.length === 0) return [];
  const { classifyFile } = await import('./classify-file.ts');
  return entries.filter((entry) => classifyFile(entry).kind === 'corrections');
}

async function readAll(
  file: string,
  entries: readonly SourceFile[],
  given: Given,
): Promise<readonly ReadCorrections[]> {
  if (entries.length === 0) return [];
  const { readCorrections } = await import('./corrections/read-corrections.ts');
  const best = new Map<string, { rank: number; read: ReadCorrections }>();
  for (const entry of entries) {
    const name = entry.name === file ? file : `${file}/${entry.name}`;
    const read = readOne(file, entry, readCorrections(name, entry.bytes), given);
    const key = `${read.date} ${read.document.version}`;
    const rank = rankOf(entry);
    if (rank > (best.get(key)?.rank ?? -1)) best.set(key, { rank, read });
  }
  return [...best.values()].map(({ read }) => read);
}

function readOne(file: string, entry: SourceFile, document: Corrections, given: Given): ReadCorrections {
  const stated = document.base === null ? undefined : identityOf(document.base);
  const identity = given.release ?? stated ?? identityInName(entry.name) ?? identityInName(file);
  if (!identity)
    throw new BadInput(
      file,
      null,
      'unknown-release',
      `${entry.name} does not say which release it corrects; give it with --release YYYY-MM`,
    );
  const published = publishedOf(file, entry, given, identity);
  const date = releaseDate(identity);
  return { entry: entry.name, document, date, published, ...hashesOf(document) };
}

/** The workbook says it whole; a tab-delimited text as well, but without its types; a print file cuts its cells. */
function rankOf({ bytes }: SourceFile): number {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 2;
  return bytes.includes(0x09) ? 1 : 0;
}

function hashesOf({ version, operations, quarantined, notes }: Corrections): { content: string; meaning: string } {
  const content = hashOf(JSON.stringify({ version, operations, quarantined, notes }));
  const asked = operations.map(({ line: _line, ...rest }) => rest);
  const unread = quarantined.map(({ line: _line, ...rest }) => rest);
  return { content, meaning: hashOf(JSON.stringify({ version, asked, unread })) };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}
