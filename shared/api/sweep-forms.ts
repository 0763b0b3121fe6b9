import * as z from 'zod';
import { type Answer, codeSet, count } from './fields.ts';

export const sweepForm = z
  .object({
    codeSet,
    release: z.string(),
    status: z.enum(['running', 'complete', 'cancelled']),
    codes: count.meta({ description: 'Changed codes whose stored lines are to be judged again.' }),
    left: count.meta({ description: 'Codes that are not done yet.' }),
    alerts: z.boolean().meta({ description: 'Whether what it finds raises alerts.' }),
  })
  .meta({ title: 'Sweep', description: 'The re-check of the stored lines that a release has caused.' });

export const sweepsForm = z
  .object({ sweeps: z.array(sweepForm) })
  .meta({ title: 'Sweeps', description: 'Re-checks by release, the newest first.' });

export type ListedSweep = Answer<typeof sweepForm>;
export type SweepsAnswer = Answer<typeof sweepsForm>;
