import type { Hono } from 'hono';
import * as z from 'zod';
import type { CheckAnswer } from '../../../shared/api/claim-forms.ts';
import { typedLines } from '../../../shared/claims/typed-lines.ts';
import { SentFile } from '../../api/operation.ts';
import { Refused } from '../../api/problems.ts';
import type { HttpEnvironment, Service } from '../../api/service.ts';
import { requireCsrf } from '../../api/session.ts';
import { frameOf, orEmpty, type PageContext, readForm, show, signedIn } from '../page.tsx';
import { askOperation, refusalText } from '../page-operation.ts';
import { CheckPage, type CheckView, filingWords } from './check-page.tsx';

const form = z.object({
  text: z.string().default(''),
  filing: orEmpty(z.enum(Object.keys(filingWords) as [string, ...string[]])),
  file: z.union([z.instanceof(File), z.string()]).optional(),
});

type Sent = z.output<typeof form>;

/** Longer text is not shown again: the page would outgrow what it is about. */
const longestShown = 64 * 1024;

/** What would be rejected, asked of claims that are shown and not stored. */
export function addCheckPage(pages: Hono<HttpEnvironment>, service: Service): void {
  pages.get('/check', async (context) => {
    await signedIn(context, service);
    return checkPage(context, service, { answer: null, unread: [], text: '', filing: undefined, problem: null });
  });
  pages.post('/check', requireCsrf(service), async (context) => {
    const sent = readForm(form, await context.req.parseBody());
    const { filing } = sent;
    const text = sent.text.length > longestShown ? '' : sent.text;
    try {
      return await checkPage(context, service, {
        ...(await checked(context, service, sent)),
        text,
        filing,
        problem: null,
      });
    } catch (error) {
      if (error instanceof Refused && error.kind === 'forbidden') throw error;
      return checkPage(context, service, { answer: null, unread: [], text, filing, problem: refusalText(error) });
    }
  });
}

async function checkPage(context: PageContext, service: Service, view: CheckView): Promise<Response> {
  const frame = await frameOf(context, service, 'Check a claim', 'check');
  return show(context, <CheckPage frame={frame} view={view} />, view.problem === null ? 200 : 400);
}

/** A file goes before text; text is a file, too, unless somebody has typed lines. */
async function checked(
  context: PageContext,
  service: Service,
  { text, file, filing }: Sent,
): Promise<Pick<CheckView, 'answer' | 'unread'>> {
  if (file instanceof File && file.size > 0)
    return { answer: await ask(context, service, fileOf(new Uint8Array(await file.arrayBuffer()))), unread: [] };
  if (text.trim() === '') throw new Refused('invalid-request', 'Paste something, or choose a file.');
  const typed = typedLines(text, service.today());
  if (!typed) return { answer: await ask(context, service, fileOf(new TextEncoder().encode(text))), unread: [] };
  if (typed.lines.length === 0) return { answer: null, unread: typed.unread };
  const claim = { claimId: 'typed', filingIndicator: filing ?? null, lines: typed.lines };
  return { answer: await ask(context, service, { claims: [claim] }), unread: typed.unread };
}

function fileOf(bytes: Uint8Array): SentFile {
  return new SentFile('application/octet-stream', bytes);
}

function ask(context: PageContext, service: Service, body: unknown): Promise<CheckAnswer> {
  return askOperation<CheckAnswer>(context, service, 'checkClaims', { body });
}
