import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';

/** A release as a published state holds it, of which only the name and the change set matter. */
export function releaseOf(release: string, changeSet: string): HeldRelease {
  return {
    release,
    codeSet: 'HCPCS',
    date: `${release.slice(0, 7)}-01`,
    coveredThrough: `${release.slice(0, 7)}-28`,
    knownSince: `${release.slice(0, 7)}-01`,
    knownSinceSource: 'release',
    file: `${release}.txt`,
    sha256: changeSet,
    content: changeSet,
    records: 1,
    changeSet,
  };
}
