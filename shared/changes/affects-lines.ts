import type { IsoDate } from '../dates.ts';
import type { CodeChange } from './change.ts';
import { parseDose, sameDose } from './dose.ts';

/** Fields of a record on which the verdict over a claim line rests. */
const judged = new Set(['addedOn', 'terminatedOn', 'coverage', 'pricingIndicators', 'crossReferences']);

/** Whether stored lines of the code have to be judged again. A new wording or payment group breaks no line. */
function affectsLines(change: CodeChange): boolean {
  if (change.kind !== 'revised') return true;
  return change.fields.some(({ name }) => judged.has(name)) || changesDose(change);
}

/** The same code with another dose: it stays valid, and its units become wrong. Stronger than revised. */
export function changesDose(change: CodeChange): boolean {
  const text = change.fields.find(({ name }) => name === 'longDescription');
  if (change.codeType !== 'procedure' || typeof text?.old !== 'string' || typeof text.new !== 'string') return false;
  const [before, after] = [parseDose(text.old), parseDose(text.new)];
  return before && after ? !sameDose(before, after) : before !== after;
}

/** Lines of a code that nobody knew are all to be judged anew: what was unknown is now not yet effective. */
const beginning: IsoDate = '1900-01-01';

/** First date of service from which lines of each code are to be judged again. */
export function affectedSince(changes: readonly CodeChange[]): ReadonlyMap<string, IsoDate> {
  const since = new Map<string, IsoDate>();
  for (const change of changes) {
    if (!affectsLines(change)) continue;
    const known = since.get(change.code);
    const first = change.kind === 'added' ? beginning : change.effective;
    if (known === undefined || first < known) since.set(change.code, first);
  }
  return since;
}
