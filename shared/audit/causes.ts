/** Why money is lost, in the order in which causes are told where they cost the same. */
export const causes = {
  ended: {
    title: 'Codes and modifiers that have ended',
    remedy: 'in the chargemaster, in order sets and in templates',
  },
  'too-early': {
    title: 'Codes used before they begin',
    remedy: 'let charge capture offer it from its first day on alone',
  },
  'wrong-code': { title: 'Codes that do not exist', remedy: 'find where it is typed or mapped, and correct it there' },
  payer: { title: 'Codes that the payer does not take', remedy: "map it to the payer's own code before billing" },
  units: {
    title: 'Units whose size has changed',
    remedy: 'count the units anew in templates and in the pharmacy system',
  },
  span: {
    title: 'Services over the day of a change',
    remedy: 'split such services at the change when they are charged',
  },
  rule: {
    title: 'Pairs, modifiers and other rules of payers',
    remedy: 'add the rule to charge capture, and tell who bills it',
  },
} as const;

export type Cause = keyof typeof causes;

const causeOfCheck: readonly (readonly [check: RegExp, cause: Cause])[] = [
  [/-(?:terminated|withdrawn)$/, 'ended'],
  [/-not-yet-effective$/, 'too-early'],
  [/-never-valid$|^code-unknown$|^code-is-a-modifier$/, 'wrong-code'],
  [/^code-outside-payer-window$/, 'payer'],
  [/^unit-revised$/, 'units'],
  [/^span-crosses-change$/, 'span'],
];

/** The cause behind a check or a rule. */
export function causeOf(rule: string): Cause {
  return causeOfCheck.find(([check]) => check.test(rule))?.[1] ?? 'rule';
}
