import { createHash } from 'node:crypto';
import { dollars } from '../../shared/claims/claim.ts';
import { cleared, type FindingLife, raised, waitingStatuses } from '../../shared/claims/finding-life.ts';
import { codeSetOf } from '../../shared/code.ts';
import { earlierOf, type IsoDate } from '../../shared/dates.ts';
import { amountOf, type HeldLine, type HoldingFinding, identityOf } from '../../shared/holdings/holding.ts';
import type { HoldingVerdict } from '../../shared/holdings/judge-holding.ts';
import { accountIndexes } from '../../shared/keys/account-indexes.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import { shardOf } from './claim-store.ts';
import { type FindingRow, findingIdOf, type Occasion, occasionFor } from './finding-row.ts';
import type { Item } from './table.ts';

/** What became of the finding of a held line: who did what, and of which release an alert speaks. */
export interface HeldLife extends FindingLife {
  /** Of a finding that is cleared, what it said. */
  readonly was: HoldingFinding | null;
  readonly changeSet: string | null;
  readonly window: string;
}

/**
 * One code or modifier on one held line: a use like that of a claim line, found through the same index. It carries
 * what judging needs and what judging has found, so that a re-check reads and writes one item a hit.
 */
export interface HoldingRow extends Item {
  readonly account: string;
  readonly holding: HeldLine;
  /** The code or modifier used. */
  readonly code: string;
  readonly content: string;
  /** What is wrong with it, whatever somebody has decided about that; null where nothing is. */
  readonly finding: HoldingFinding | null;
  /** Null while nothing was ever wrong. */
  readonly life: HeldLife | null;
  /** Counts the writes: whoever decides by an older state decides again. */
  readonly revision: number;
  /** The day on which a newer version of the list no longer had the line; null while it stands. */
  readonly closedOn: IsoDate | null;
}

/** Tells the two kinds of use apart that the index from code to use holds. */
export function isHolding<Use extends Item>(use: Use): use is Use & HoldingRow {
  return 'holding' in use;
}

/** The uses of a line: its code and modifiers, not judged yet. */
export function rowsOfLine(account: string, holding: HeldLine, content: string): readonly (HoldingRow & Key)[] {
  const codes = new Set([holding.code, ...holding.modifiers]);
  return [...codes]
    .filter((code) => codeSetOf(code) !== undefined)
    .map((code) => ({
      ...accountKeys.holdingRow(account, holding.type, holding.list, identityOf(holding), code),
      account,
      holding,
      code,
      content,
      finding: null,
      life: null,
      revision: 0,
      closedOn: null,
    }));
}

/** The row as a new verdict leaves it, its finding raised, changed or cleared. */
export function withVerdict(
  row: HoldingRow & Key,
  { finding, awaits }: HoldingVerdict,
  occasion: Occasion,
  at: string,
): HoldingRow & Key {
  const { life, news } = lifeAfter(row, finding, occasion, at);
  const due = news ? isDue(life) : 'undelivered' in row;
  return placed({ ...row, finding, life, revision: row.revision + 1 }, awaits, due);
}

/** The row as a person's decision leaves it; null where that changes nothing. */
export function withDecision(
  row: HoldingRow & Key,
  decide: (life: FindingLife, at: string) => FindingLife | null,
  at: string,
): (HoldingRow & Key) | null {
  const next = row.life && decide(row.life, at);
  if (!row.life || !next) return null;
  const decided = { ...row, life: { ...row.life, ...next }, revision: row.revision + 1 };
  return placed(decided, 'awaiting' in row, 'undelivered' in row && isWaiting(next));
}

/** Out of the indexes: the line has gone from its list, and is kept to tell of. */
export function closed(row: HoldingRow & Key, on: IsoDate, at: string): HoldingRow & Key {
  const { pk, sk, account, holding, code, content, revision } = row;
  const gone: Occasion = { changeSet: null, window: 'import', reason: 'the list no longer has the line' };
  const { life } = lifeAfter(row, null, gone, at);
  const stays = { pk, sk, account, holding, code, content, finding: null, life, revision: revision + 1, closedOn: on };
  return { ...stays, ...idOf(stays) };
}

/** Whether somebody still has to see to the line. */
export function isOpenHolding({ finding, life }: HoldingRow): boolean {
  return finding !== null && life !== null && isWaiting(life);
}

