import type { CodeStatus } from '../../shared/api/code-set-forms.ts';
import type { Followed } from '../../shared/changes/follow-replacements.ts';
import type { Replacement, ReplacementRelation } from '../../shared/changes/replacement.ts';
import { payerWords } from '../../shared/claims/payer-words.ts';
import { payerClasses } from '../../shared/claims/payers.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { ownEntry } from '../../shared/own-entry.ts';

/** What the sentence is made of. */
export interface AnswerFacts extends Followed {
  readonly code: string;
  readonly on: IsoDate;
  readonly status: CodeStatus;
  /** First and last day of the life that the date belongs to, follows or precedes. */
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly withdrawn: boolean;
  /** Days that the releases held can judge. */
  readonly coveredThrough: IsoDate | null;
}

/** The answer as a biller would want to hear it. */
export function answerInWords(facts: AnswerFacts): string {
  return [standing(facts), ...instead(facts)].join(' ');
}

/** How the units of a replacement follow from those of the old code. */
export function unitsInWords({ units }: Pick<Replacement, 'units'>): string {
  if (!units) return 'units to be checked';
  const { numerator, denominator } = units;
  if (numerator === denominator) return 'unit for unit';
  const old = denominator === 1 ? '1 unit is' : `${denominator} units are`;
  return `${old} ${numerator === 1 ? '1 unit' : `${numerator} units`} of it: convert the dose, not billed units`;
}

/** How the code set has the code on the day. */
export function standing({ code, on, status, from, to, withdrawn, coveredThrough }: AnswerFacts): string {
  switch (status) {
    case 'valid':
      return `${code} is valid on ${on}${to ? ` and ends on ${to}` : ''}.`;
    case 'terminated':
      return `${code} ended on ${to}${withdrawn ? ': it left the file without a termination date' : ''}.`;
    case 'not-yet-effective':
      return `${code} is not valid before ${from}.`;
    case 'never-valid':
      return `${code} was taken back before it came into force.`;
    case 'unknown':
      return `No release held lists ${code}.`;
    case 'unproven':
      return `The releases held cannot prove whether ${code} was valid on ${on}.`;
    case 'outside-coverage':
      return coveredThrough === null
        ? 'No release is held.'
        : `The releases held say nothing of ${on}: they reach to ${coveredThrough}.`;
    case 'no-code-set':
      return `${code} belongs to a code set that is not loaded.`;
    default:
      return status satisfies never;
  }
}

function instead({ code, on, status, now, later }: AnswerFacts): string[] {
  if (status === 'unknown' || status === 'no-code-set') return [];
  const sentences = relations.flatMap(({ relation, say }) => {
    const group = now.filter((replacement) => replacement.relation === relation);
    return group.length > 0 ? [say(group)] : [];
  });
  const coming = later.map((each) => `${named(each)} from ${each.effective}`).join(', ');
  if (coming && status === 'valid') sentences.push(`It is replaced by ${coming}.`);
  else if (coming) sentences.push(`Not a choice on ${on} yet: ${coming}.`);
  const swapped = now.some(({ relation }) => relation === 'same' || relation === 'one-of');
  if (status === 'terminated' && !swapped && !coming)
    sentences.push(now.length > 0 ? 'CMS names no other replacement.' : 'CMS names no replacement.');
  else if (status === 'terminated' && !swapped) sentences.push(`CMS names no replacement of ${code} for that day.`);
  return sentences;
}

const relations: readonly { relation: ReplacementRelation; say: (group: readonly Replacement[]) => string }[] = [
  {
    relation: 'same',
    say: (group) => group.map((each) => `${call(each)} ${named(each)}${payersOf(each)}${question(each)}.`).join(' '),
  },
  {
    relation: 'one-of',
    say: (group) =>
      group.length === 1
        ? `Bill ${named(group[0]!)}${payersOf(group[0]!)} where the service is the one that it describes.`
        : `Bill one of these, by what was done or given: ${list(group)}${payersOf(group[0]!)}.`,
  },
  {
    relation: 'restructure',
    say: (group) => `Billed in another way, never by swapping the code: ${codes(group)}${payersOf(group[0]!)}.`,
  },
  {
    relation: 'not-valid-for-medicare-use',
    say: (group) => `Not payable by Medicare, which names ${list(group)}.`,
  },
];

function call({ status }: Replacement): string {
  return status === 'proposed' ? 'Possibly' : 'Bill';
}

function question({ status }: Replacement): string {
  return status === 'proposed' ? ': read from the descriptors, a person has to confirm it' : '';
}

function named(replacement: Replacement): string {
  return `${replacement.code} (${unitsInWords(replacement)})`;
}

function list(group: readonly Replacement[]): string {
  return group.map(named).join(', ');
}

function codes(group: readonly Replacement[]): string {
  return group.map(({ code }) => code).join(' or ');
}

/** A long list of payers is said by who is not on it; nothing where it holds for all. */
export function payersInWords({ payers }: Pick<Replacement, 'payers'>): string {
  if (payers === null) return '';
  const others = payerClasses.filter((each) => !payers.includes(each));
  return payers.length <= others.length ? `for ${names(payers)}` : `not for ${names(others)}`;
}

function names(payers: readonly string[]): string {
  return payers.map((payer) => ownEntry(payerWords, payer) ?? payer).join(', ');
}

function payersOf(replacement: Replacement): string {
  const words = payersInWords(replacement);
  return words && (words.startsWith('not') ? `, but ${words}` : ` ${words}`);
}
