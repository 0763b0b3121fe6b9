import type { Claim, ClaimLine } from './claim.ts';
import { type ClaimColumn, claimColumns } from './csv-columns.ts';
import { type ClaimHead, ClaimRow } from './csv-row.ts';
import { type CsvRow, CsvRows } from './csv-rows.ts';
import { type ClaimSink, IntakeLedger, type PushReader } from './intake-ledger.ts';

export interface CsvClaimOptions extends ClaimSink {
  readonly file: string;
  /** Header names of the user's own, by column. */
  readonly mapping?: Readonly<Partial<Record<ClaimColumn, string>>> | undefined;
}

const required = ['claimId', 'code', 'dateOfService'] as const satisfies readonly ClaimColumn[];
/** More rows than any claim has lines (837I allows 999): the column of the claim's number holds something else. */
const mostLines = 10_000;

/**
 * Reads claims from CSV, a service line a row, the rows of a claim one behind the other. A bad row is refused with its
 * line number, and the claim that it belongs to is not given: never a claim in part.
 */
export function createCsvClaimReader(options: CsvClaimOptions): PushReader {
  const claims = new RowsOfClaims(new IntakeLedger(options.file, options));
  const rows = new CsvRows<ClaimColumn>({
    columns: claimColumns,
    required,
    mapping: options.mapping,
    onHeader: (found) => claims.header(found),
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

/** Gathers the rows of one claim after the other. */
class RowsOfClaims {
  private claimId: string | null = null;
  private head: ClaimHead | null = null;
  private lines: ClaimLine[] = [];
  private refused = false;
  readonly ledger: IntakeLedger;

  constructor(ledger: IntakeLedger) {
    this.ledger = ledger;
  }

  header(found: ReadonlySet<ClaimColumn>): void {
    if (!found.has('amount'))
      this.ledger.refuse('notice', 1, 'no column for the charge: the money at risk cannot be told');
  }

  add(row: CsvRow<ClaimColumn>, number: number): void {
    const cells = new ClaimRow(row);
    const claimId = cells.claimId();
    if (claimId === null) {
      this.badRow(number, 'the row has no number of a claim', null);
      return;
    }
    if (claimId !== this.claimId) this.begin(claimId);
    const head = cells.head(this.head);
    const line = cells.line((this.lines.at(-1)?.line ?? 0) + 1, head.claimType);
    const problem = cells.problem ?? this.conflict(head, line);
    if (problem !== null) this.badRow(number, problem, claimId);
    this.head ??= head;
    if (!this.refused) this.lines.push(line);
  }

  /** The first bad row of a claim refuses it. A row of which the claim is not known may belong to the one before it. */
  badRow(number: number, reason: string, claimId: string | null): void {
    if (claimId !== null && claimId !== this.claimId) this.begin(claimId);
    const first = this.claimId !== null && !this.refused;
    if (claimId === null) this.ledger.refuse('input', number, reason);
    if (first) this.ledger.refuse('claim', number, claimId === null ? perhapsIts : reason, this.claimId);
    else if (claimId !== null) this.ledger.refuse('input', number, reason, claimId);
    this.refused = true;
  }

  finish(): void {
    if (this.head && !this.refused) this.ledger.claim({ ...this.head, lines: this.lines } satisfies Claim);
    this.claimId = null;
    this.head = null;
  }

  private begin(claimId: string): void {
    this.finish();
    this.claimId = claimId;
    this.lines = [];
    this.refused = false;
  }

  private conflict(head: ClaimHead, line: ClaimLine): string | null {
    const fields = Object.keys(head) as (keyof ClaimHead)[];
    const { head: before } = this;
    const differs = fields.find(
      (field) => field !== 'place' && before && head[field] !== null && head[field] !== before[field],
    );
    if (differs !== undefined) return `the row has another ${words[differs]} than the rows of its claim before it`;
    if (this.lines.some((before) => before.line === line.line))
      return 'the number of the line stands twice in the claim';
    return this.lines.length >= mostLines ? 'the claim has more lines than a claim can have' : null;
  }
}

const perhapsIts = 'a row that cannot be read stands among the rows of the claim';

const words: Readonly<Record<keyof ClaimHead, string>> = {
  claimId: 'claim',
  claimType: 'claim type',
  frequency: 'frequency code',
  payerClaimNumber: "payer's claim number",
  payer: 'payer',
  filingIndicator: 'filing indicator',
  provider: 'provider',
  place: 'place',
};
