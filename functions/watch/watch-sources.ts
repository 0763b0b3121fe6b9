import { chooseReleases, missingQuarters } from '../../shared/release/choose-releases.ts';
import { nameOf } from '../../shared/release/link-address.ts';
import type { ReleaseLink } from '../../shared/release/release-links.ts';
import { noteRun, type RunLog } from './note-run.ts';
import { readSourceLists } from './read-source-lists.ts';
import type { SourceArchive } from './source-archive.ts';
import { type EventLog, type Failed, type Fetched, hcpcsQuarterlyPage, type SourceSite } from './source-site.ts';

export interface WatchPorts {
  readonly site: Pick<SourceSite, 'page' | 'file'>;
  readonly archive: SourceArchive;
  readonly runs: RunLog;
  readonly clock: { now(): Date };
  readonly log: EventLog;
}

export interface WatchOptions {
  /** How many releases back; a person asks for all of them once. */
  readonly newest?: number | 'all';
  /** Where to begin; further pages are found from there. */
  readonly pages?: readonly string[];
}

export type FileOutcome =
  /** Bytes that were never archived. `reposted`: other bytes came from this address before. */
  | (Had & { readonly outcome: 'new'; readonly reposted: boolean })
  /** Downloaded, but archived already: moved, renamed, sent without validators, or an earlier state posted again. */
  | (Had & { readonly outcome: 'known-content'; readonly reposted: boolean })
  | (Had & { readonly outcome: 'unchanged' })
  | { readonly outcome: 'refused'; readonly link: ReleaseLink; readonly reason: string }
  | { readonly outcome: 'failed'; readonly link: ReleaseLink; readonly failure: Failed };

interface Had {
  readonly link: ReleaseLink;
  readonly sha256: string;
}

export interface WatchReport {
  readonly scannedAt: string;
  /** Whether any page of the list could be had, or was told to be unchanged. */
  readonly answered: boolean;
  /** Releases and corrections that the pages list, wanted or not. */
  readonly found: readonly ReleaseLink[];
  /** Those that were wanted, in the order of time, each with what became of it. */
  readonly files: readonly FileOutcome[];
  /** Bodies of files that came over the line; 0 on a quiet re-scan. */
  readonly downloads: number;
  /** Files that nothing on the page explains: a person looks. */
  readonly unknown: readonly ReleaseLink[];
  /** CMS's other papers: layouts, indexes, decisions. */
  readonly others: readonly ReleaseLink[];
  /** Pages and files that could not be had, each with its remedy. */
  readonly failures: readonly Failed[];
  readonly problems: readonly string[];
}

/** After so many refusals in a row the front is closed to us; asking for the rest would be rude and useless. */
const refusalsToStop = 2;

/**
 * Reads CMS's list of releases and hands every file that is not archived yet to the archive, one at a time. Whatever
 * fails is in the report with its remedy; only a failing store throws. Doing it again downloads nothing.
 */
export const watchSources =
  (ports: WatchPorts) =>
  async ({ newest = 2, pages = [hcpcsQuarterlyPage] }: WatchOptions = {}): Promise<WatchReport> => {
    const scannedAt = ports.clock.now().toISOString();
    const { links, answered, failures, problems } = await readSourceLists(ports, pages);
    const files: FileOutcome[] = [];
    let downloads = 0;
    for (const link of chooseReleases(links, newest)) {
      const { outcome, downloaded } = closed(files) ? notAsked(link, files) : await fetchFile(ports, link);
      ports.log.info('watch-file', { url: link.url, outcome: outcome.outcome });
      files.push(outcome);
      if (downloaded) downloads += 1;
    }
    const missing = missingQuarters(links).map((release) => `the list has no release ${release}, but later ones`);
    const report: WatchReport = {
      scannedAt,
      answered,
      found: links.filter(({ kind }) => kind === 'release' || kind === 'corrections'),
      files,
      downloads,
      unknown: links.filter(({ kind }) => kind === 'unknown'),
      others: links.filter(({ kind }) => kind === 'other-known'),
      failures: [...failures, ...files.flatMap((file) => (file.outcome === 'failed' ? [file.failure] : []))],
      problems: [...new Set([...problems, ...missing, ...files.flatMap(goneBack)])],
    };
    await noteRun(ports.runs, report);
    return report;
  };

/** Bytes that stood at the address before others did: which of the two holds is for a person to say. */
function goneBack(file: FileOutcome): readonly string[] {
  if (file.outcome !== 'known-content' || !file.reposted) return [];
  const remedy = 'where its word is to hold, ingest its code file under a name that ends with the day, as _MMDDYYYY';
  return [`${file.link.url} serves an earlier file again; the later one stays in force: ${remedy}`];
}

interface FileResult {
  readonly outcome: FileOutcome;
  readonly downloaded: boolean;
}

async function fetchFile({ site, archive, clock }: WatchPorts, link: ReleaseLink): Promise<FileResult> {
  const known = await archive.sourceState.get(link.url);
  // A page that speaks of another version is believed before a server that says nothing has changed.
  const sameVersion = known !== undefined && known.version === link.version;
  const answer = await site.file(link.url, sameVersion ? known.validators : undefined);
  if (answer.kind === 'failed') return { outcome: { outcome: 'failed', link, failure: answer }, downloaded: false };
  if (answer.kind === 'unchanged')
    return { outcome: { outcome: 'unchanged', link, sha256: known!.sha256! }, downloaded: false };
  const fetchedAt = clock.now().toISOString();
  const { url, finalUrl, bytes, headers, validators } = answer;
  const archived = await archive.archiveSource({
    url,
    finalUrl,
    name: fileNameOf(answer, link),
    bytes,
    headers,
    fetchedAt,
    link,
  });
  if ('refused' in archived)
    return { outcome: { outcome: 'refused', link, reason: archived.refused }, downloaded: true };
  const { sha256, isNew } = archived;
  // Remembered after the archive has it: a stop between the two costs one download, never a release.
  const version = link.version === undefined ? {} : { version: link.version };
  await archive.sourceState.put(link.url, { validators, fetchedAt, ...version, sha256 });
  const reposted = known?.sha256 !== undefined && known.sha256 !== sha256;
  return { outcome: { outcome: isNew ? 'new' : 'known-content', link, sha256, reposted }, downloaded: true };
}

function closed(files: readonly FileOutcome[]): boolean {
  const last = files.slice(-refusalsToStop);
  return (
    last.length === refusalsToStop &&
    last.every((file) => file.outcome === 'failed' && file.failure.failure === 'blocked')
  );
}

function notAsked(link: ReleaseLink, files: readonly FileOutcome[]): FileResult {
  const last = files.at(-1);
  if (last?.outcome !== 'failed') throw new Error('nothing was refused');
  const failure = { ...last.failure, url: link.url, attempts: 0, detail: 'not asked for after the refusals before' };
  return { outcome: { outcome: 'failed', link, failure }, downloaded: false };
}

/** The server's own name for the file, else the address's where it has an ending, else the page's words. */
function fileNameOf({ headers, finalUrl, url }: Fetched, { text }: ReleaseLink): string {
  const given = /filename="?([^";]+)"?/i.exec(headers['content-disposition'] ?? '')?.[1]?.replace(/^.*[/\\]/, '');
  const names = [given, nameOf(new URL(finalUrl)), nameOf(new URL(url))];
  return names.find((name) => name && /\.[a-z]{2,4}$/i.test(name)) ?? `${text.replace(/[/\\]/g, '-')}.zip`;
}
