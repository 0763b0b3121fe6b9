import type { Claim, ClaimLine } from './claim.ts';
import { type ClaimColumn, claimColumns } from './csv-columns.ts';
import { type ClaimHead, ClaimRow } from './csv-row.ts';
import { type CsvRow, CsvRows } from './csv-rows.ts';
import { type ClaimSink, IntakeLedger, type PushReader } from './intake-ledger.ts';
import type { ClaimStatus } from './status/claim-status.ts';
import { WrittenNumbers } from './written-numbers.ts';

export interface CsvClaimOptions extends ClaimSink {
  readonly file: string;
  /** Header names of the user's own, by column. */
  readonly mapping?: Readonly<Partial<Record<ClaimColumn, string>>> | undefined;
}

const required = ['claimId', 'code', 'dateOfService'] as const satisfies readonly ClaimColumn[];
/** More rows than any claim has lines (837I allows 999): the column of the claim's number holds something else. */
const mostLines = 10_000;
/** So many claims are at hand at a time: an export by date may have the rows of a claim apart. */
const mostOpen = 2_000;
const mostGiven = 1_000_000;

/**
 * Reads claims from CSV, a service line a row. A bad row is refused with its line number, and the claim that it belongs
 * to is not given: never a claim in part. Rows of a claim may stand apart; those that come after their claim had to be
 * let go are refused.
 */
export function createCsvClaimReader(options: CsvClaimOptions): PushReader {
  const claims = new RowsOfClaims(new IntakeLedger(options.file, options));
  const rows = new CsvRows<ClaimColumn>({
    columns: claimColumns,
    required,
    mapping: options.mapping,
    onHeader: (found, delimiter) => claims.header(found, delimiter),
    onRow: (row, line) => claims.add(row, line),
    onRefused: (line, reason, guess) => claims.badRow(line, reason, guess?.claimId || null),
  });
  return {
    write: (chunk) => rows.write(chunk),
    end: () => {
      rows.end();
      claims.finish();
      return claims.ledger.counts;
    },
  };
}

/** A claim of which more rows may come. */
interface Gathered {
  readonly claimId: string;
  head: ClaimHead | null;
  readonly lines: ClaimLine[];
  readonly statuses: ClaimStatus[];
  refused: boolean;
}

/** Gathers the rows of claims. Rows of one claim that stand apart are joined while the claim is still at hand. */
class RowsOfClaims {
  /** By claim number, the one that was begun first in front. */
  private readonly open = new Map<string, Gathered>();
  private current: Gathered | null = null;
  private readonly given = new GivenClaims();
  readonly ledger: IntakeLedger;
  private numbers = new WrittenNumbers(',');

  constructor(ledger: IntakeLedger) {
    this.ledger = ledger;
  }

  header(found: ReadonlySet<ClaimColumn>, delimiter: string): void {
    this.numbers = new WrittenNumbers(delimiter);
    if (!found.has('amount'))
      this.ledger.refuse('notice', 1, 'no column for the charge: the money at risk cannot be told');
  }

  add(row: CsvRow<ClaimColumn>, number: number): void {
    const claimId = this.rowOf(row).claimId();
    if (claimId === null) {
      this.badRow(number, 'the row has no number of a claim', null);
      return;
    }
    this.turnTo(claimId, row);
    const claim = this.current!;
    const cells = this.rowOf(row);
    const head = cells.head(claim.head);
    const line = cells.line((claim.lines.at(-1)?.line ?? 0) + 1, head.claimType);
    if (claim.head === null && !claim.refused && this.given.has(head)) {
      this.ledger.refuse('input', number, tooFarApart, claimId);
      this.drop(claim);
      return;
    }
    const problem = cells.problem ?? conflict(claim, head, line);
    if (problem !== null) this.badRow(number, problem, claimId);
    claim.head ??= head;
    if (claim.refused) return;
    claim.lines.push(line);
    const status = cells.status(claimId, line.line);
    if (status) claim.statuses.push(status);
    else if (status === undefined)
      this.ledger.refuse('notice', number, 'the status cannot be read, so the line counts as open', claimId);
  }

