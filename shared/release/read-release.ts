import { createHash } from 'node:crypto';
import { addDays, type IsoDate, isIsoDate } from '../dates.ts';
import { BadInput } from '../errors.ts';
import {
  coveredThrough,
  identityInName,
  identityOf,
  publishedInName,
  type ReleaseIdentity,
  releaseDate,
} from './identity.ts';
import { parseCodeText, recordForm } from './parse-text.ts';
import type { CodeRecord, Note, ParsedCodeFile } from './record.ts';
import type { SourceFile } from './source-file.ts';

/** A release as read from one file or zip, before anything is decided about it. */
export interface ReadRelease extends ParsedCodeFile {
  /** The file within the zip, or the bare file. */
  readonly codeFile: string;
  readonly form: 'text' | 'workbook';
  readonly identity: ReleaseIdentity;
  readonly date: IsoDate;
  readonly coveredThrough: IsoDate;
  readonly knownSince: IsoDate;
  readonly knownSinceSource: 'name' | 'zip-entry' | 'given' | 'release';
  /** Hash of the records, and of the lines on which they stand. */
  readonly content: string;
  /** Hash of what the records say: the same for text and workbook of the same release. */
  readonly meaning: string;
}

/** When a publisher published, and what says so. */
export interface PublishedOn {
  readonly on: IsoDate;
  readonly source: ReadRelease['knownSinceSource'];
}

const quarterStart = /^20\d\d-(01|04|07|10)-01$/;

/** What a person may add where neither name nor zip says it. */
export interface Given {
  readonly release?: ReleaseIdentity | undefined;
  readonly published?: IsoDate | undefined;
  /** For questions that store nothing: the newest date of any record will do, where nothing better tells the release. */
  readonly guessed?: boolean | undefined;
}

/**
 * Finds the code file among the files of a zip (text before workbook: it is the fuller), reads it, and works out which
 * release it is and when it was published. Throws `BadInput` where there is none.
 */
export async function readRelease(
  file: string,
  entries: readonly SourceFile[],
  given: Given = {},
): Promise<ReadRelease> {
  const { source, form, passedOver } = codeFileOf(file, entries);
  const name = source.name === file ? file : `${file}/${source.name}`;
  const parsed = form === 'text' ? parseCodeText(name, source.bytes) : await workbook(name, source.bytes);
  const named = given.release ?? identityInName(source.name) ?? identityInName(file);
  const identity = named ?? identityInRecords(name, parsed.records, given.guessed ?? false);
  const notes: Note[] = [...parsed.notes];
  if (!named) notes.push({ code: null, rule: 'release-from-records', text: releaseGuess(name, identity) });
  for (const other of passedOver)
    notes.push({ code: null, rule: 'second-code-file', text: `${other.name} holds records too, and was not read` });
  const published = publishedOf(file, source, given, identity);
  return {
    ...parsed,
    notes,
    codeFile: source.name,
    form,
    identity,
    date: releaseDate(identity),
    coveredThrough: coveredThrough(identity),
    knownSince: published.on,
    knownSinceSource: published.source,
    ...hashesOf(parsed.records),
  };
}

/** In the order of the codes: that of the file is no part of what it says. */
export function hashesOf(records: readonly CodeRecord[]): { content: string; meaning: string } {
  const content = createHash('sha256');
  const meaning = createHash('sha256');
  for (const { line, ...said } of [...records].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const text = JSON.stringify(said);
    content.update(`${line} ${text}\n`);
    meaning.update(`${text}\n`);
  }
  return { content: content.digest('hex').slice(0, 32), meaning: meaning.digest('hex').slice(0, 32) };
}

interface CodeFile {
  readonly source: SourceFile;
  readonly form: 'text' | 'workbook';
  /** Others with records in them. */
  readonly passedOver: readonly SourceFile[];
}

