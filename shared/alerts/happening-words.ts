import { addDays } from '../dates.ts';
import type { FieldName } from '../release/record.ts';
import type { CodeImpact, Happening, RightCode } from './impact.ts';
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
  added: ({ effective, retroactive }) => `Valid from ${dayWords(effective)}${retroactive ? ', retroactively' : ''}.`,
  deleted: ({ effective, withdrawn, retroactive }) =>
    withdrawn
      ? `Gone from the code set without an end date; not proven valid from ${dayWords(effective)}.`
      : `Ended: last date of service ${dayWords(addDays(effective, -1))}${retroactive ? ', set retroactively' : ''}.`,
  reactivated: ({ effective }) => `Valid again from ${dayWords(effective)}.`,
  revised: ({ effective, fields }) => `Revised from ${dayWords(effective)}: ${changedFields(fields)}.`,
};

/** What happened to a code, one sentence each; the rules that it breaks where no release did anything to it. */
export function happeningWords({ happened, ...code }: RightCode | CodeImpact): readonly string[] {
  if (happened.length > 0) return happened.map((happening) => phrases[happening.kind](happening));
  if (!('rules' in code)) return ['No longer wrong by the releases now held.'];
  return [
    `Not changed by this release. Rule: ${listed(
      code.rules.map((rule) => rule.replaceAll('-', ' ')),
      'and',
    )}.`,
  ];
}

function changedFields(fields: readonly FieldName[]): string {
  const named = [...new Set(fields.map((field) => fieldWords[field]).filter((words) => words !== undefined))];
  return named.length > 0 ? listed(named, 'and') : 'administrative data';
}
