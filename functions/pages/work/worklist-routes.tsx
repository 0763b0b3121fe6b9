import type { Hono } from 'hono';
import * as z from 'zod';
import { may } from '../../../shared/access/caller.ts';
import type { AuditAnswer } from '../../../shared/api/audit-forms.ts';
import type { FindingDetail } from '../../../shared/api/claim-forms.ts';
import type { Worklist, WorklistEntry } from '../../../shared/api/worklist-forms.ts';
import { billedLine, correctedLines } from '../../../shared/worklist/correction.ts';
import { keyOf } from '../../adapters/claim-store.ts';
import { csvText } from '../../api/csv.ts';
import type { HttpEnvironment, Service } from '../../api/service.ts';
import { requireCsrf } from '../../api/session.ts';
import { auditedAtMost } from '../../queries/audit-findings.ts';
import { claimView } from '../../queries/claim-view.ts';
import { daysTo } from '../../queries/worklist.ts';
import { worklistTable } from '../../worklist/worklist-table.ts';
import { assets } from '../assets.ts';
import { frameOf, orEmpty, type PageContext, readQuery, show, signedIn } from '../page.tsx';
import { askOperation } from '../page-operation.ts';
import { AuditPage } from './audit-page.tsx';
import { ClaimPage } from './claim-page.tsx';
import { decideByForm } from './decide-form.ts';
import { decisionTold } from './decision-told.tsx';
import { FindingPage } from './finding-page.tsx';
import { worklistAsked, worklistQuery } from './worklist-asked.ts';
import { WorklistPage } from './worklist-page.tsx';

/** Entries of a page: fifty with all their words stay well under 200 kB. */
const shown = 50;
/** Entries of a file, and of one read for it. */
const exported = 5_000;
const readAtOnce = 500;

/** What is to be done: the list, one finding, one claim, and a person's word about them. */
export function addWorklistPages(pages: Hono<HttpEnvironment>, service: Service): void {
  pages.get('/worklist', (context) => worklistPage(context, service));
  pages.get('/worklist.csv', async (context) => {
    const list = await wholeList(context, service);
    return file(context, 'worklist.csv', 'text/csv; charset=utf-8', Buffer.from(csvText(worklistTable(list))));
  });
  pages.post('/worklist/decisions', requireCsrf(service), (context) => decideByForm(context, service));
  pages.get('/findings/:id', (context) => findingPage(context, service, context.req.param('id')));
  pages.get('/claims/:claim', (context) => claimPage(context, service, context.req.param('claim')));
  pages.get('/audit', (context) => auditPage(context, service));
}

async function worklistPage(context: PageContext, service: Service): Promise<Response> {
  const caller = await signedIn(context, service);
  const asked = readQuery(worklistAsked, context);
  const told = readQuery(decisionTold, context);
  const list = await listOf(context, service, worklistQuery(asked, shown));
  const plain = await frameOf(context, service, 'Worklist', 'worklist');
  const frame = list.entries.length > 0 ? { ...plain, script: assets.worklist.path } : plain;
  const linesHeld = list.entries.length > 0 || (await service.claims.holdsLinesOf(caller.account));
  const view = { asked, list, told, linesHeld, decides: may(caller, 'findings:write') };
  return show(context, <WorklistPage frame={frame} view={view} />);
}

function listOf(context: PageContext, service: Service, query: Readonly<Record<string, unknown>>): Promise<Worklist> {
  return askOperation<Worklist>(context, service, 'getWorklist', { query: known(query) });
}

/** What is not asked for is left out. */
function known(query: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

/** The list from its beginning, as far as a file holds. */
async function wholeList(context: PageContext, service: Service): Promise<Worklist> {
  await signedIn(context, service);
  const query = worklistQuery({ ...readQuery(worklistAsked, context), cursor: undefined }, readAtOnce);
  const entries: WorklistEntry[] = [];
  let page = await listOf(context, service, query);
  entries.push(...page.entries);
  while (page.next !== null && entries.length < exported) {
    page = await listOf(context, service, { ...query, cursor: page.next });
    entries.push(...page.entries);
  }
  return { ...page, entries: entries.slice(0, exported) };
}

function file(context: PageContext, name: string, type: string, bytes: Uint8Array): Response {
  context.header('Cache-Control', 'private, no-store');
  context.header('Content-Disposition', `attachment; filename="${name}"`);
  return context.body(new Uint8Array(bytes), 200, { 'Content-Type': type });
}

async function findingPage(context: PageContext, service: Service, id: string): Promise<Response> {
  const caller = await signedIn(context, service);
  const finding = await askOperation<FindingDetail>(context, service, 'getFinding', { path: { id } });
  const bills = await service.claims.held(caller.account, [finding]);
  const line = bills.get(keyOf(finding))?.claim.lines.find((each) => each.line === finding.line);
  const old = line ? billedLine(line) : null;
  const view = {
    finding,
    old,
    // Of a line that is not at hand, the code alone can be put right.
    new: correctedLines(old ?? { code: finding.code, modifiers: [], units: null }, finding),
    days: daysTo(finding.deadline, service.today()),
    told: readQuery(decisionTold, context),
    decides: may(caller, 'findings:write'),
  };
  const frame = await frameOf(context, service, `Finding ${finding.id}`, 'worklist');
  return show(context, <FindingPage frame={frame} view={view} />);
}

async function claimPage(context: PageContext, service: Service, claimId: string): Promise<Response> {
  const caller = await signedIn(context, service);
  await askOperation(context, service, 'getClaim', { path: { claimId } });
  const bills = await claimView(service)(caller.account, claimId);
  const frame = await frameOf(context, service, `Claim ${claimId}`, 'worklist');
  return show(context, <ClaimPage frame={frame} claimId={claimId} bills={bills} />);
}

/** So many findings a page adds up, as the first page does, and so many where its reader asks for more. */
const addedUp = 5_000;
const auditQuery = z.object({
  status: orEmpty(z.enum(['done', 'dismissed', 'all'])),
  read: orEmpty(z.literal('more')),
});

async function auditPage(context: PageContext, service: Service): Promise<Response> {
  await signedIn(context, service);
  const { status, read } = readQuery(auditQuery, context);
  const atMost = read === 'more' ? auditedAtMost : addedUp;
  const query = known({ status, atMost });
  const audit = await askOperation<AuditAnswer>(context, service, 'auditFindings', { query });
  const frame = await frameOf(context, service, 'Patterns', 'worklist');
  return show(
    context,
    <AuditPage frame={frame} view={{ audit, status, atMost, further: audit.more && atMost < auditedAtMost }} />,
  );
}
