import type { ListedFinding } from '../../shared/api/claim-forms.ts';
import type { Worklist, WorklistEntry, WorklistType } from '../../shared/api/worklist-forms.ts';
import { type Claim, dollars } from '../../shared/claims/claim.ts';
import { daysBetween, type IsoDate } from '../../shared/dates.ts';
import { amountOf, type HoldingType } from '../../shared/holdings/holding.ts';
import type { Key } from '../../shared/keys.ts';
import { billedLine, correctedLines } from '../../shared/worklist/correction.ts';
import { entryOrder, type WorklistOrder } from '../../shared/worklist/order.ts';
import { type ClaimStore, keyOf } from '../adapters/claim-store.ts';
import { findingIdOf } from '../adapters/finding-row.ts';
import type { HoldingRow } from '../adapters/holding-row.ts';
import type { HoldingStore } from '../adapters/holding-store.ts';
import type { SignoffStore } from '../adapters/signoff-store.ts';
import { type HoldOf, heldLines, holdsOf } from './held-lines.ts';
import { type FindingPorts, listFindings, releaseNames } from './list-findings.ts';
import { isDue } from './list-holdings.ts';

export interface WorklistPorts extends FindingPorts {
  readonly claims: Pick<ClaimStore, 'held' | 'openUses'>;
  readonly holdings: Pick<HoldingStore, 'findings'>;
  readonly signoffs: Pick<SignoffStore, 'loads'>;
}

export interface WorklistQuestion {
  readonly account: string;
  readonly type: WorklistType;
  readonly by: WorklistOrder;
  readonly today: IsoDate;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** So many held lines with findings are sorted by deadline at most; by money the index does it. */
const readAtMost = 20_000;

/** What is to be done about claims, or about one type of list. */
export const worklist =
  (ports: WorklistPorts) =>
  (question: WorklistQuestion): Promise<Worklist> =>
    question.type === 'claims' ? ofClaims(ports, question) : ofLists(ports, question, question.type);

async function ofClaims(
  ports: WorklistPorts,
  { account, by, today, limit, cursor }: WorklistQuestion,
): Promise<Worklist> {
  const { findings, next } = await listFindings(ports)({ account, by, limit, cursor });
  const bills = await ports.claims.held(account, distinct(findings));
  const holds = await holdsOf(ports, account, today);
  const entries = findings.map((finding) => claimEntry(finding, bills.get(keyOf(finding))?.claim, today, holds.of));
  // Lines that are right, and only wait for their payer, come with the first page.
  const waiting = cursor === undefined ? await heldLines(ports, account, holds, today) : { entries: [], more: false };
  const all = [...entries, ...waiting.entries].sort(entryOrder(by));
  return { today, entries: all, more: next !== null || waiting.more, next };
}

function claimEntry(finding: ListedFinding, claim: Claim | undefined, today: IsoDate, holdOf: HoldOf): WorklistEntry {
  const { claimId, line: number, dateOfService, deadline, fix, ...said } = finding;
  const line = claim?.lines.find((each) => each.line === number);
  const old = line ? billedLine(line) : null;
  return {
    type: 'claims',
    id: said.id,
    item: claimId,
    list: null,
    line: number,
    payer: said.payer,
    provider: said.provider,
    date: dateOfService,
    through: null,
    code: said.code,
    severity: said.severity,
    rule: said.rule,
    message: said.message,
    reason: said.reason,
    source: said.source,
    amount: said.amount,
    deadline,
    days: daysTo(deadline, today),
    status: said.status,
    assignee: said.assignee,
    release: said.release,
    hold: holdOf(said.payer, dateOfService, said.release),
    old,
    new: old ? correctedLines(old, finding) : [],
    wayBack: said.wayBack,
    payerClaimNumber: claim?.payerClaimNumber ?? null,
  };
}

async function ofLists(ports: WorklistPorts, question: WorklistQuestion, type: HoldingType): Promise<Worklist> {
  const { account, by, today, limit } = question;
  const releaseOf = releaseNames([await ports.codeSets.state('HCPCS'), await ports.codeSets.state('CPT')]);
  const entries: WorklistEntry[] = [];
  let read = 0;
  for await (const row of ports.holdings.findings(account, type)) {
    if (read++ >= readAtMost || (by === 'money' && entries.length > limit)) break;
    if (isDue(row, today)) entries.push(listEntry(row, today, releaseOf(row.life!.changeSet)));
  }
  entries.sort(entryOrder(by));
  return { today, entries: entries.slice(0, limit), more: read > readAtMost || entries.length > limit, next: null };
}

function listEntry(row: HoldingRow & Key, today: IsoDate, release: string | null): WorklistEntry {
  const { holding, finding } = row;
  const { status, assignee } = row.life!;
  const { code, rule, severity, since, message, reason, source } = finding!;
  // Units of an order are corrected with it; of a charge they are a volume, and the message tells the factor.
  const isQuantity = holding.type === 'authorisation' || holding.type === 'order';
  const old = { code: holding.code, modifiers: holding.modifiers, units: isQuantity ? holding.units : null };
  const corrected = rule.endsWith('-not-yet-effective') ? [] : correctedLines(old, finding!);
  return {
    type: holding.type,
    id: findingIdOf(row),
    item: holding.item,
    list: holding.list,
    line: null,
    payer: holding.payer,
    provider: holding.provider,
    date: since,
    through: holding.through,
    code,
    severity,
    rule,
    message,
    reason,
    source,
    amount: dollars(amountOf(holding)),
    deadline: since,
    days: daysTo(since, today),
    status,
    assignee,
    release,
    hold: null,
    old,
    new: isQuantity ? corrected : corrected.map((line) => ({ ...line, units: null })),
    wayBack: null,
    payerClaimNumber: null,
  };
}

export function daysTo(deadline: IsoDate | null, today: IsoDate): number | null {
  return deadline === null ? null : daysBetween(today, deadline);
}

/** Bills of the findings, each once: keys of one read must differ. */
function distinct(findings: readonly ListedFinding[]): readonly ListedFinding[] {
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()];
}
