import type { Replacement } from '../changes/replacement.ts';
import type { CodeBook } from '../codebook/code-book.ts';
import { compileCodeBook } from '../codebook/compile.ts';
import { coveredPeriods } from '../codebook/coverage.ts';
import { foldReleases } from '../codebook/history.ts';
import type { CptYear } from './cpt-record.ts';
import { type YearState, yearStates } from './year-states.ts';

/** A year as read from a folder, with what a report has to name of it. */
export interface NamedYear {
  readonly file: string;
  readonly sha256: string;
  readonly year: CptYear;
}

/** The code book of CPT years that no store holds. It has codes, dates and replacements, and no text. */
export function bookOfYears(named: readonly NamedYear[]): CodeBook {
  const inOrder = [...named].sort((a, b) => a.year.year - b.year.year);
  const dated = inOrder.map(({ year }) => ({ year, release: String(year.year), knownSince: year.date }));
  const states = yearStates(dated);
  return compileYears(states, inOrder);
}

export function compileYears(
  states: readonly YearState[],
  files: readonly Pick<NamedYear, 'file' | 'sha256'>[],
): CodeBook {
  return compileCodeBook({
    codeSet: 'CPT',
    releases: states.map(({ release, date, knownSince }, index) => {
      const { file, sha256 } = files[index]!;
      return { release, file, sha256, date, knownSince };
    }),
    coverage: coveredPeriods(states),
    histories: foldReleases(states),
    replacements: replacementsIn(states),
  });
}

/** What AMA's instructions say of each code at its last deletion. */
function replacementsIn(states: readonly YearState[]): ReadonlyMap<string, readonly Replacement[]> {
  const found = new Map<string, readonly Replacement[]>();
  for (const { changes } of states)
    for (const { code, kind, replacements } of changes)
      if (kind === 'deleted' && replacements.length > 0) found.set(code, replacements);
  return found;
}
