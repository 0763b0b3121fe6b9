import { findingDetail } from '../../../functions/worklist/decide-finding.ts';
import type { FindingDecisions, FindingDetail } from '../../../shared/api/claim-forms.ts';
import type { FindingAct } from '../../../shared/claims/finding-life.ts';
import { holdingNames } from '../../../shared/holdings/holding.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { fixText } from './finding-text.ts';
import { asDollars } from './money.ts';
import { userName } from './user-name.ts';

export interface DecisionOptions extends Common {
  readonly account?: string;
  readonly by?: string;
}

/** `codeset findings assign|done|dismiss|reopen ID…`: kept with who and when. */
export async function decideFindings(
  context: Context,
  app: LocalApp,
  ids: readonly string[],
  options: DecisionOptions & { readonly act: FindingAct },
): Promise<void> {
  const { account = localAccount, by = userName(), act } = options;
  const decided: FindingDetail[] = [];
  for (const id of ids) decided.push(await app.decideFinding({ account, id, act, by }));
  const document: FindingDecisions = { findings: decided };
  answer(context, options, document, () => decided.map(lineOf).join(''));
}

/** `codeset findings show ID`: one finding, why, and all that was done with it. */
export async function showFinding(context: Context, app: LocalApp, id: string, options: DecisionOptions) {
  const detail = await findingDetail(app)(options.account ?? localAccount, id);
  answer(context, options, detail, () => detailText(detail));
}

function lineOf(detail: FindingDetail): string {
  const { id, status, assignee, code } = detail;
  const whose = status === 'assigned' ? ` to ${assignee}` : '';
  return `${id}: ${status}${whose} (${code}, ${placeOf(detail)})\n`;
}

/** `claim C7, line 2`, or `chargemaster line 4711 of list main`. */
function placeOf({ claimId, line, list }: FindingDetail): string {
  return list ? `${holdingNames[list.type][0]} ${claimId} of list ${list.name}` : `claim ${claimId}, line ${line}`;
}

function recordText({ record }: FindingDetail): string | null {
  return record ? `${record.file}, line ${record.line} (sha256 ${record.sha256})` : null;
}

function detailText(detail: FindingDetail): string {
  const { id, status, assignee, deadline, amount, message, reason, source, fix, wayBack, history } = detail;
  const facts: readonly (readonly [string, string | null])[] = [
    ['status', status + (assignee && status === 'assigned' ? ` to ${assignee}` : '')],
    ['line', `${placeOf(detail)}, ${detail.code} ${detail.list ? 'from' : 'of'} ${detail.dateOfService}`],
    ['money', asDollars(amount)],
    [detail.list ? 'do by' : 'file by', deadline],
    ['what', message],
    ['why', reason],
    ['source', source],
    ['record', recordText(detail)],
    ['bill', fix.map(fixText).join(' or ') || null],
    ['way back', wayBack],
  ];
  const told = history.map(
    ({ at, by, did, to, reason: why }) =>
      `  ${at.slice(0, 16).replace('T', ' ')}  ${did}${to ? ` to ${to}` : ''} by ${by}${why ? `: ${why}` : ''}\n`,
  );
  const shown = facts.flatMap(([name, value]) => (value === null ? [] : [`  ${name.padEnd(9)} ${value}\n`]));
  return `Finding ${id}\n${shown.join('')}History\n${told.join('')}`;
}
