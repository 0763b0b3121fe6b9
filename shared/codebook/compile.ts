import { parseDose } from '../changes/dose.ts';
import type { Replacement } from '../changes/replacement.ts';
import type { CodeSet } from '../code.ts';
import { toDayNumber } from '../dates.ts';
import { type BookEntry, type BookRelease, type BookVersion, CodeBook, noEnd } from './code-book.ts';
import type { Period } from './coverage.ts';
import type { CodeHistory, Life, Version } from './history.ts';

/** What a code book is compiled from: one published state of a code set. */
export interface BookSource {
  readonly codeSet: CodeSet;
  readonly releases: readonly BookRelease[];
  readonly coverage: readonly Period[];
  readonly histories: ReadonlyMap<string, CodeHistory>;
  /** By old code; codes that nothing replaces are absent. */
  readonly replacements: ReadonlyMap<string, readonly Replacement[]>;
}

export function compileCodeBook(source: BookSource): CodeBook {
  const codes = [...source.histories.keys()].sort();
  const entries = new Map(
    codes.map((code) => [code, entryOf(source.histories.get(code)!, source.replacements.get(code) ?? [])]),
  );
  return bookOf(source.codeSet, source.releases, source.coverage, entries);
}

export function bookOf(
  codeSet: CodeSet,
  releases: readonly BookRelease[],
  coverage: readonly Period[],
  entries: ReadonlyMap<string, BookEntry>,
): CodeBook {
  const covered = coverage.map(({ from, to }) => [toDayNumber(from), toDayNumber(to)] as const);
  return new CodeBook(codeSet, releases, coverage, entries, covered);
}

function entryOf(history: CodeHistory, replacements: readonly Replacement[]): BookEntry {
  return {
    code: history.code,
    codeType: history.codeType,
    lives: history.lives.map(lifeOf),
    versions: history.versions
      .map(versionOf)
      .filter((version, index, all) => index === 0 || !sameForRules(version, all[index - 1]!)),
    unproven: history.unproven && { from: toDayNumber(history.unproven.from), to: toDayNumber(history.unproven.to) },
    replacements,
  };
}

function lifeOf(life: Life) {
  return {
    from: toDayNumber(life.from),
    to: life.to === null ? noEnd : toDayNumber(life.to),
    release: life.endKnownIn ?? life.startKnownIn,
    withdrawn: life.withdrawn,
  };
}

function versionOf({ effective, release, record }: Version): BookVersion {
  const dose = record.codeType === 'procedure' ? parseDose(record.longDescription) : null;
  return {
    from: toDayNumber(effective),
    release,
    coverage: record.coverage,
    pricingIndicators: record.pricingIndicators,
    shortDescription: record.shortDescription,
    dose: dose && dose.per === null && dose.of === null ? { ...dose.value, unit: dose.unit } : null,
  };
}

function sameForRules(a: BookVersion, b: BookVersion): boolean {
  const facts = ({ from: _from, release: _release, ...rest }: BookVersion) => JSON.stringify(rest);
  return facts(a) === facts(b);
}
