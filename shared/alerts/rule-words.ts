import { type CheckName, checks } from '../claims/check/checks.ts';
import { listed } from './words.ts';

/** What a check found, where no change of the release says it better. */
const found: Readonly<Record<CheckName, string>> = {
  'code-terminated': 'Ended before these dates of service.',
  'code-withdrawn': 'Left the code set before these dates of service.',
  'code-not-yet-effective': 'Not yet valid on these dates of service.',
  'code-never-valid': 'Taken back before it came into force.',
  'code-unknown': 'In no release held for these dates of service.',
  'code-is-a-modifier': 'A modifier stands where a code belongs.',
  'modifier-terminated': 'Ended before these dates of service.',
  'modifier-withdrawn': 'Left the code set before these dates of service.',
  'modifier-not-yet-effective': 'Not yet valid on these dates of service.',
  'modifier-never-valid': 'Taken back before it came into force.',
  'span-crosses-change': 'The span of days crosses the change.',
  'code-outside-payer-window': 'Outside the dates on which the payer takes it.',
  's-code-not-taken': 'The payer takes no S codes.',
  'unit-revised': 'One unit of it means another dose now.',
};

/** What to do where a check asks for something else than another code. */
const advice: Partial<Readonly<Record<CheckName, string>>> = {
  'span-crosses-change': 'Split the lines at the day of the change.',
  'unit-revised': 'Keep the code; check the units billed.',
};

/** What to do about findings of these rules, as far as the rules themselves say it. */
export function adviceOf(rules: readonly string[]): readonly string[] {
  return rules.flatMap((rule) => (isCheck(rule) ? (advice[rule] ?? []) : []));
}

/** What was found, one sentence each; `explained` where the release's own change says what a check found. */
export function foundBy(rules: readonly string[], explained: boolean): readonly string[] {
  const told = rules.filter((rule) => isCheck(rule) && (!explained || advice[rule] !== undefined));
  const others = rules.filter((rule) => !isCheck(rule)).map(ruleName);
  const sentences = told.map((rule) => found[rule as CheckName]);
  return [...new Set(sentences), ...(others.length > 0 ? [`Rule: ${listed(others, 'and')}.`] : [])];
}

/** `not-payable-by-medicare` as people write it. */
function ruleName(rule: string): string {
  return rule
    .replaceAll('-', ' ')
    .replace(/\bmedicare\b/g, 'Medicare')
    .replace(/\bncci\b/g, 'NCCI');
}

function isCheck(rule: string): rule is CheckName {
  return rule in checks;
}
