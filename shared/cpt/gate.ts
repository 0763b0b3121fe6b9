import { BadInput } from '../errors.ts';
import type { Concern } from '../release/gate.ts';
import { compareYears } from './compare-years.ts';
import type { CptYear } from './cpt-record.ts';

/**
 * Share of a year's codes that the next may lack without AMA's list of the deleted naming them. CPT 2026 deleted 84 of
 * some 11,500; a folder that lacks more has lost a file or a part of one. Small sets get a floor.
 */
const vanishedShare = 0.03;
const vanishedFloor = 20;

/** Throws `BadInput` with file, line, rule and remedy where a line that lists a code cannot be read. */
export function refuseDamagedYear(year: CptYear): void {
  const [first, ...more] = year.refused.filter(({ listing }) => listing !== null);
  if (!first) return;
  const others = more.length > 0 ? `, and ${more.length} more lines are refused` : '';
  const reason = `${first.reason}${others}; nothing was stored, download the files again`;
  throw new BadInput(`${year.folder}/${first.file}`, first.line, first.rule, reason);
}

/** Why a year is not believed without a person's word, held against the year before it. */
export function concernsAboutYear(year: CptYear, before: CptYear | null): readonly Concern[] {
  if (!before) return [];
  const { changes } = compareYears(before, year);
  const vanished = changes.filter(({ code, kind }) => kind === 'deleted' && !year.ends.has(code));
  if (vanished.length <= Math.max(vanishedFloor, before.records.length * vanishedShare)) return [];
  const shown = vanished.slice(0, 3).map(({ code }) => code);
  const text = `lacks ${vanished.length} of the ${before.records.length} codes of ${before.folder} (${shown.join(', ')} …); a file of the folder seems to be missing`;
  return [{ rule: 'records-missing', line: null, text }];
}
