import * as z from 'zod';
import { changeKinds } from '../../shared/api/change-forms.ts';
import { codeType } from '../../shared/api/fields.ts';
import { parameters } from './parameters.ts';

const day = (description: string) => z.iso.date().optional().meta({ description });

/** Which changes are wanted, as lists and feeds are asked for them. */
export const changeFilters = {
  code: parameters.code.optional(),
  kind: z.enum(changeKinds).optional(),
  codeType: codeType.optional(),
  prefix: z
    .string()
    .regex(/^[0-9A-Za-z]{1,5}$/)
    .optional()
    .meta({ description: 'How the code begins: `J0`.' }),
  range: z
    .string()
    .regex(/^(?:[0-9A-Za-z]{5}-[0-9A-Za-z]{5}|[0-9A-Za-z]{2}-[0-9A-Za-z]{2})$/)
    .optional()
    .meta({ description: 'From one code to another, both included: `J0120-J8999`.' }),
  section: z
    .string()
    .regex(/^[A-Va-v]$/)
    .optional()
    .meta({ description: 'Section of HCPCS: its letter.' }),
  effectiveFrom: day('First date of service affected: this day or later.'),
  effectiveTo: day('First date of service affected: this day or earlier.'),
  knownFrom: day('Published on this day or later.'),
  knownTo: day('Published on this day or earlier.'),
} as const;
