import { type ReleaseIdentity, releaseName } from './identity.ts';
import type { ReleaseLink } from './release-links.ts';

/**
 * The links worth asking for: the newest N releases with their corrections, or all; those of which the page names no
 * quarter always, since they may be the newest. Oldest first and each release before its corrections, so that they
 * are ingested in the order of time.
 */
export function chooseReleases(links: readonly ReleaseLink[], newest: number | 'all'): readonly ReleaseLink[] {
  const releases = links.filter(({ kind }) => kind === 'release' || kind === 'corrections');
  const named = releases.filter(({ kind, identity }) => kind === 'release' && identity);
  const inOrder = [...new Set(named.map(({ identity }) => releaseName(identity!)))].sort().reverse();
  const chosen = new Set(newest === 'all' ? inOrder : inOrder.slice(0, newest));
  const years = new Set([...chosen].map((release) => release.slice(0, 4)));
  const belongs = ({ kind, identity }: ReleaseLink): boolean =>
    !identity ||
    newest === 'all' ||
    chosen.has(releaseName(identity)) ||
    (kind === 'corrections' && identity.annual && years.has(`${identity.year}`));
  return releases.filter(belongs).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** Quarters that the list lacks between its first quarterly release and its newest: withdrawn, or not recognised. */
export function missingQuarters(links: readonly ReleaseLink[]): readonly string[] {
  const quarterly = links.flatMap(({ kind, identity }) => (kind === 'release' && identity ? [identity] : []));
  const listed = new Set(quarterly.map(numberOf));
  const first = Math.min(...quarterly.filter(({ annual }) => !annual).map(numberOf));
  const last = Math.max(...listed);
  const missing: string[] = [];
  for (let number = first + 1; number < last; number += 1)
    if (!listed.has(number)) missing.push(releaseName(fromNumber(number)));
  return missing;
}

/** Sorts by release, then releases before corrections, then by version and day of posting; the unnamed come last. */
function orderOf({ kind, identity, version = '', url }: ReleaseLink): string {
  const release = identity ? releaseName(identity) : '9999-12';
  return [release, kind === 'release' ? 0 : 1, version, url].join(' ');
}

function numberOf({ year, quarter }: ReleaseIdentity): number {
  return year * 4 + quarter - 1;
}

function fromNumber(number: number): Pick<ReleaseIdentity, 'year' | 'quarter'> {
  return { year: Math.floor(number / 4), quarter: ((number % 4) + 1) as ReleaseIdentity['quarter'] };
}
