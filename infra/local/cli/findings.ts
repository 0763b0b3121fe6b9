import { holdingsAtRisk } from '../../../functions/queries/holdings-at-risk.ts';
import { type FindingsQuestion, listFindings } from '../../../functions/queries/list-findings.ts';
import type { FindingsPage, ListedFinding } from '../../../shared/api/claim-forms.ts';
import type { FindingStatus } from '../../../shared/claims/finding-life.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { listsText } from './audit.ts';
import { answer, type Common, type Context, noReleaseYet } from './context.ts';
import { findingText } from './finding-text.ts';

type Filters = Pick<
  FindingsQuestion,
  'status' | 'by' | 'code' | 'severity' | 'payer' | 'provider' | 'rule' | 'claim' | 'assignee' | 'dueBy'
>;

export interface FindingsOptions extends Common, Filters {
  readonly account?: string;
  readonly cleared?: true;
  readonly limit?: number;
}

/** `codeset findings`: what waits for somebody, the most money or the nearest deadline first. */
export async function findings(context: Context, app: LocalApp, options: FindingsOptions): Promise<void> {
  const status: FindingStatus | undefined = options.cleared ? 'cleared' : options.status;
  const page = await asManyAs(app, { ...options, status });
  const held = [await app.codeSets.state('HCPCS'), await app.codeSets.state('CPT')].flatMap(({ releases }) => releases);
  const shown = { today: options.today, wide: context.io.columns, more: page.next !== null };
  const text = findingText(page.findings, status, shown);
  const lists = await holdingsAtRisk(app)(options.account ?? localAccount, options.today);
  answer(context, options, page, () => (held.length === 0 ? text + noReleaseYet : text + listsText(lists)));
}

/** The query gives a page at a time, to answer over HTTP in good time; here all of them are wanted, or so many. */
async function asManyAs(
  app: LocalApp,
  { account = localAccount, limit = Number.POSITIVE_INFINITY, ...options }: FindingsOptions,
): Promise<FindingsPage> {
  const { status, by, code, severity, payer, provider, rule, claim, assignee, dueBy } = options;
  const filters: Filters = { status, by, code, severity, payer, provider, rule, claim, assignee, dueBy };
  const list: ListedFinding[] = [];
  let cursor: string | undefined;
  do {
    const page = await listFindings(app)({ ...filters, account, limit: limit - list.length, cursor });
    list.push(...page.findings);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && list.length < limit);
  return { findings: list, next: cursor ?? null };
}
