import type { Caller } from '../../shared/access/caller.ts';
import { type BookEntry, type BookLife, noEnd } from '../../shared/codebook/code-book.ts';
import { fromDayNumber, toDayNumber } from '../../shared/dates.ts';
import { Refused } from '../api/problems.ts';
import { validityOf } from '../queries/code-at.ts';
import type { Input } from './input.ts';
import { named, type Parameter, parametersOf, type Resource, withParts } from './output.ts';
import { type Terminology, type TerminologyPorts, terminologyOf } from './terminology.ts';

/** `CodeSystem/$lookup`: what a code is, on a date. */
export async function lookUp(service: TerminologyPorts, input: Input, caller: Caller | null): Promise<Resource> {
  const coding = input.coding('coding') ?? { system: input.text('system'), code: input.text('code') };
  if (!coding.code) throw new Refused('invalid-request', 'code: name the code');
  const version = input.text('version') ?? ('version' in coding ? coding.version : undefined);
  const terminology = await terminologyOf(service, caller, { system: coding.system, version, on: input.day('date') });
  const code = coding.code.trim().toUpperCase();
  const entry = terminology.book.entry(code);
  if (!entry) throw new Refused('unknown-code', `No release held of ${terminology.system.title} lists ${code}.`);
  const text = await terminology.textOf(code);
  const wanted = input.texts('property');
  return parametersOf([
    named('name', 'String', terminology.system.title),
    named('version', 'String', terminology.version),
    // FHIR wants a display; without a licence there is none to show but the code.
    named('display', 'String', text?.long ?? code),
    text && text.short !== text.long ? shortDesignation(text.short) : null,
    ...propertiesOf(terminology, entry).filter(
      ({ part }) => wanted.length === 0 || wanted.includes(String(part?.[0]?.valueCode)),
    ),
    text && terminology.system.copyright ? property('copyright', 'String', terminology.system.copyright) : null,
  ]);
}

function shortDesignation(short: string): Parameter {
  return withParts('designation', [
    named('language', 'Code', 'en'),
    named('use', 'Coding', { display: 'short description' }),
    named('value', 'String', short),
  ]);
}

/** Properties of a concept here, by code; the CodeSystem resource describes the same ones. */
export const conceptProperties = {
  status: ['code', 'What holds on the date: valid, terminated, not-yet-effective …'],
  inactive: ['boolean', 'Not valid on the date; absent where the releases held cannot prove it.'],
  effectiveDate: ['dateTime', 'First date of service of the life that the date belongs to.'],
  terminationDate: ['dateTime', 'Last date of service.'],
  codeType: ['code', 'procedure or modifier'],
  coverage: ['code', 'Medicare coverage indicator of CMS.'],
  pricingIndicator: ['code', 'Pricing indicators of CMS.'],
  replacedBy: ['code', 'Billed instead; ask ConceptMap/$translate for units, payers and dates.'],
} as const;

function propertiesOf({ book, on }: Terminology, entry: BookEntry): readonly Parameter[] {
  const day = toDayNumber(on);
  const status = book.statusOf(entry, day);
  const valid = validityOf(status);
  const life: BookLife | undefined = book.lifeAt(entry, day) ?? entry.lives[0];
  const { coverage, pricingIndicators } = book.versionAt(entry, day);
  return [
    property('status', 'Code', status),
    valid === null ? null : property('inactive', 'Boolean', !valid),
    life ? property('effectiveDate', 'DateTime', fromDayNumber(life.from)) : null,
    life && life.to !== noEnd ? property('terminationDate', 'DateTime', fromDayNumber(life.to)) : null,
    property('codeType', 'Code', entry.codeType),
    coverage === null ? null : property('coverage', 'Code', coverage),
    ...pricingIndicators.map((indicator) => property('pricingIndicator', 'Code', indicator)),
    ...entry.replacements.map(({ code }) => property('replacedBy', 'Code', code)),
  ].filter((each) => each !== null);
}

function property(code: string, type: string, value: unknown): Parameter {
  return withParts('property', [named('code', 'Code', code), named('value', type, value)]);
}
