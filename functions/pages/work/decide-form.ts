import { refusalOf } from '../../api/problems.ts';
import type { Service } from '../../api/service.ts';
import type { PageContext } from '../page.tsx';
import { askOperation } from '../page-operation.ts';
import { ownPath } from '../sign-in-pages.tsx';
import type { DecisionProblem } from './decision-told.tsx';

/** What a form sends about findings, read and done by the operation of the API; then back to the page that it was on. */
export async function decideByForm(context: PageContext, service: Service): Promise<Response> {
  const sent = await context.req.formData();
  const text = (name: string) => String(sent.get(name) ?? '').trim();
  const ids = sent.getAll('id').map(String);
  const act = text('act');
  const wrong = problemOf(act, ids, text);
  if (wrong) return back(context, text('back'), { problem: wrong });
  const words = { assign: { to: text('to') }, dismiss: { reason: text('reason') } }[act] ?? {};
  try {
    await askOperation(context, service, 'decideFindings', { body: { act, ids, ...words } });
  } catch (error) {
    // Of several, those before the one that somebody else has decided meanwhile are done.
    if (refusalOf(error as Error).kind !== 'conflict') throw error;
    return back(context, text('back'), { problem: 'changed' });
  }
  return back(context, text('back'), { did: act, ids: ids.join(',') });
}

function problemOf(act: string, ids: readonly string[], text: (name: string) => string): DecisionProblem | null {
  if (act === '') return 'button';
  if (ids.length === 0) return 'none';
  if (act === 'assign' && text('to') === '') return 'assign';
  return act === 'dismiss' && text('reason') === '' ? 'dismiss' : null;
}

/** The page that the form stood on, told what was done. */
function back(context: PageContext, to: string, told: Readonly<Record<string, string>>): Response {
  const page = new URL(ownPath(to), 'http://page');
  const path = /^\/(worklist|findings\/[^/]+|claims\/[^/]+)$/.test(page.pathname) ? page.pathname : '/worklist';
  const query = new URLSearchParams(path === page.pathname ? page.search : '');
  for (const name of ['did', 'ids', 'problem']) query.delete(name);
  for (const [name, value] of Object.entries(told)) query.set(name, value);
  return context.redirect(`${path}?${query}`, 303);
}
