import { bodyOf, type Fields, type SentForm, text, type Values, valuesOf } from '../sent-form.ts';

/** Claims that show what a rule finds and what it leaves alone: they are its tests. */
export const exampleNumbers = [0, 1] as const;

/** The commonest rule, field by field: lines with these codes, which need or forbid others beside them. */
const fields: Fields = {
  name: 'text',
  title: 'text',
  from: 'text',
  to: 'textOrNull',
  payers: 'some',
  severity: 'text',
  'source.document': 'text',
  'source.standing': 'text',
  'conditions.0.line.codes': 'codes',
  'conditions.0.line.modifiers.any': 'codesIfAny',
  'conditions.0.line.modifiers.none': 'codesIfAny',
  'conditions.0.with.0.codes': 'codesIfAny',
  'conditions.0.without.0.codes': 'codesIfAny',
  'conditions.0.message': 'text',
  evidence: 'text',
  falsePositives: 'lines',
  ...Object.fromEntries(
    exampleNumbers.flatMap((at) =>
      (['says', 'payer', 'date'] as const)
        .map((part): [string, Fields[string]] => [`examples.${at}.${part}`, 'text'])
        .concat([
          [`examples.${at}.lines`, 'lines'],
          [`examples.${at}.finds`, 'numbers'],
        ]),
    ),
  ),
};

/** What the form does not ask, because such a rule has it so. */
const fixed: Readonly<Record<string, string>> = {
  'conditions.0.kind': 'pattern',
  'conditions.0.scope': 'date',
  ...Object.fromEntries(
    exampleNumbers.flatMap((at) => [
      [`examples.${at}.claimType`, 'professional'],
      [`examples.${at}.place`, '11'],
    ]),
  ),
};

/** A rule as the operation takes it, of the fields of the form; a name that nobody gave is made of the title. */
export function simpleRuleIn(form: SentForm): object {
  const { payers, conditions, examples, ...rule } = bodyOf(fields, form) as Record<string, unknown[]>;
  return {
    number: null,
    claimTypes: null,
    name: slugOf(text(form, 'title')),
    ...rule,
    payers: payers?.length ? payers : null,
    conditions: conditions?.map((each) => ({ kind: 'pattern', ...(each as object) })),
    examples: examples?.filter((_, at) => at === 0 || text(form, `examples.${at}.lines`) !== ''),
  };
}

/** The words of the form for a rule that is stored; null for one of which the form does not know everything. */
export function simpleRuleOf(rule: unknown): Values | null {
  const { number: _number, ...values } = valuesOf(rule);
  const known = ([name, value]: [string, unknown]) => name in fields || fixed[name] === value;
  return Object.entries(values).every(known) ? values : null;
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
