import type { Hono } from 'hono';
import * as z from 'zod';
import { type Caller, may } from '../../../shared/access/caller.ts';
import { changeKinds } from '../../../shared/api/change-forms.ts';
import type { CodeUse, ListedFinding } from '../../../shared/api/claim-forms.ts';
import { codeSet, codeType } from '../../../shared/api/fields.ts';
import type { WindowsAnswer } from '../../../shared/api/settings-forms.ts';
import { formOf } from '../../../shared/code.ts';
import { quarterOf } from '../../../shared/codebook/code-set-state.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import { knownCode } from '../../api/known-code.ts';
import { seenBy } from '../../api/licensed-answer.ts';
import { openApi } from '../../api/open-api.ts';
import { operations } from '../../api/operations.ts';
import type { HttpEnvironment, Service } from '../../api/service.ts';
import { callerOfPage } from '../../api/session.ts';
import { atOnce } from '../../at-once.ts';
import { comingDates } from '../../queries/coming-dates.ts';
import { waitingReplacements } from '../../queries/decided-replacements.ts';
import { describeSources } from '../../queries/describe-sources.ts';
import { findCodes } from '../../queries/find-codes.ts';
import { listChanges } from '../../queries/list-changes.ts';
import { listFindings } from '../../queries/list-findings.ts';
import { describeRelease, listReleases, releaseNamed } from '../../queries/list-releases.ts';
import { moneyAtRisk } from '../../queries/money-at-risk.ts';
import { agreementOf, releaseOverviews, sectionCounts } from '../../queries/release-overview.ts';
import { replacementsFor } from '../../queries/replacements-for.ts';
import { askingFor } from '../../queries/replacements-for-payer.ts';
import { searchChanges } from '../../queries/search-changes.ts';
import { whereUsed } from '../../queries/where-used.ts';
import { assets } from '../assets.ts';
import { releaseTitle } from '../format.ts';
import { codeNames, frameOf, orEmpty, type PageContext, readQuery, show } from '../page.tsx';
import { askOperation } from '../page-operation.ts';
import { ReferencePage } from '../reference-page.tsx';
import { TodayPage } from '../today/today-page.tsx';
import type { Waiting } from '../today/waiting-section.tsx';
import { ChangesPage } from './changes-page.tsx';
import { CodePage } from './code-page.tsx';
import { CodesPage } from './codes-page.tsx';
import { ReleasePage } from './release-page.tsx';
import { ReleasesPage } from './releases-page.tsx';
import { SourcesPage } from './sources-page.tsx';

/** So many ended codes stand on the first page, and so many changes on a page of changes. */
const endedShown = 12;
const changesShown = 50;

/** What is held and what changed in it: pages that everybody may read, with the reader's own claims beside them. */
export function addCodeSetPages(pages: Hono<HttpEnvironment>, service: Service): void {
  pages.get('/', (context) => todayPage(context, service));
  pages.get('/changes', (context) => changesPage(context, service));
  pages.get('/releases', (context) => releasesPage(context, service));
  pages.get('/releases/:release', (context) => releasePage(context, service, context.req.param('release')));
  pages.get('/releases/:release/changes', (context) => changesPage(context, service, context.req.param('release')));
  pages.get('/docs', (context) => referencePage(context, service));
  pages.get('/v1/reference', (context) => context.redirect('/docs', 308));
  pages.get('/sources', (context) => sourcesPage(context, service));
  pages.get('/codes', (context) => codesPage(context, service));
  pages.get('/codes/:code', (context) => codePage(context, service, context.req.param('code')));
}

async function todayPage(context: PageContext, service: Service): Promise<Response> {
  const today = service.today();
  const caller = await callerOfPage(context, service);
  const [frame, held, cpt, coming, waiting] = await Promise.all([
    frameOf(context, service, 'Today', 'today'),
    listReleases(service)(),
    service.codeSets.state('CPT'),
    comingDates(service)(today),
    waitingFor(service, caller, today),
  ]);
  const newest = held.releases.at(-1) ?? null;
  const ended = newest
    ? await listChanges(service)({ release: newest.release, kind: 'deleted', limit: endedShown })
    : { changes: [] };
  const risk = caller ? await moneyAtRisk(service)(caller.account) : null;
  const linesHeld = caller !== null && (await service.claims.holdsLinesOf(caller.account));
  const nameOf = await codeNames(service);
  const cptHeld = cpt.releases.length > 0;
  const sample = service.sampleStore?.standing() ?? null;
  const view = { today, held, cptHeld, newest, ended: ended.changes, coming, risk, linesHeld, nameOf, waiting, sample };
  // Without a release it may be loading the sample.
  return show(context, <TodayPage frame={newest ? frame : { ...frame, script: assets.live.path }} view={view} />);
}

/** So many lines that are due stand on the first page. */
const dueShown = 5;

async function waitingFor(service: Service, caller: Caller | null, today: IsoDate): Promise<Waiting> {
  const { sources } = await describeSources(service)(today);
  const { waiting } = await waitingReplacements(service)();
  const due = caller && (await deadlines(service, caller.account, today));
  return { due, proposals: waiting.length, sources };
}

/** What is still to be filed, the nearest first, and whether anything was not filed in time. */
async function deadlines(service: Service, account: string, today: IsoDate): Promise<Waiting['due']> {
  const order = { account, by: 'deadline' } as const;
  const [coming, nearest] = await Promise.all([
    listFindings(service)({ ...order, dueFrom: today, limit: dueShown }),
    listFindings(service)({ ...order, limit: 1 }),
  ]);
  const dated = ({ deadline }: ListedFinding) => deadline !== null;
  return {
    next: coming.findings.filter(dated),
    past: nearest.findings.some(({ deadline }) => deadline !== null && deadline < today),
  };
}

