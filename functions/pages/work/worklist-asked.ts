import * as z from 'zod';
import { severities } from '../../../shared/api/claim-forms.ts';
import { worklistTypes } from '../../../shared/api/worklist-forms.ts';
import { findingStatuses } from '../../../shared/claims/finding-life.ts';
import { worklistOrders } from '../../../shared/worklist/order.ts';
import { orEmpty } from '../page.tsx';

const word = orEmpty(z.string().trim().max(80));

/** What the address of the worklist says; an empty field of its form says nothing. */
export const worklistAsked = z.object({
  type: z.enum(worklistTypes).default('claims'),
  by: z.enum(worklistOrders).default('money'),
  /** `held`: right lines, whose payer does not know the code yet. */
  status: orEmpty(z.enum([...findingStatuses, 'held'])),
  code: word,
  payer: word,
  claim: word,
  import: word,
  assignee: word,
  rule: word,
  severity: orEmpty(z.enum(severities)),
  dueBy: orEmpty(z.iso.date()),
  cursor: z.string().max(500).optional(),
});

export type WorklistAsked = z.output<typeof worklistAsked>;

/** What waits for somebody about claims, the most money first: the list that no filter narrows. */
export const everyFinding = {
  type: 'claims',
  by: 'money',
  status: undefined,
  code: undefined,
  payer: undefined,
  claim: undefined,
  assignee: undefined,
  rule: undefined,
  severity: undefined,
  dueBy: undefined,
} as const satisfies WorklistAsked;

/** The address of a worklist that differs so from the one shown; another question begins at its first page. */
export function worklistAddress(asked: WorklistAsked, change: Partial<WorklistAsked> = {}, path = '/worklist'): string {
  const all = { ...asked, cursor: undefined, ...change };
  const usual: Partial<WorklistAsked> = { type: 'claims', by: 'money' };
  const said = Object.entries(all).filter(
    ([name, value]) => value !== undefined && value !== usual[name as keyof WorklistAsked],
  );
  const query = new URLSearchParams(said as [string, string][]).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** As the API asks for it. */
export function worklistQuery({ status, ...asked }: WorklistAsked, limit: number): Readonly<Record<string, unknown>> {
  if (status === 'held') return { ...asked, limit, held: 'only' };
  return { ...asked, status, limit, held: 'without' };
}
