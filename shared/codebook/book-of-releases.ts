import type { CodeChange } from '../changes/change.ts';
import { changesBetween } from '../changes/changes-between.ts';
import { releaseName } from '../release/identity.ts';
import type { ReadRelease } from '../release/read-release.ts';
import type { CodeBook } from './code-book.ts';
import { compileState } from './compile-state.ts';

/** A release as read from a file, with what a report has to name of it. */
export interface NamedRelease {
  readonly file: string;
  readonly sha256: string;
  readonly read: ReadRelease;
}

/** The code book of releases that no store holds, for a check against files. */
export function bookOfReleases(named: readonly NamedRelease[]): CodeBook {
  const inOrder = [...named].sort((a, b) => (a.read.date < b.read.date ? -1 : 1));
  const changesOf = new Map<string, readonly CodeChange[]>();
  const recordsOf = new Map(inOrder.map(({ read }) => [read.content, read.records]));
  const releases = inOrder.map(({ file, sha256, read }, index) => {
    const before = inOrder[index - 1]?.read;
    changesOf.set(read.content, before ? changesBetween(before, read).changes : []);
    const { date, coveredThrough, knownSince, knownSinceSource, content } = read;
    const facts = { codeSet: 'HCPCS', date, coveredThrough, knownSince, knownSinceSource, content } as const;
    const release = releaseName(read.identity);
    return { ...facts, release, file, sha256, records: read.records.length, changeSet: content };
  });
  return compileState('HCPCS', releases, recordsOf, changesOf);
}
