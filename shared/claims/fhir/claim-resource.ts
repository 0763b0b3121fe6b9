import { type IsoDate, isIsoDate } from '../../dates.ts';
import { ownEntry } from '../../own-entry.ts';
import type { Cents, Claim, ClaimLine, ClaimType, DrugQuantity } from '../claim.ts';
import { anyCode, codeIn, identifierIn } from './codings.ts';
import { type Json, listAt, member, numberAt, textAt } from './json.ts';

/** Finds the resource that a reference names, in the Bundle or among the contained ones. */
export type Resolve = (reference: string) => Json;

export interface ReadResource {
  readonly claim: Claim;
  /** Lines whose code is of a list that is neither HCPCS nor CPT. */
  readonly otherCodeSets: number;
  /** Lines that name no charge: FHIR does not ask for one. */
  readonly withoutCharge: number;
}

const uses: Readonly<Record<string, string>> = {
  preauthorization: 'the resource is a request for authorisation, not a claim: import it as an authorisation',
  predetermination: 'the resource is a predetermination, not a claim',
};
const forms = {
  code: /^[0-9A-Z]{1,8}$/,
  modifier: /^[0-9A-Z]{2}$/,
  place: /^[0-9A-Z]{1,2}$/,
  revenue: /^\d{3,4}$/,
  npi: /^\d{10}$/,
  ndc: /^\d{11}$/,
  typeOfBill: /^0?(\d{2})([0-9A-Z])$/,
} as const;
const longestNumber = 80;

/** Reads a FHIR R4 Claim; a sentence where it cannot be taken. Nothing of the patient is looked at. */
export function readClaimResource(resource: Json, resolve: Resolve): ReadResource | string {
  const claimId = claimIdOf(resource);
  const claimType = claimTypeOf(resource);
  if (claimId === undefined) return 'the claim has neither an identifier nor an id';
  if (claimType === undefined) return 'the claim is neither professional nor institutional';
  const use = textAt(resource, 'use') ?? 'claim';
  if (use !== 'claim') return ownEntry(uses, use) ?? 'the use of the claim is not known';
  const status = textAt(resource, 'status') ?? 'active';
  if (status !== 'active' && status !== 'draft') return 'the claim is cancelled or was entered in error';
  const [, place, billFrequency] = forms.typeOfBill.exec(typeOfBill(resource) ?? '') ?? [];
  const lines: ClaimLine[] = [];
  let [otherCodeSets, withoutCharge] = [0, 0];
  for (const [n, item] of listAt(resource, 'item').entries()) {
    const line = readItem(item, n + 1, { claimType, resource });
    if (typeof line === 'string') return `line ${n + 1}: ${line}`;
    if (lines.some((before) => before.line === line.line)) return `line ${n + 1}: its number stands twice in the claim`;
    if (line.code === '' && member(item, 'productOrService', 'coding', 'code') !== undefined) otherCodeSets++;
    if (!isPriced(item)) withoutCharge++;
    lines.push(line);
  }
  if (lines.length === 0) return 'the claim has no item';
  const replaces = member(resource, 'related', 'claim');
  const claim: Claim = {
    claimId,
    claimType,
    frequency: billFrequency ?? (isReplacement(resource) ? '7' : '1'),
    payerClaimNumber: shortText(textAt(replaces, 'identifier', 'value')),
    payer: payerOf(insurerOf(resource, resolve), resolve),
    filingIndicator: null,
    provider: providerOf(member(resource, 'provider'), resolve),
    place: place ?? lines[0]?.placeOfService ?? null,
    lines,
  };
  return { claim, otherCodeSets, withoutCharge };
}

/** The number by which the provider knows the claim; shown in a refusal too. */
export function claimIdOf(resource: Json): string | undefined {
  return shortText(textAt(resource, 'identifier', 'value')) ?? shortText(textAt(resource, 'id')) ?? undefined;
}

function shortText(text: string | undefined): string | null {
  return text === undefined || text.length > longestNumber ? null : text;
}

function claimTypeOf(resource: Json): ClaimType | undefined {
  const codes = listAt(resource, 'type', 'coding').map((coding) => textAt(coding, 'code'));
  if (codes.includes('professional')) return 'professional';
  return codes.includes('institutional') ? 'institutional' : undefined;
}

function typeOfBill(resource: Json): string | undefined {
  const information = listAt(resource, 'supportingInfo').find(
    (info) => anyCode(member(info, 'category')) === 'typeofbill',
  );
  return anyCode(member(information, 'code')) ?? textAt(information, 'valueString');
}

/** R4 has no frequency code; a claim that names a prior one takes its place. */
function isReplacement(resource: Json): boolean {
  const relationship = anyCode(member(resource, 'related', 'relationship'));
  return relationship === 'prior' || relationship === 'replaces';
}

