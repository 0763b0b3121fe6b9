import type { ColumnField } from './corrected-values.ts';

/** What CMS calls the fields in its instructions. `description` alone is whichever of the two the row gives. */
const names: readonly (readonly [RegExp, readonly ColumnField[]])[] = [
  [/^long(?: desc(?:ription|riptor)?s?)?$/, ['longDescription']],
  [/^short(?: desc(?:ription|riptor)?s?)?$/, ['shortDescription']],
  [/^desc(?:ription|riptor)?s?$/, ['longDescription', 'shortDescription']],
  [/^cov(?:erage)?(?: (?:code|ind(?:icator)?|status))?$/, ['coverage']],
  [/^(?:tos|types? of service)(?: codes?)?$/, ['typesOfService']],
  [/^betos(?: code)?$/, ['betos']],
  [/^pric(?:e|ing)(?: ind(?:icator)?s?)?(?: codes?)?$/, ['pricingIndicators']],
  [/^(?:multiple pric(?:e|ing)(?: ind(?:icator)?)?|mpi)$/, ['multiplePricingIndicator']],
  [/^asc(?: payment)? (?:ind(?:icator)?|group)$/, ['ascGroup']],
  [/^asc (?:eff(?:ective)? )?(?:date|dt)$/, ['ascDate']],
  [/^(?:x-? ?ref(?:erence)?|cross[- ]?ref(?:erence)?)s?(?: codes?)?$/, ['crossReferences']],
  [/^(?:lab(?:oratory)? cert(?:ification)?s?|lc)(?: edits?)?(?: codes?)?$/, ['labCertifications']],
  [/^(?:code )?add(?:ed)? (?:date|dt)$/, ['addedOn']],
  [/^term(?:ination)? (?:date|dt)$/, ['terminatedOn']],
  [/^statute$/, ['statute']],
  [/^proc(?:essing)? note$/, ['processingNote']],
];

/** The fields behind one name; undefined where it names none. */
export function fieldsCalled(name: string): readonly ColumnField[] | undefined {
  return names.find(([pattern]) => pattern.test(name))?.[1];
}

/** The fields behind `long and short desc, tos`; undefined unless every part names one. */
export function fieldsListed(phrase: string): readonly (readonly ColumnField[])[] | undefined {
  const parts = phrase.split(/,? and |, ?/).map((part) => fieldsCalled(part.replace(/^the /, '').trim()));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}