async function releasesPage(context: PageContext, service: Service): Promise<Response> {
  const frame = await frameOf(context, service, 'Releases', 'releases');
  const [hcpcs, cpt] = await Promise.all([releaseOverviews(service)('HCPCS'), releaseOverviews(service)('CPT')]);
  return show(context, <ReleasesPage frame={frame} view={{ hcpcs, cpt }} />);
}

async function releasePage(context: PageContext, service: Service, name: string): Promise<Response> {
  const { codeSets } = service;
  const release = await describeRelease(service)(name);
  const state = await codeSets.state(release.codeSet);
  const held = releaseNamed(state, name);
  const { releases } = await listReleases(service)(release.codeSet);
  const view = {
    release,
    sections: await sectionCounts(codeSets, held),
    agreement: await agreementOf(codeSets, state, held),
    siblings: releases.filter((each) => quarterOf(each.date) === quarterOf(held.date) && each.release !== name),
  };
  const frame = await frameOf(context, service, releaseTitle(name), 'releases');
  return show(context, <ReleasePage frame={frame} view={view} />);
}

async function sourcesPage(context: PageContext, service: Service): Promise<Response> {
  const frame = await frameOf(context, service, 'Sources', 'sources');
  return show(context, <SourcesPage frame={frame} standing={await describeSources(service)(service.today())} />);
}

async function referencePage(context: PageContext, service: Service): Promise<Response> {
  const frame = await frameOf(context, service, 'API reference');
  return show(context, <ReferencePage frame={frame} document={openApi(operations, service.version)} />);
}

const dayAsked = orEmpty(z.iso.date());
const changesQuery = z.object({
  q: orEmpty(z.string().max(200)),
  kind: orEmpty(z.enum(changeKinds)),
  section: orEmpty(z.string().regex(/^[A-Va-v]$/, 'the letter of a section')),
  codeType: orEmpty(codeType),
  codeSet: orEmpty(codeSet),
  effectiveFrom: dayAsked,
  effectiveTo: dayAsked,
  cursor: orEmpty(z.string().max(500)),
});

/** Of one release, or of all where none is named. */
async function changesPage(context: PageContext, service: Service, name?: string): Promise<Response> {
  const asked = readQuery(changesQuery, context);
  const release = name === undefined ? null : await describeRelease(service)(name);
  const of = release?.codeSet ?? asked.codeSet ?? 'HCPCS';
  const title = release ? `Changes of ${releaseTitle(release.release)}` : 'Changes';
  const frame = { ...(await frameOf(context, service, title, 'changes')), script: assets.filter.path };
  const caller = await callerOfPage(context, service);
  const seen = seenBy(caller, service);
  const { q: words, ...filter } = asked;
  const found = await searchChanges(seen.service)({
    ...filter,
    codeSet: of,
    release: name,
    words,
    limit: changesShown,
  });
  const { releases } = await listReleases(service)(of);
  const codes = caller ? [...new Set(found.changes.map(({ code }) => code))] : [];
  const view = {
    ...{ release, releases, asked, found, nameOf: await codeNames(service) },
    uses: caller ? await usesOf(service, caller, codes) : new Map(),
    notices: seen.notices(),
  };
  return show(context, <ChangesPage frame={frame} view={view} />);
}

/** So many codes are asked after at once, and so many uses of each counted: fifty codes stand on a page. */
const asksAtOnce = 8;
const usesCounted = 100;

async function usesOf(
  service: Service,
  caller: Caller,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CodeUse>> {
  const uses = new Map<string, CodeUse>();
  await atOnce(asksAtOnce, codes, async (code) => {
    uses.set(code, await whereUsed(service)(caller.account, code, service.today(), usesCounted));
  });
  return uses;
}

const codesQuery = z.object({ code: z.string().max(200).default('') });

/** What is written as a code leads to its page; anything else is looked for in the descriptors. */
async function codesPage(context: PageContext, service: Service): Promise<Response> {
  const words = readQuery(codesQuery, context).code.trim();
  if (formOf(words.toUpperCase()) !== 'malformed')
    return context.redirect(`/codes/${encodeURIComponent(words.toUpperCase())}`, 303);
  const frame = await frameOf(context, service, 'Codes', 'codes');
  const found = await findCodes(service)(words, service.today());
  const page = <CodesPage frame={{ ...frame, script: assets.filter.path }} words={words} found={found} />;
  return show(context, page, words === '' || found.codes.length > 0 ? 200 : 404);
}

const codeQuery = z.object({ on: dayAsked, asKnown: dayAsked, payer: orEmpty(z.string().max(80)) });

async function codePage(context: PageContext, service: Service, code: string): Promise<Response> {
  const { on = service.today(), asKnown, payer } = readQuery(codeQuery, context);
  const caller = await callerOfPage(context, service);
  const seen = seenBy(caller, service);
  const answer = await knownCode(seen.service, { code, on, asKnown: asKnown ?? null });
  const frame = await frameOf(context, service, answer.code);
  const instead = await replacementsFor(service)({ code, on, ...(await askingFor(service, caller, payer)) });
  const use = may(caller, 'claims:read')
    ? await askOperation<CodeUse>(context, service, 'getCodeUse', { path: { code } })
    : null;
  const windows = may(caller, 'payers:read')
    ? await askOperation<WindowsAnswer>(context, service, 'listWindows', { query: { code: answer.code } })
    : null;
  return show(
    context,
    <CodePage frame={frame} view={{ answer, instead, payer, use, windows, notices: seen.notices() }} />,
  );
}
