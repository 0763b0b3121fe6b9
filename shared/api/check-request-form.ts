import * as z from 'zod';
import type { Claim, ClaimLine } from '../claims/claim.ts';
import { type Answer, day, money } from './fields.ts';

/** So many lines are judged in one call; a file may hold more. */
const mostLines = 5_000;

const word = z.string().max(80);
const drug = z.strictObject({
  ndc: z.string().regex(/^\d{11}$/),
  quantity: z.number().nonnegative().nullable().default(null),
  unit: word.nullable().default(null),
});

const line = z.strictObject({
  line: z.int().positive().optional().meta({ description: 'From 1; its place in the list where it is left out.' }),
  code: z.string().trim().toUpperCase().max(8),
  modifiers: z.array(z.string().trim().toUpperCase().length(2)).max(4).default([]),
  units: z.number().nonnegative().default(1),
  unitOfMeasure: z.string().length(2).default('UN'),
  amount: money.default(0).meta({ description: 'Charge in dollars.' }),
  dateOfService: day,
  throughDate: day.optional(),
  placeOfService: word.nullable().default(null),
  revenueCode: word.nullable().default(null),
  drug: drug.nullable().default(null),
});

const claim = z.strictObject({
  claimId: word.min(1),
  claimType: z.enum(['professional', 'institutional']).default('professional'),
  frequency: z.string().length(1).default('1').meta({ description: '1 original, 7 replacement, 8 void.' }),
  payerClaimNumber: word.nullable().default(null),
  payer: word.nullable().default(null).meta({ description: 'Id of the payer, as on the claim.' }),
  filingIndicator: word.nullable().default(null).meta({ description: '`MB` Medicare B, `CI` commercial …' }),
  provider: word.nullable().default(null),
  place: word.nullable().default(null),
  lines: z.array(line).min(1).max(mostLines),
});

export const checkRequestForm = z
  .strictObject({ claims: z.array(claim).min(1).max(mostLines) })
  .meta({ title: 'Claims to check', description: 'Nothing of the patient belongs here, and nothing is stored.' });

export type CheckRequest = Answer<typeof checkRequestForm>;

/** A claim as programs write it, as the check reads it. */
export function claimOf({ lines, ...head }: CheckRequest['claims'][number]): Claim {
  return { ...head, lines: lines.map((written, index) => lineOf(written, index + 1)) };
}

function lineOf(written: CheckRequest['claims'][number]['lines'][number], place: number): ClaimLine {
  const { line: number = place, amount, dateOfService, throughDate = dateOfService, ...rest } = written;
  return { ...rest, line: number, amount: Math.round(amount * 100), dateOfService, throughDate };
}
