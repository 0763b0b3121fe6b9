import * as z from 'zod';
import { counted } from '../format.ts';
import { orEmpty } from '../page.tsx';

/** What went wrong with a form, by the word that the address says it with. */
const problems = {
  none: 'Nothing is selected: tick the findings first.',
  button: 'Nothing was done: use one of the buttons.',
  assign: 'Say whom to assign it to.',
  dismiss: 'Say why it is dismissed: the reason is kept in its history.',
  changed: 'Somebody was quicker with some of them. What could be done was done; look at what is left.',
} as const;
export type DecisionProblem = keyof typeof problems;

const deeds = {
  assign: 'assigned',
  done: 'done',
  dismiss: 'dismissed',
  reopen: 'reopened',
} as const;

/** What has just been done, as the address tells it to the page that comes then. */
export const decisionTold = z.object({
  did: orEmpty(z.enum(['assign', 'done', 'dismiss', 'reopen'])),
  ids: z.string().max(5_000).default(''),
  problem: orEmpty(z.enum(Object.keys(problems) as [DecisionProblem, ...DecisionProblem[]])),
});

type Told = z.output<typeof decisionTold>;

/** Says what was done, and takes it back. */
export function DecisionTold({ told, csrf, back }: { told: Told; csrf: string; back: string }) {
  if (told.problem)
    return (
      <p class="warning" role="alert">
        {problems[told.problem]}
      </p>
    );
  if (!told.did) return null;
  const ids = told.ids.split(',').filter((id) => id !== '');
  return (
    <form class="told" role="status" method="post" action="/worklist/decisions">
      <span>
        {counted(ids.length, 'finding')} {deeds[told.did]}.
      </span>
      {(told.did === 'done' || told.did === 'dismiss') && (
        <>
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="back" value={back} />
          {ids.map((id) => (
            <input type="hidden" name="id" value={id} />
          ))}
          <button class="plain" type="submit" name="act" value="reopen">
            Undo
          </button>
        </>
      )}
    </form>
  );
}
