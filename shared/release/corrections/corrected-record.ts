import type { CodeRecord } from '../record.ts';
import type { CorrectedValues } from './operation.ts';

/** True where the record holds all the values. Letter case is no difference: CMS's file folds it, its corrections do not. */
export function sameTexts(record: CodeRecord, values: CorrectedValues): boolean {
  return (Object.keys(values) as (keyof CorrectedValues)[]).every(
    (field) => folded(record[field]) === folded(values[field]),
  );
}

function folded(value: CorrectedValues[keyof CorrectedValues]): string {
  return JSON.stringify(value ?? null).toLowerCase();
}

/** The kinds of field that CMS's action codes tell apart; every other field is administrative data (F). */
const classes: Readonly<Record<string, 'C' | 'S' | 'P' | 'T'>> = {
  longDescription: 'C',
  shortDescription: 'S',
  pricingIndicators: 'P',
  multiplePricingIndicator: 'P',
  betos: 'T',
  typesOfService: 'T',
};

/** What this release did to the code already outweighs a revision: an addition, end or return stays what it is. */
export function hasLifeAction({ actionCode }: CodeRecord): boolean {
  return actionCode === 'A' || actionCode === 'D' || actionCode === 'R';
}

/** The action code that CMS's key has for a revision of these fields. */
export function revisionAction(values: CorrectedValues): string {
  if (values.terminatedOn) return 'D';
  const fields = Object.keys(values);
  const revised = new Set(fields.map((field) => classes[field] ?? 'F'));
  if (revised.has('C')) return revised.has('F') ? 'B' : 'C';
  return (['F', 'P', 'S'] as const).find((action) => revised.has(action)) ?? 'T';
}
