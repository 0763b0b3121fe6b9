import type { CodeBook } from '../codebook/code-book.ts';
import { compileCodeBook } from '../codebook/compile.ts';
import { statedReplacements } from '../codebook/compile-state.ts';
import { coveredPeriods } from '../codebook/coverage.ts';
import { foldReleases } from '../codebook/history.ts';
import type { CptYear } from './cpt-record.ts';
import { isPartial, wholeYears } from './partial-year.ts';
import { yearStates } from './year-states.ts';

/** A year as read from a folder, with what a report has to name of it. */
export interface NamedYear {
  readonly file: string;
  readonly sha256: string;
  readonly year: CptYear;
}

/** The code book of CPT years that no store holds. It has codes, dates and replacements, and no text. */
export function bookOfYears(named: readonly NamedYear[]): CodeBook {
  const inOrder = [...named].sort(
    (a, b) => a.year.year - b.year.year || Number(isPartial(a.year)) - Number(isPartial(b.year)),
  );
  const years = wholeYears(inOrder.map(({ year }) => ({ year, published: null })));
  const dated = years.map((year) => ({ year, release: String(year.year), knownSince: year.date }));
  const states = yearStates(dated);
  return compileCodeBook({
    codeSet: 'CPT',
    releases: states.map(({ release, date, knownSince }, index) => {
      const { file, sha256 } = inOrder[index]!;
      return { release, file, sha256, date, knownSince };
    }),
    coverage: coveredPeriods(states),
    histories: foldReleases(states),
    replacements: statedReplacements(states.flatMap(({ changes }) => changes)),
  });
}
