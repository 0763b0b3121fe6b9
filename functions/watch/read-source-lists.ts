import { identityInName } from '../../shared/release/identity.ts';
import { keyOf, nameOf, pageKey } from '../../shared/release/link-address.ts';
import { betterLink, type ReleaseLink, type ReleaseLinks, releaseLinks } from '../../shared/release/release-links.ts';
import type { SourceArchive } from './source-archive.ts';
import type { EventLog, Failed, Fetched, SourceSite } from './source-site.ts';

export interface ListPorts {
  readonly site: Pick<SourceSite, 'page'>;
  readonly archive: Pick<SourceArchive, 'sourceState'>;
  readonly clock: { now(): Date };
  readonly log: EventLog;
}

/** Raised with each change of the rules by which links are read, so that remembered lists are read again. */
const pageReader = 1;

/** CMS's list takes two or three pages; more than this is a site that leads in circles. */
const mostPages = 40;

export interface SourceLists {
  /** Each address once, in the words that say most. */
  readonly links: readonly ReleaseLink[];
  /** Whether any page could be had, or was told to be unchanged. */
  readonly answered: boolean;
  readonly failures: readonly Failed[];
  readonly problems: readonly string[];
}

/** Reads the pages and all to which they lead. */
export async function readSourceLists(ports: ListPorts, pages: readonly string[]): Promise<SourceLists> {
  const links = new Map<string, ReleaseLink>();
  const failures: Failed[] = [];
  const problems: string[] = [];
  let answered = false;
  const add = (link: ReleaseLink) => links.set(keyOf(link.url), betterLink(links.get(keyOf(link.url)), link));
  const due = [...pages];
  const seen = new Set(due.map(pageKey));
  for (let read = 0; due.length > 0; read += 1) {
    const url = due.shift()!;
    if (read === mostPages) {
      problems.push(`more than ${mostPages} pages; the rest, from ${url} on, was not read`);
      break;
    }
    const { listed, failure } = await readPage(ports, url);
    answered ||= failure === undefined;
    // An address without an ending may turn out to be the file itself.
    if (failure?.failure === 'not-a-page') add(fileInsteadOfPage(url));
    else if (failure) failures.push(failure);
    if (!listed) continue;
    listed.links.forEach(add);
    problems.push(...listed.problems.map((problem) => `${url}: ${problem}`));
    const further = listed.nextPages.filter((next) => !seen.has(pageKey(next)));
    for (const next of further) seen.add(pageKey(next));
    due.push(...further);
  }
  return { links: [...links.values()], answered, failures, problems };
}

interface PageResult {
  readonly listed?: ReleaseLinks | undefined;
  readonly failure?: Failed;
}

async function readPage({ site, archive, clock, log }: ListPorts, url: string): Promise<PageResult> {
  const known = await archive.sourceState.get(url);
  const remembered = known?.reader === pageReader ? known.listed : undefined;
  const answer = await site.page(url, remembered && known?.validators);
  log.info('watch-page', { url, answer: answer.kind });
  // CMS has refused its pages to programs while it served the files: those that it listed last can still be watched.
  if (answer.kind === 'failed') return { listed: remembered, failure: answer };
  if (answer.kind === 'unchanged') return { listed: remembered };
  const listed = releaseLinks(textOf(answer), answer.finalUrl);
  const { validators } = answer;
  const fetchedAt = clock.now().toISOString();
  await archive.sourceState.put(url, { validators, fetchedAt, listed, reader: pageReader });
  return { listed };
}

function fileInsteadOfPage(url: string): ReleaseLink {
  const text = nameOf(new URL(url));
  const identity = identityInName(text);
  return {
    url,
    text,
    kind: 'release',
    ...(identity ? { identity } : {}),
    reason: 'a file stands where a page was due',
  };
}

function textOf({ bytes, headers }: Fetched): string {
  const charset = /charset=["']?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  return new TextDecoder(
    /^(?:iso-8859-1|windows-1252|cp1252|latin1)$/i.test(charset) ? 'windows-1252' : 'utf-8',
  ).decode(bytes);
}
