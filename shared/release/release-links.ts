import type { IsoDate } from '../dates.ts';
import { identityOfPeriod, type ReleaseIdentity, releaseName } from './identity.ts';
import { formOf, isOtherPart, keyOf, type LinkForm, nameOf, pageKey, resolve, sameSite } from './link-address.ts';
import { type LinkPeriod, type LinkSubject, periodOf, subjectOf } from './link-meaning.ts';
import { type LinkSighting, sightLinks } from './link-sighting.ts';
import { foldWords, type LinkKind, speaksOfHcpcs, versionIn } from './link-words.ts';
import { periodIn } from './period-words.ts';

export interface ReleaseLink {
  readonly url: string;
  readonly text: string;
  readonly kind: LinkKind;
  /** Undefined where the page names no year, or a month that begins no quarter: the file itself must tell. */
  readonly identity?: ReleaseIdentity;
  /** `v3`, `repost 0`, the day of posting, or several: what tells two postings of one release apart. */
  readonly version?: string;
  readonly publishedOn?: IsoDate;
  /** Why the link was taken for what it is, for a person who doubts. */
  readonly reason: string;
}

export interface ReleaseLinks {
  readonly links: readonly ReleaseLink[];
  /** More of the list, and pages of single releases, on the same site. */
  readonly nextPages: readonly string[];
  /** What a person should look at; the links that are there are good all the same. */
  readonly problems: readonly string[];
}

/** What one link turned out to be. */
type Judged =
  | { readonly is: 'link'; readonly link: ReleaseLink; readonly problems: readonly string[] }
  | { readonly is: 'page' | 'list'; readonly url: string }
  | { readonly is: 'nothing' };

/**
 * Every release link on a page of CMS, found by meaning (code set, year, quarter, correction, version) in text, title,
 * file name, table row and headings, whatever the markup. A file of which nothing is known is reported as `unknown`.
 */
export function releaseLinks(html: string, pageAddress: string): ReleaseLinks {
  const page = new URL(pageAddress);
  const { base, sightings } = sightLinks(html);
  const problems: string[] = [];
  const links = new Map<string, ReleaseLink>();
  const nextPages = new Map<string, string>();
  const lists = new Map<string, string>();
  for (const sighting of sightings) {
    const url = resolve(sighting.href, base, page);
    if (url === undefined) problems.push(`a link cannot be followed: ${sighting.href.slice(0, 200)}`);
    if (!url) continue;
    const judged = judge(sighting, url, page);
    if (judged.is === 'page') nextPages.set(pageKey(judged.url), judged.url);
    if (judged.is === 'list') lists.set(pageKey(judged.url), judged.url);
    if (judged.is !== 'link') continue;
    problems.push(...judged.problems);
    const key = keyOf(judged.link.url);
    links.set(key, betterLink(links.get(key), judged.link));
  }
  // A page that moved leaves a stub behind, which leads to the new list and to nothing else.
  if (links.size === 0 && nextPages.size === 0) for (const [key, url] of lists) nextPages.set(key, url);
  if (![...links.values()].some(({ kind }) => kind === 'release' || kind === 'corrections') && nextPages.size === 0)
    problems.push('the page names no release: it was rebuilt, or this is another page than was asked for');
  return { links: [...links.values()], nextPages: [...nextPages.values()], problems: [...new Set(problems)] };
}

function judge(sighting: LinkSighting, url: URL, page: URL): Judged {
  if (sighting.inPager && isOtherPart(url, page)) return { is: 'page', url: url.href };
  const form = formOf(url, sighting.calledFile);
  const own = [sighting.text, ...sighting.labels, nameOf(url)].filter((words) => words !== '');
  const around = [...sighting.around, ...sighting.headings];
  const subject = subjectOf(own, around, form);
  const period = periodOf(own, around);
  return form === 'page'
    ? judgePage({ sighting, url, page, own, subject, period })
    : judgeFile({ sighting, url, form, own, subject, period });
}

interface Evidence {
  readonly sighting: LinkSighting;
  readonly url: URL;
  readonly own: readonly string[];
  readonly subject: LinkSubject | undefined;
  readonly period: LinkPeriod;
}

function judgePage({ sighting, url, page, own, subject, period }: Evidence & { page: URL }): Judged {
  const words = own.map(foldWords);
  if (pageKey(url.href) === pageKey(page.href)) return { is: 'nothing' };
  if (isOtherPart(url, page)) return { is: 'page', url: url.href };
  const leadsOn = subject?.kind === 'release' || subject?.kind === 'corrections';
  const hcpcs = words.some(speaksOfHcpcs);
  const ownYear = own.some((text) => periodIn(text).year !== undefined);
  if (sameSite(url, page)) {
    if (leadsOn && ownYear && hcpcs) return { is: 'page', url: url.href };
    if (hcpcs && (leadsOn || words.some((text) => /quarterly update/.test(text)))) return { is: 'list', url: url.href };
  }
  if (!hcpcs || !ownYear || sighting.inNavigation) return { is: 'nothing' };
  const kind = subject?.kind === 'other-known' ? 'other-known' : 'unknown';
  return asLink(
    { sighting, url, own, subject, period },
    kind,
    subject?.reason ?? 'a page that speaks of HCPCS and a year',
  );
}

function judgeFile({ sighting, url, form, own, subject, period }: Evidence & { form: LinkForm }): Judged {
  const evidence = { sighting, url, own, subject, period };
  const hcpcs = own.map(foldWords).some(speaksOfHcpcs);
  if (form === 'document') {
    if (!subject && !hcpcs) return { is: 'nothing' };
    return asLink(evidence, 'other-known', `a document to read: ${subject?.name ?? 'speaks of HCPCS'}`);
  }
  if (!subject) return asLink(evidence, 'unknown', 'a file that nothing on the page explains');
  return asLink(evidence, subject.kind, subject.reason);
}

function asLink({ sighting, url, own, period, subject }: Evidence, kind: LinkKind, reason: string): Judged {
  const identity = period.oddMonth ? undefined : identityOfPeriod(period);
  const words = [...own, ...sighting.around.slice(0, 1)].map(foldWords);
  const version = [words.map(versionIn).find((found) => found !== undefined), period.publishedOn]
    .filter(Boolean)
    .join(' ');
  const link: ReleaseLink = {
    url: url.href,
    text: own[0] ?? url.href,
    kind,
    ...(identity ? { identity } : {}),
    ...(version ? { version } : {}),
    ...(period.publishedOn ? { publishedOn: period.publishedOn } : {}),
    reason: `${reason}${identity ? `; ${identity.annual ? identity.year : releaseName(identity)}` : '; names no quarter'}`,
  };
  const conflicts = kind === 'unknown' ? [] : [subject?.conflict, period.conflict];
  return { is: 'link', link, problems: conflicts.flatMap((text) => (text ? [`${url.href}: ${text}`] : [])) };
}

/** Of two sightings of one address the one that says more. */
export function betterLink(before: ReleaseLink | undefined, now: ReleaseLink): ReleaseLink {
  return before && worth(before) >= worth(now) ? before : now;
}

function worth({ kind, identity, version }: ReleaseLink): number {
  const known = { release: 3, corrections: 3, 'other-known': 2, unknown: 1 }[kind];
  return known * 8 + (identity ? 4 : 0) + (identity && !identity.annual ? 2 : 0) + (version ? 1 : 0);
}
