import type { Hono } from 'hono';
import * as z from 'zod';
import { may } from '../../../shared/access/caller.ts';
import type { ReplacementDecisionsAnswer, WaitingReplacements } from '../../../shared/api/replacement-forms.ts';
import type { HttpEnvironment, Service } from '../../api/service.ts';
import { requireCsrf } from '../../api/session.ts';
import { proposedPairs } from '../../queries/proposed-pairs.ts';
import { frameOf, orEmpty, type PageContext, readForm, readQuery, show, signedIn } from '../page.tsx';
import { askOperation, refusalText } from '../page-operation.ts';
import { ReviewPage, verdictWords } from './review-page.tsx';

/** Ended codes of a page. */
const shown = 10;

const told = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  did: orEmpty(z.enum(Object.keys(verdictWords) as [string, ...string[]])),
  old: orEmpty(z.string().max(8)),
  code: orEmpty(z.string().max(8)),
});

const count = orEmpty(z.coerce.number().int().positive().max(1_000_000));
const ruling = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  old: z.string().max(8),
  code: z.string().max(8),
  verdict: z.enum(['accept', 'reject', 'reopen']),
  numerator: count,
  denominator: count,
  /** The units that the form showed. */
  proposed: z.string().max(40).default(''),
  note: orEmpty(z.string().trim().max(500)),
});
type Ruling = z.output<typeof ruling>;

/** Replacements that wait for a person, and that word. */
export function addReviewPages(pages: Hono<HttpEnvironment>, service: Service): void {
  pages.get('/review', (context) => reviewPage(context, service, null));
  pages.post('/review/decisions', requireCsrf(service), (context) => decide(context, service));
}

async function reviewPage(context: PageContext, service: Service, problem: string | null): Promise<Response> {
  const caller = await signedIn(context, service);
  const asked = readQuery(told, context);
  const { waiting } = await askOperation<WaitingReplacements>(context, service, 'listWaitingReplacements');
  const pages = Math.max(1, Math.ceil(waiting.length / shown));
  const page = Math.min(asked.page, pages);
  const here = waiting.slice((page - 1) * shown, page * shown);
  const view = {
    waiting: await proposedPairs(service)(here, service.today()),
    total: waiting.length,
    page,
    pages,
    decided: may(caller, 'replacements:decide') ? await decisions(context, service) : null,
    told: asked.did && asked.old && asked.code ? { verdict: asked.did, old: asked.old, code: asked.code } : null,
    problem,
  };
  const frame = await frameOf(context, service, 'Replacements to review', 'review');
  return show(context, <ReviewPage frame={frame} view={view} />, problem === null ? 200 : 409);
}

async function decisions(context: PageContext, service: Service) {
  const made = await askOperation<ReplacementDecisionsAnswer>(context, service, 'listReplacementDecisions');
  return made.decisions.toReversed();
}

async function decide(context: PageContext, service: Service): Promise<Response> {
  const sent = readForm(ruling, await context.req.parseBody());
  const { old, code, note = null, page } = sent;
  const said = wordOf(sent);
  if (said === null)
    return reviewPage(context, service, 'Units are two whole numbers: so many of the new for so many of the old.');
  try {
    await askOperation(context, service, 'decideReplacement', {
      path: { code: old, replacement: code },
      body: { ...said, note },
    });
  } catch (error) {
    return refusedOr(context, service, error);
  }
  const query = new URLSearchParams({ page: String(page), did: said.verdict, old, code });
  return context.redirect(`/review?${query}`, 303);
}

/** What goes against what is stored is told on the page; a missing right or another mistake is thrown on. */
function refusedOr(context: PageContext, service: Service, error: unknown): Promise<Response> {
  if ((error as { kind?: string }).kind === 'forbidden') throw error;
  return reviewPage(context, service, refusalText(error));
}

/** Accepted with other units than were proposed is an edit; null where only one of the two numbers is there. */
function wordOf({ verdict, numerator, denominator, proposed }: Ruling) {
  if (verdict !== 'accept' || (numerator === undefined && denominator === undefined)) return { verdict, units: null };
  if (numerator === undefined || denominator === undefined) return null;
  if (`${numerator}/${denominator}` === proposed) return { verdict, units: null };
  return { verdict: 'edit' as const, units: { numerator, denominator } };
}
