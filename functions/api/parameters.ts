import * as z from 'zod';
import { codeSet } from '../../shared/api/fields.ts';

/** Parameters that several operations share. */
export const parameters = {
  code: z.string().min(1).max(20).meta({ description: 'A procedure code (`J0013`) or modifier (`RT`).' }),
  on: z.iso.date().optional().meta({ description: 'Date of service; today where none is named.' }),
  cursor: z.string().max(500).optional().meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(1000).default(100).meta({ description: 'Entries of a page.' }),
  release: z.string().max(20).meta({ description: '`2026-01`' }),
  codeSet: codeSet.default('HCPCS').meta({ description: 'HCPCS Level II, or licensed CPT where it is held.' }),
  payer: z.string().max(80).optional().meta({ description: 'Payer class (`medicare`, `commercial` …) or id.' }),
} as const;
