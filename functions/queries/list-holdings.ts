import type { Holdings, ListedHolding } from '../../shared/api/holding-forms.ts';
import { dollars } from '../../shared/claims/claim.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { type HoldingFinding, type HoldingType, identityOf } from '../../shared/holdings/holding.ts';
import type { Key } from '../../shared/keys/key.ts';
import { findingIdOf } from '../adapters/finding-row.ts';
import { type HoldingRow, isOpenHolding, lastWrongDay } from '../adapters/holding-row.ts';
import type { HeldList, HoldingStore } from '../adapters/holding-store.ts';

export interface HoldingsQuestion {
  readonly account: string;
  readonly type?: HoldingType | undefined;
  readonly list?: string | undefined;
  readonly code?: string | undefined;
  /** Only lines with a finding that is still to come, or stands today. */
  readonly wrong?: boolean | undefined;
  /** Lines that have gone from their list, instead of those that stand. */
  readonly closed?: boolean | undefined;
  readonly today: IsoDate;
  readonly limit: number;
}

/** So many rows are looked at, however few of them the question lets through. */
const readAtMost = 100_000;

/** The lists that are held, and their lines, list by list in the order of their numbers. */
export const listHoldings =
  ({ holdings }: { holdings: Pick<HoldingStore, 'lists' | 'rows'> }) =>
  async (question: HoldingsQuestion): Promise<Holdings> => {
    const { account, type, list, limit } = question;
    const lists = (await holdings.lists(account)).filter(
      (held) => (type === undefined || held.type === type) && (list === undefined || held.list === list),
    );
    const lines = new Map<string, ListedHolding>();
    let read = 0;
    for (const held of lists)
      for await (const row of holdings.rows(account, held.type, held.list)) {
        if (read++ >= readAtMost || lines.size > limit) break;
        if (isAsked(row, question)) add(lines, row, question.today);
      }
    const found = [...lines.values()].filter((line) => !question.wrong || line.findings.length > 0);
    const more = read > readAtMost || lines.size > limit;
    return { lists: lists.map(headOf), lines: found.slice(0, limit), more };
  };

/** Whether a finding still matters: an authorisation that has run out, or a code that has begun, asks for nothing. */
export function isDue({ finding, holding }: HoldingRow, today: IsoDate): boolean {
  const last = finding && lastWrongDay(holding, finding);
  return finding !== null && (last === null || last >= today);
}

function isAsked(row: HoldingRow, { code, closed = false, wrong, today }: HoldingsQuestion): boolean {
  if ((row.closedOn !== null) !== closed || (wrong && !(isOpenHolding(row) && isDue(row, today)))) return false;
  return code === undefined || [row.holding.code, ...row.holding.modifiers].includes(code.trim().toUpperCase());
}

/** A line has a row for its code and one for each modifier. */
function add(lines: Map<string, ListedHolding>, row: HoldingRow & Key, today: IsoDate): void {
  const { holding, closedOn, finding } = row;
  const key = `${holding.type} ${holding.list} ${identityOf(holding)}`;
  const findings = [
    ...(lines.get(key)?.findings ?? []),
    ...(finding && isDue(row, today) ? [listed(row, finding)] : []),
  ];
  const price = holding.price === null ? null : dollars(holding.price);
  lines.set(key, { ...holding, price, closedOn, findings });
}

function listed(row: HoldingRow & Key, finding: HoldingFinding): ListedHolding['findings'][number] {
  const { status, assignee } = row.life!;
  return { ...finding, id: findingIdOf(row), status, assignee };
}

function headOf({ type, list, file, importedOn, lines }: HeldList): Holdings['lists'][number] {
  return { type, list, file, importedOn, lines };
}
