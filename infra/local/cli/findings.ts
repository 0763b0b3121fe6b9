import { listFindings } from '../../../functions/queries/list-findings.ts';
import type { FindingsPage, ListedFinding } from '../../../shared/api/claim-forms.ts';
import type { Severity } from '../../../shared/claims/finding.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context, noReleaseYet } from './context.ts';
import { findingText } from './finding-text.ts';

export interface FindingsOptions extends Common {
  readonly code?: string;
  readonly severity?: Severity;
  readonly cleared?: true;
}

/** `codeset findings`: what is open, the most money first. */
export async function findings(context: Context, app: LocalApp, options: FindingsOptions): Promise<void> {
  const list = await allFindings(app, options);
  const page: FindingsPage = { findings: list, next: null };
  const { releases } = await app.codeSets.state('HCPCS');
  const text = findingText(list, options.cleared ? 'cleared' : 'open', context.io.columns);
  answer(context, options, page, () => (releases.length === 0 ? text + noReleaseYet : text));
}

/** The query gives a page at a time, to answer over HTTP in good time; here all of them are wanted. */
async function allFindings(
  app: LocalApp,
  { code, severity, cleared }: FindingsOptions,
): Promise<readonly ListedFinding[]> {
  const asked = {
    account: localAccount,
    status: cleared ? ('cleared' as const) : ('open' as const),
    limit: Number.POSITIVE_INFINITY,
    ...(code ? { code } : {}),
    ...(severity ? { severity } : {}),
  };
  const list: ListedFinding[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: FindingsPage = await listFindings(app)({ ...asked, ...(cursor ? { cursor } : {}) });
    list.push(...page.findings);
    cursor = page.next;
  }
  return list;
}
