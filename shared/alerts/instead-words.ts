import type { UnitFactor } from '../changes/replacement.ts';
import { payerWords } from '../claims/payer-words.ts';
import { ownEntry } from '../own-entry.ts';
import type { CodeImpact } from './impact.ts';
import type { Instead } from './instead.ts';
import { adviceOf } from './rule-words.ts';
import { counted, listed } from './words.ts';

/** More codes than these are for the worklist. */
const mostNamed = 4;

/** What to bill instead of a code, one sentence for each way. */
export function insteadWords(impact: Pick<CodeImpact, 'instead' | 'rules' | 'cmsNamesReplacement'>): readonly string[] {
  const { instead } = impact;
  if (instead.length === 0) return noneNamed(impact);
  const named = instead.slice(0, mostNamed);
  const plain = named.filter(({ relation }) => relation === 'same' || relation === null);
  const choices = named.filter(({ relation }) => relation === 'one-of');
  const others = named.filter(
    ({ relation }) => relation === 'restructure' || relation === 'not-valid-for-medicare-use',
  );
  const more = instead.length - named.length;
  return [
    ...plain.map((each) => swap(each, instead.length > 1)),
    ...(choices.length > 0 ? [choice(choices)] : []),
    ...restructured(others),
    ...(more > 0 ? [`${counted(more, 'more code')} in the worklist.`] : []),
  ];
}

/** `the same units`, `1 unit becomes 10 units of J2062`. Billed units were rounded up already: the dose decides. */
function unitWords(code: string, units: UnitFactor | null): string {
  if (units === null) return 'check the units';
  const { numerator, denominator } = units;
  if (numerator === denominator) return 'the same units';
  return `${counted(denominator, 'unit')} ${denominator === 1 ? 'becomes' : 'become'} ${counted(numerator, 'unit')} of ${code}`;
}

function swap({ code, status, units, payers, relation, lines }: Instead, oneOfSeveral: boolean): string {
  const how = status === 'proposed' ? `Proposed, not yet confirmed: ${code}` : `Bill ${code} instead`;
  const factor = relation === null ? 'its units are in the worklist' : unitWords(code, units);
  const conversion =
    units === null ? `; ${factor}` : needsDose(units) ? `: ${factor}; work from the dose` : `, ${factor}`;
  const share = oneOfSeveral && lines > 0 ? ` (${counted(lines, 'line')})` : '';
  return `${payerPrefix(payers)}${how}${conversion}${share}.`;
}

function choice(choices: readonly Instead[]): string {
  if (choices.length === 1) return swap(choices[0]!, false);
  const codes = choices.map(({ code, units }) => `${code} (${unitWords(code, units)})`);
  return `Bill ${listed(codes, 'or')}: the service decides which.`;
}

/** Another way of billing is never a swap: what else changes on the claim stands in the worklist. */
function restructured(others: readonly Instead[]): readonly string[] {
  if (others.length === 0) return [];
  const codes = listed(
    others.map(({ code }) => code),
    'or',
  );
  const lines = others.reduce((sum, each) => Math.max(sum, each.lines), 0);
  const share = lines > 0 ? ` (${counted(lines, 'line')})` : '';
  return [`${payerPrefix(others[0]!.payers) || 'Some payers: '}billed another way, with ${codes}; not a swap${share}.`];
}

function noneNamed({
  cmsNamesReplacement,
  rules,
}: Pick<CodeImpact, 'rules' | 'cmsNamesReplacement'>): readonly string[] {
  if (cmsNamesReplacement === false) return ['CMS names no replacement.'];
  if (cmsNamesReplacement === true) return ["CMS's cross reference names no code that fits these lines."];
  return adviceOf(rules);
}

function needsDose(units: UnitFactor | null): boolean {
  return units !== null && units.numerator !== units.denominator;
}

/** Only where the code is for one kind of payer or two; a longer list is nobody's news. */
function payerPrefix(payers: readonly string[] | null): string {
  const names = (payers ?? []).map((payer) => ownEntry(payerWords, payer) ?? payer);
  if (names.length === 0 || names.length > 2) return '';
  const prefix = listed(names, 'and');
  return `${prefix.charAt(0).toUpperCase()}${prefix.slice(1)}: `;
}
