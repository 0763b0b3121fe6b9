import type { ListedFinding } from '../../shared/api/claim-forms.ts';
import type { Worklist, WorklistEntry, WorklistType } from '../../shared/api/worklist-forms.ts';
import { type Claim, dollars } from '../../shared/claims/claim.ts';
import { daysBetween, type IsoDate } from '../../shared/dates.ts';
import { amountOf, type HoldingType } from '../../shared/holdings/holding.ts';
import type { Key } from '../../shared/keys/key.ts';
import { billedLine, correctedLines } from '../../shared/worklist/correction.ts';
import { entryOrder, type WorklistOrder } from '../../shared/worklist/order.ts';
import { type ClaimStore, keyOf } from '../adapters/claim-store.ts';
import { findingIdOf } from '../adapters/finding-row.ts';
import { findingOrders } from '../adapters/finding-store.ts';
import type { HoldingRow } from '../adapters/holding-row.ts';
import type { HoldingStore } from '../adapters/holding-store.ts';
import type { SignoffStore } from '../adapters/signoff-store.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { type HoldOf, heldLines, holdsOf } from './held-lines.ts';
import { type FindingPorts, type FindingsQuestion, listFindings, placeForm, releaseNames } from './list-findings.ts';
import { isDue } from './list-holdings.ts';

export interface WorklistPorts extends FindingPorts {
  readonly claims: Pick<ClaimStore, 'held' | 'openUses'>;
  readonly holdings: Pick<HoldingStore, 'findings'>;
  readonly signoffs: Pick<SignoffStore, 'loads'>;
}

/** What narrows a worklist; the state of a finding narrows the one of claims alone. */
export type WorklistFilters = Pick<
  FindingsQuestion,
  'status' | 'code' | 'rule' | 'severity' | 'payer' | 'provider' | 'assignee' | 'claim' | 'import' | 'dueBy'
>;

export interface WorklistQuestion extends WorklistFilters {
  readonly account: string;
  readonly type: WorklistType;
  readonly by: WorklistOrder;
  readonly today: IsoDate;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Whether lines that only wait for their payer come with the first page, alone, or not at all. */
  readonly held?: HeldChoice | undefined;
}

export const heldChoices = ['with', 'only', 'without'] as const;
export type HeldChoice = (typeof heldChoices)[number];

/** So many held lines with findings are looked at for one page at most. */
const readAtMost = 2_000;
const largestPage = 500;

/** What is to be done about claims, or about one type of list. */
export const worklist =
  (ports: WorklistPorts) =>
  (question: WorklistQuestion): Promise<Worklist> =>
    question.type === 'claims' ? ofClaims(ports, question) : ofLists(ports, question, question.type);

async function ofClaims(ports: WorklistPorts, question: WorklistQuestion): Promise<Worklist> {
  const { account, by, today, cursor, limit, held = 'with' } = question;
  const holds = await holdsOf(ports, account, today);
  const { findings, next } =
    held === 'only' ? { findings: [], next: null } : await listFindings(ports)(filtersAndPlace(question));
  const bills = await ports.claims.held(account, distinct(findings));
  const entries = findings.map((finding) => claimEntry(finding, bills.get(keyOf(finding))?.claim, today, holds.of));
  if (held === 'without') return { today, entries, more: next !== null, next };
  // Lines that are right, and only wait for their payer, come with the first page.
  const waiting = cursor === undefined ? await heldLines(ports, account, holds, today) : { entries: [], more: false };
  const all = [...entries, ...waiting.entries.filter((entry) => isAsked(entry, question))].sort(entryOrder(by));
  if (held === 'with') return { today, entries: all, more: next !== null || waiting.more, next };
  return { today, entries: all.slice(0, limit), more: waiting.more || all.length > limit, next: null };
}

function filtersAndPlace({ type: _type, today: _today, held: _held, ...asked }: WorklistQuestion): FindingsQuestion {
  return asked;
}

/** The filters of findings, for what the index of findings of claims does not hold. */
function isAsked(entry: WorklistEntry, asked: WorklistFilters): boolean {
  const { code, rule, severity, payer, provider, claim, dueBy, status, assignee } = asked;
  return (
    (code === undefined || entry.code === code.trim().toUpperCase()) &&
    (rule === undefined || entry.rule === rule) &&
    (severity === undefined || entry.severity === severity) &&
    (payer === undefined || entry.payer?.toUpperCase() === payer.trim().toUpperCase()) &&
    (provider === undefined || entry.provider === provider.trim()) &&
    (claim === undefined || entry.item === claim) &&
    // What only waits for its payer was raised by no import.
    asked.import === undefined &&
    (dueBy === undefined || (entry.deadline !== null && entry.deadline <= dueBy)) &&
    (status === undefined || status === entry.status) &&
    (assignee === undefined || entry.assignee === assignee)
  );
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

/** Straight from an index, as findings of claims are. */
async function ofLists(ports: WorklistPorts, question: WorklistQuestion, type: HoldingType): Promise<Worklist> {
  const { account, by, today, limit, cursor } = question;
  const releaseOf = releaseNames([await ports.codeSets.state('HCPCS'), await ports.codeSets.state('CPT')]);
  const kind = `worklist-${type}-${by}`;
  const place = cursor === undefined ? undefined : readCursor(kind, placeForm, cursor)[0];
  const from = place === undefined ? undefined : `${place} `;
  const rows = ports.holdings.findings(account, type, { by, from, pageSize: Math.min(limit + 1, largestPage) });
  const entries: WorklistEntry[] = [];
  const page = (next: string | null) => ({ today, entries: entries.sort(entryOrder(by)), more: next !== null, next });
  let read = 0;
  let last = '';
  for await (const row of rows) {
    const at = String(row[findingOrders[by].sort]);
    // Uses of one line share their place: a page never ends between them.
    if ((entries.length >= limit || read >= readAtMost) && at !== last) return page(writeCursor(kind, [last]));
    read++;
    last = at;
    const entry = isDue(row, today) ? listEntry(row, today, releaseOf(row.life!.changeSet)) : null;
    if (entry && isAsked(entry, question)) entries.push(entry);
  }
  return page(null);
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
