import { addDays } from '../dates.ts';
import type { FieldName } from '../release/record.ts';
import type { CodeImpact, Happening, RightCode } from './impact.ts';
import { foundBy } from './rule-words.ts';
import { dayWords, listed } from './words.ts';

/** Fields that a biller should look at; the others are CMS's own bookkeeping and are only counted. */
const fieldWords: Partial<Readonly<Record<FieldName, string>>> = {
  longDescription: 'description',
  shortDescription: 'short description',
  coverage: 'coverage',
  pricingIndicators: 'pricing',
  multiplePricingIndicator: 'pricing',
  statute: 'statute',
  crossReferences: 'cross reference',
  typesOfService: 'type of service',
  addedOn: 'start date',
  terminatedOn: 'end date',
};

type Phrase = (happening: Happening) => string;

const phrases: Readonly<Record<Happening['kind'], Phrase>> = {
  added: ({ effective }) => `Begins ${dayWords(effective)}: not valid before.`,
  deleted: ({ effective, withdrawn, retroactive }) =>
    withdrawn
      ? `Gone from the code set without an end date; not proven valid from ${dayWords(effective)}.`
      : `Ended: last date of service ${dayWords(addDays(effective, -1))}${retroactive ? ', set retroactively' : ''}.`,
  reactivated: ({ effective }) => `Valid again from ${dayWords(effective)}.`,
  revised: ({ effective, fields }) => `Revised from ${dayWords(effective)}: ${changedFields(fields)}.`,
};

/** What makes a code's lines wrong, one sentence each. */
export function whyBroken({ happened, rules }: CodeImpact): readonly string[] {
  return [...telling(happened).map(happeningWords), ...foundBy(rules, happened.length > 0)];
}

/** What a release does to a code, in a sentence. */
export function happeningWords(happening: Happening): string {
  return phrases[happening.kind](happening);
}

/** What made a code's lines right, one sentence each. */
export function whyRight({ happened }: RightCode): readonly string[] {
  if (happened.length === 0) return ['No longer wrong by the releases now held.'];
  return telling(happened).map((happening) =>
    happening.kind === 'added'
      ? `Valid from ${dayWords(happening.effective)}${happening.retroactive ? ', retroactively' : ''}.`
      : happeningWords(happening),
  );
}

/** What else CMS noted on the record of a code that ended is nobody's news. */
function telling(happened: readonly Happening[]): readonly Happening[] {
  const ended = happened.some(({ kind }) => kind === 'deleted');
  return happened.filter(({ kind }) => !ended || kind !== 'revised');
}

function changedFields(fields: readonly FieldName[]): string {
  const named = [...new Set(fields.map((field) => fieldWords[field]).filter((words) => words !== undefined))];
  return named.length > 0 ? listed(named, 'and') : 'administrative data';
}
