import * as z from 'zod';
import type { FindingAct } from '../claims/finding-life.ts';

const ids = z
  .array(z.string().min(3).max(8))
  .min(1)
  .max(500)
  .meta({ description: 'Ids of findings, or their beginnings where those are enough.' });
const words = z.string().trim().min(1).max(500);

/** What a person decides about findings, as the API takes it. */
export const findingDecisionForm = z
  .discriminatedUnion('act', [
    z.strictObject({ act: z.literal('assign'), ids, to: words.max(80) }),
    z.strictObject({ act: z.literal('done'), ids }),
    z.strictObject({ act: z.literal('dismiss'), ids, reason: words }),
    z.strictObject({ act: z.literal('reopen'), ids, reason: words.optional() }),
  ])
  .meta({ title: 'Decision about findings', description: 'Kept in the history of each, with who and when.' });

type Decision = z.infer<typeof findingDecisionForm>;

/** The decision without the findings that it is about. */
export function actOf(
  decision: { [D in Decision['act']]: Omit<Extract<Decision, { act: D }>, 'ids'> }[Decision['act']],
): FindingAct {
  switch (decision.act) {
    case 'assign':
      return { kind: 'assign', to: decision.to };
    case 'done':
      return { kind: 'done' };
    case 'dismiss':
      return { kind: 'dismiss', reason: decision.reason };
    case 'reopen':
      return { kind: 'reopen', ...(decision.reason ? { reason: decision.reason } : {}) };
    default:
      return decision satisfies never;
  }
}