  /** The first bad row of a claim refuses it. A row of which the claim is not known may belong to the one before it. */
  badRow(number: number, reason: string, claimId: string | null): void {
    if (claimId !== null) this.turnTo(claimId, null);
    const { current } = this;
    const first = current !== null && !current.refused;
    if (claimId === null) this.ledger.refuse('input', number, reason);
    if (first) this.ledger.refuse('claim', number, claimId === null ? perhapsIts : reason, current.claimId);
    else if (claimId !== null) this.ledger.refuse('input', number, reason, claimId);
    if (current) current.refused = true;
  }

  private rowOf(row: CsvRow<ClaimColumn>): ClaimRow {
    return new ClaimRow(row, this.numbers);
  }

  finish(): void {
    for (const claim of [...this.open.values()]) this.give(claim);
  }

  /** A later bill under the number of an earlier one (a replacement, a second payer) is a claim of its own. */
  private turnTo(claimId: string, row: CsvRow<ClaimColumn> | null): void {
    if (this.current?.claimId === claimId) return;
    const known = this.open.get(claimId);
    if (known?.head && row && !known.refused && differing(known.head, this.rowOf(row).head(known.head)) !== undefined)
      this.give(known);
    this.current = this.open.get(claimId) ?? this.begin(claimId);
  }

  private begin(claimId: string): Gathered {
    if (this.open.size >= mostOpen) this.give(this.open.values().next().value!);
    const claim: Gathered = { claimId, head: null, lines: [], statuses: [], refused: false };
    this.open.set(claimId, claim);
    return claim;
  }

  private give(claim: Gathered): void {
    this.drop(claim);
    this.given.add(claim.head && !claim.refused ? claim.head : { claimId: claim.claimId });
    const { head, lines, statuses, refused } = claim;
    if (!head || refused) return;
    this.ledger.claim({ ...head, lines } satisfies Claim);
    for (const status of statuses) this.ledger.status(status);
  }

  private drop(claim: Gathered): void {
    this.open.delete(claim.claimId);
    if (this.current === claim) this.current = null;
  }
}

type Named = Pick<ClaimHead, 'claimId'> & Partial<ClaimHead>;

/** Which claims were given already, by a hash each: rows of them that come later must not take their place. */
class GivenClaims {
  private readonly hashes = new Set<number>();

  add(head: Named): void {
    if (this.hashes.size >= mostGiven) this.hashes.delete(this.hashes.values().next().value!);
    this.hashes.add(hashOf(head));
  }

  has(head: ClaimHead): boolean {
    return this.hashes.has(hashOf(head)) || this.hashes.has(hashOf({ claimId: head.claimId }));
  }
}

/** 52 bits of what tells one bill from another. */
function hashOf({ claimId, payer, provider, frequency }: Named): number {
  const text = [claimId, payer, provider, frequency].join('\n');
  let [low, high] = [0x811c9dc5, 0x1000193];
  for (let at = 0; at < text.length; at++) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(at), 0x85ebca6b);
  }
  return (low >>> 0) * 0x100000 + ((high >>> 12) & 0xfffff);
}

/** Another payer, frequency or such: the rows belong to different bills. The place may change from line to line. */
function differing(before: ClaimHead, head: ClaimHead): keyof ClaimHead | undefined {
  const fields = Object.keys(head) as (keyof ClaimHead)[];
  return fields.find((field) => field !== 'place' && head[field] !== null && head[field] !== before[field]);
}

function conflict({ head: before, lines }: Gathered, head: ClaimHead, line: ClaimLine): string | null {
  const differs = before ? differing(before, head) : undefined;
  if (differs !== undefined) return `the row has another ${words[differs]} than the rows of its claim before it`;
  if (lines.some((earlier) => earlier.line === line.line)) return 'the number of the line stands twice in the claim';
  return lines.length >= mostLines ? 'the claim has more lines than a claim can have' : null;
}

const tooFarApart =
  'the rows of the claim stand too far apart, and the claim was read without this one: sort the file by claim';
const perhapsIts = 'a row that cannot be read stands among the rows of the claim';

const words: Readonly<Record<keyof ClaimHead, string>> = {
  payerClass: 'payer class',
  claimId: 'claim',
  claimType: 'claim type',
  frequency: 'frequency code',
  payerClaimNumber: "payer's claim number",
  clearinghouseNumber: "clearing house's number",
  payer: 'payer',
  filingIndicator: 'filing indicator',
  provider: 'provider',
  place: 'place',
};