function readItem(
  item: Json,
  number: number,
  { claimType, resource }: { readonly claimType: ClaimType; readonly resource: Json },
): ClaimLine | string {
  if (listAt(item, 'detail').length > 0) return 'details below an item are not read';
  const procedure = member(item, 'productOrService');
  const code = codeIn(procedure, 'procedure')?.toUpperCase() ?? '';
  if (code !== '' && !forms.code.test(code)) return 'the code cannot be read';
  const revenueCode = anyCode(member(item, 'revenue'))?.padStart(4, '0') ?? null;
  if (revenueCode !== null && !forms.revenue.test(revenueCode)) return 'the revenue code cannot be read';
  if (member(procedure, 'coding', 'code') === undefined && revenueCode === null) return 'has no code';
  const modifiers = listAt(item, 'modifier').map((modifier) => anyCode(modifier)?.toUpperCase() ?? '');
  if (!modifiers.every((modifier) => forms.modifier.test(modifier))) return 'a modifier cannot be read';
  const dates =
    datesOf(item) ?? (claimType === 'institutional' ? periodOf(member(resource, 'billablePeriod')) : undefined);
  if (dates === undefined) return 'has no date of service that can be read';
  const units = numberAt(item, 'quantity', 'value') ?? 1;
  const amount = chargeOf(item, units);
  if (units < 0) return 'the number of units cannot be read';
  if (amount === undefined) return 'the charge cannot be read';
  const place = anyCode(member(item, 'locationCodeableConcept'));
  if (place !== undefined && !forms.place.test(place)) return 'the place of service cannot be read';
  return {
    line: lineNumberOf(item, number),
    code,
    modifiers,
    units,
    unitOfMeasure: 'UN',
    amount,
    dateOfService: dates.from,
    throughDate: dates.through,
    placeOfService: claimType === 'professional' ? (place ?? null) : null,
    revenueCode,
    drug: drugOf(procedure),
  };
}

function lineNumberOf(item: Json, number: number): number {
  const sequence = numberAt(item, 'sequence');
  return sequence !== undefined && Number.isInteger(sequence) && sequence > 0 ? sequence : number;
}

function datesOf(item: Json): { from: IsoDate; through: IsoDate } | undefined {
  const day = textAt(item, 'servicedDate');
  return day !== undefined ? periodOf({ start: day, end: day }) : periodOf(member(item, 'servicedPeriod'));
}

/** A day, or the day of a time, as the sender's own clock shows it. */
function periodOf(period: Json): { from: IsoDate; through: IsoDate } | undefined {
  const from = textAt(period, 'start')?.slice(0, 10);
  const through = textAt(period, 'end')?.slice(0, 10) ?? from;
  if (from === undefined || through === undefined || !isIsoDate(from) || !isIsoDate(through)) return undefined;
  return from <= through ? { from, through } : undefined;
}

function isPriced(item: Json): boolean {
  return member(item, 'net') !== undefined || member(item, 'unitPrice') !== undefined;
}

function chargeOf(item: Json, units: number): Cents | undefined {
  if (!isPriced(item)) return 0;
  const price = numberAt(item, 'unitPrice', 'value');
  const factor = numberAt(item, 'factor') ?? 1;
  const charge = numberAt(item, 'net', 'value') ?? (price === undefined ? undefined : price * units * factor);
  const currency = textAt(item, 'net', 'currency') ?? textAt(item, 'unitPrice', 'currency') ?? 'USD';
  if (charge === undefined || charge < 0 || currency !== 'USD') return undefined;
  const cents = Math.round(charge * 100);
  return Number.isSafeInteger(cents) && Math.abs(charge * 100 - cents) < 1e-4 ? cents : undefined;
}

/** R4 has no place for the quantity of the drug. */
function drugOf(procedure: Json): DrugQuantity | null {
  const coding = listAt(procedure, 'coding').filter((candidate) => textAt(candidate, 'system') !== undefined);
  const ndc = codeIn({ coding }, 'ndc')?.replaceAll('-', '');
  return ndc !== undefined && forms.ndc.test(ndc) ? { ndc, quantity: null, unit: null } : null;
}

/** Who is to pay: the insurer that the claim names, else the payor of the coverage that it is sent under. */
function insurerOf(resource: Json, resolve: Resolve): Json {
  const insurer = member(resource, 'insurer');
  if (insurer !== undefined) return insurer;
  const insurances = listAt(resource, 'insurance');
  const focal = insurances.find((insurance) => member(insurance, 'focal') === true);
  const reference = textAt(focal ?? (insurances.length === 1 ? insurances[0] : undefined), 'coverage', 'reference');
  return reference === undefined ? undefined : member(resolve(reference), 'payor');
}

/** The payer's number: of the reference, of the organisation that it names, or the last part of the reference. */
function payerOf(insurer: Json, resolve: Resolve): string | null {
  const reference = textAt(insurer, 'reference');
  const organisation = reference === undefined ? undefined : resolve(reference);
  if (isPerson(reference, organisation)) return null;
  const number = textAt(insurer, 'identifier', 'value') ?? textAt(organisation, 'identifier', 'value');
  return shortText(number ?? reference?.split(/[/:#]/).at(-1));
}

/** Who pays for himself is nobody's payer, and his number is his own. */
function isPerson(reference: string | undefined, resource: Json): boolean {
  const type = textAt(resource, 'resourceType') ?? /(?:^|\/)(Patient|RelatedPerson)\//.exec(reference ?? '')?.[1];
  return type === 'Patient' || type === 'RelatedPerson';
}

function providerOf(provider: Json, resolve: Resolve): string | null {
  const reference = textAt(provider, 'reference');
  const resource = reference === undefined ? undefined : resolve(reference);
  const npi =
    identifierIn([member(provider, 'identifier')], 'npi') ?? identifierIn(listAt(resource, 'identifier'), 'npi');
  return npi !== undefined && forms.npi.test(npi) ? npi : null;
}
