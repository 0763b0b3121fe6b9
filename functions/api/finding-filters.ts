import * as z from 'zod';
import { severities } from '../../shared/api/claim-forms.ts';
import { findingStatuses } from '../../shared/claims/finding-life.ts';
import { parameters } from './parameters.ts';

const word = z.string().max(80).optional();

/** What narrows a list of findings. */
export const findingFilters = {
  status: z.enum(findingStatuses).optional().meta({ description: 'Open and assigned where none is named.' }),
  code: parameters.code.optional(),
  rule: word,
  severity: z.enum(severities).optional(),
  payer: word,
  provider: word,
  assignee: word,
  claim: word,
  import: word.meta({ description: 'Id of an import: what its claims raised, and nothing has changed since.' }),
  dueBy: z.iso.date().optional().meta({ description: 'Last day of filing on or before this day.' }),
} as const;