function codeFileOf(file: string, entries: readonly SourceFile[]): CodeFile {
  const texts = entries.filter(
    ({ name, bytes }) => !isZipped(bytes) && (/\.html?$/i.test(name) || holdsRecords(bytes)),
  );
  const text = best(texts) ?? (entries.length === 1 && !isZipped(entries[0]!.bytes) ? entries[0] : undefined);
  if (text) return { source: text, form: 'text', passedOver: texts.filter((other) => other !== text) };
  const book = best(entries.filter(({ name, bytes }) => isZipped(bytes) && !/trans|correct|noc/i.test(baseName(name))));
  if (book) return { source: book, form: 'workbook', passedOver: [] };
  const names = entries.map(({ name }) => name).join(', ');
  const holds = names ? `only ${names}` : 'nothing at all';
  const reason = `holds no code file (…ANWEB….txt or .xlsx), ${holds}; hand in the zip of the release, which brings what belongs to it`;
  throw new BadInput(file, null, 'no-code-file', reason);
}

/** Of several, the one that CMS calls ANWEB; then the largest. */
function best(files: readonly SourceFile[]): SourceFile | undefined {
  const rank = ({ name, bytes }: SourceFile) => (/anweb/i.test(name) ? 1e12 : 0) + bytes.length;
  return [...files].sort((a, b) => rank(b) - rank(a))[0];
}

function holdsRecords(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65_536)).toString('latin1');
  return head.split('\n').some((line) => recordForm.test(line));
}

function isZipped(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** The workbook library is large: only who meets a workbook loads it. */
async function workbook(name: string, bytes: Uint8Array): Promise<ParsedCodeFile> {
  const { parseCodeWorkbook } = await import('./parse-workbook.ts');
  return parseCodeWorkbook(name, bytes);
}

/** The contract's order: the date in a name, the zip entry's, a person's word; else the release's own date. */
export function publishedOf(file: string, source: SourceFile, given: Given, identity: ReleaseIdentity): PublishedOn {
  const inName = publishedInName(source.name) ?? publishedInName(file);
  if (inName) return { on: inName, source: 'name' };
  if (source.modifiedOn) return { on: source.modifiedOn, source: 'zip-entry' };
  if (given.published) return { on: given.published, source: 'given' };
  return { on: releaseDate(identity), source: 'release' };
}

/** A file whose name says nothing: most of what a release adds or ends takes effect on the release's own date. */
function identityInRecords(file: string, records: readonly CodeRecord[], guessed: boolean): ReleaseIdentity {
  const votes = new Map<IsoDate, number>();
  for (const { actionCode, actionEffectiveOn } of records) {
    if (actionCode === null || !/[ADR]/.test(actionCode) || !isIsoDate(actionEffectiveOn ?? '')) continue;
    if (quarterStart.test(actionEffectiveOn!)) votes.set(actionEffectiveOn!, (votes.get(actionEffectiveOn!) ?? 0) + 1);
  }
  const [winner] = [...votes].sort(([a, x], [b, y]) => y - x || (a < b ? 1 : -1));
  const date = winner?.[0] ?? (guessed ? newestStart(records) : undefined);
  const identity = date === undefined ? undefined : identityOf(date.slice(0, 7));
  if (identity) return identity;
  throw new BadInput(
    file,
    null,
    'unknown-release',
    'neither its name nor its records say which release it is; give it with --release YYYY-MM',
  );
}

/** The newest first day of a quarter on which a code begins, or another has just ended, whatever the action codes say. */
function newestStart(records: readonly CodeRecord[]): IsoDate | undefined {
  const days = records.flatMap(({ addedOn, terminatedOn }) => [
    addedOn ?? '',
    terminatedOn !== null && isIsoDate(terminatedOn) ? addDays(terminatedOn, 1) : '',
  ]);
  return days.filter((day) => isIsoDate(day) && quarterStart.test(day)).reduce<IsoDate | undefined>(latest, undefined);
}

function latest(a: IsoDate | undefined, b: IsoDate): IsoDate {
  return a !== undefined && a > b ? a : b;
}

function releaseGuess(file: string, identity: ReleaseIdentity): string {
  return `${file} names no release; its records' effective dates point to ${releaseDate(identity).slice(0, 7)}`;
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