/** The finding of a held line in the form of those of claims: its number in the place of the claim's. */
export function heldFinding(row: HoldingRow & Key): (FindingRow & Key) | undefined {
  const { pk, sk, account, holding, code, life, revision } = row;
  const said = row.finding ?? life?.was;
  if (!life || !said) return undefined;
  const { changeSet, window, status, assignee, content, dismissed, history } = life;
  const { rule, severity, since, message, reason, source, fix } = said;
  return {
    pk,
    sk,
    account,
    id: findingIdOf(row),
    finding: {
      claimId: holding.item,
      line: 1,
      code,
      dateOfService: since,
      rule,
      severity,
      message,
      reason,
      source,
      fix,
      wayBack: null,
      amount: dollars(amountOf(holding)),
    },
    provider: holding.provider,
    payer: holding.payer,
    deadline: since,
    changeSet,
    window,
    revision,
    status,
    assignee,
    content,
    dismissed,
    history,
    list: {
      type: holding.type,
      name: holding.list,
      line: `${holding.list} ${identityOf(holding)}`,
      wrongUntil: lastWrongDay(holding, said),
    },
    ...('undelivered' in row ? { undelivered: row.undelivered } : {}),
  };
}

/** Last day on which a line can be used in the wrong: it runs out, or becomes right by itself. Null where none is known. */
export function lastWrongDay({ through }: HeldLine, { until }: HoldingFinding): IsoDate | null {
  return through !== null && until !== null ? earlierOf(through, until) : (through ?? until);
}

/**
 * The row where it is looked for. It sorts by its last day, so that whatever changes on or before that day finds it;
 * while it waits for a release that can judge it, by its first.
 */
function placed(row: HoldingRow & Key, awaits: boolean, due: boolean): HoldingRow & Key {
  const { pk, sk, account, holding, code, content, finding, life, revision } = row;
  const codeSet = codeSetOf(code)!;
  const shard = shardOf(holding.item);
  const day = awaits ? holding.from : (holding.through ?? noEnd);
  const stays = { pk, sk, account, holding, code, content, finding, life, revision, closedOn: null };
  return {
    ...stays,
    ...accountIndexes.openUse(codeSet, code, shard),
    ...accountIndexes.openSort(day, account, holding.item, 1),
    ...(awaits ? accountIndexes.awaiting(codeSet, shard) : {}),
    ...(finding && isOpenHolding(stays)
      ? accountIndexes.holdingFinding(account, holding.type, amountOf(holding), holding.item, finding.since)
      : {}),
    ...idOf(stays),
    ...(due ? accountIndexes.undelivered(account) : {}),
  };
}

function idOf(row: HoldingRow & Key) {
  return row.life ? accountIndexes.findingId(row.account, findingIdOf(row)) : {};
}

interface NextLife {
  readonly life: HeldLife | null;
  /** Whether there is something to tell. */
  readonly news: boolean;
}

function lifeAfter(row: HoldingRow, finding: HoldingFinding | null, occasion: Occasion, at: string): NextLife {
  const { life, holding, finding: before } = row;
  const { changeSet, window, reason } = occasion;
  if (finding) {
    const next = raised(life ?? undefined, contentOf(holding, finding), at);
    if (!next) return { life, news: false };
    const told = 'undelivered' in row && life ? occasionFor({ ...life, undelivered: true }, occasion) : occasion;
    return { life: { ...next, was: null, changeSet: told.changeSet, window: told.window }, news: true };
  }
  const ended = life && cleared(life, at, reason);
  if (!ended) return { life, news: false };
  // What a person has settled is no news when its line becomes right.
  const settled = life.status === 'done' || life.status === 'dismissed';
  return { life: { ...ended, was: before ?? life.was, changeSet: settled ? null : changeSet, window }, news: true };
}

/** What a person acts on; wording alone makes no news. */
function contentOf(holding: HeldLine, { rule, severity, since, fix }: HoldingFinding): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, severity, since, fix, amountOf(holding)]))
    .digest('hex')
    .slice(0, 20);
}

function isDue(life: HeldLife | null): boolean {
  return life !== null && life.changeSet !== null && life.status !== 'dismissed';
}

function isWaiting({ status }: FindingLife): boolean {
  return (waitingStatuses as readonly string[]).includes(status);
}

const noEnd: IsoDate = '9999-12-31';
