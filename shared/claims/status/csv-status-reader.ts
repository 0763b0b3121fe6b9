import { fromWritten } from '../../dates.ts';
import { type ColumnNames, type CsvRow, CsvRows } from '../csv-rows.ts';
import { WrittenNumbers } from '../written-numbers.ts';
import type { ClaimState, ClaimStatus, StatusReader, StatusSink } from './claim-status.ts';
import { StatusLedger } from './status-ledger.ts';

export const statusColumns = {
  claimId: ['claim id', 'claim', 'claim number', 'claim no', 'patient control number', 'account number', 'account'],
  line: ['line', 'line number', 'line no', 'service line'],
  state: ['status', 'state', 'claim status', 'line status'],
  date: ['date', 'status date', 'as of', 'paid date', 'check date'],
  payerClaimNumber: ['payer claim number', 'payer claim control number', 'icn', 'dcn'],
  carc: ['carc', 'reason', 'reason code', 'reason codes', 'adjustment reason', 'denial code'],
  rarc: ['rarc', 'remark', 'remark code', 'remark codes'],
  code: ['code', 'procedure code', 'hcpcs', 'cpt', 'cpt code', 'procedure'],
  amount: ['charge', 'amount', 'charge amount', 'billed amount'],
  dateOfService: ['date of service', 'service date', 'dos', 'from date'],
  payer: ['payer', 'payer id', 'payer code'],
} as const satisfies ColumnNames<string>;

type StatusColumn = keyof typeof statusColumns;

export interface CsvStatusOptions extends StatusSink {
  readonly file: string;
  readonly mapping?: Readonly<Partial<Record<StatusColumn, string>>> | undefined;
}

/** Words that billing systems use for a state, letters only. */
const stateWords: Readonly<Record<ClaimState, readonly string[]>> = {
  unsent: ['unsent', 'draft', 'notsent', 'new', 'hold', 'onhold', 'ready'],
  sent: ['sent', 'submitted', 'transmitted', 'billed', 'forwarded', 'received'],
  pending: ['pending', 'pended', 'accepted', 'inprocess', 'inprogress', 'suspended', 'open'],
  rejected: ['rejected', 'reject'],
  returned: ['returned', 'rtp', 'returntoprovider', 'unprocessable'],
  denied: ['denied', 'denial'],
  'paid-zero': ['paidzero', 'zeropaid', 'zeropay', 'paidnothing'],
  paid: ['paid', 'closed', 'finalized', 'partiallypaid', 'partialpaid'],
  reversed: ['reversed', 'reversal', 'takeback', 'recouped'],
  superseded: ['superseded', 'replaced', 'voided', 'void', 'cancelled', 'canceled'],
};
/** What a billing system calls a state. */
const writtenStates: ReadonlyMap<string, ClaimState> = new Map(
  (Object.keys(stateWords) as ClaimState[]).flatMap((state) => stateWords[state].map((word) => [word, state] as const)),
);
const longestNumber = 80;
const carcForm = /^(?:(?:CO|CR|OA|PI|PR)[- ]?)?([0-9]{1,3}|[A-Z]\d{1,2})$/;
const rarcForm = /^(?:M|MA|N)\d{1,4}$/;

export function stateAsWritten(text: string): ClaimState | undefined {
  return writtenStates.get(text.toLowerCase().replace(/[^a-z]/g, ''));
}

/** Adjustment reasons of a cell; `undefined` where one of them is none. */
export function carcAsWritten(cell: string): readonly string[] | undefined {
  return listOf(cell, carcForm);
}

/** Reads statuses from CSV, one a row; a bad row is refused with its line number. */
export function createCsvStatusReader(options: CsvStatusOptions): StatusReader {
  const ledger = new StatusLedger(options.file, options);
  let numbers = new WrittenNumbers(',');
  const rows = new CsvRows<StatusColumn>({
    columns: statusColumns,
    required: ['claimId', 'state'],
    mapping: options.mapping,
    onHeader: (_, delimiter) => {
      numbers = new WrittenNumbers(delimiter);
    },
    onRow: (row, line) => {
      const status = statusOf(row, numbers);
      if (typeof status === 'object') ledger.give(status);
      else ledger.refuse('claim', line, status, shortText(row.claimId));
    },
    onRefused: (line, reason, guess) => ledger.refuse('input', line, reason, shortText(guess?.claimId)),
  });
  return {
    write: (chunk) => rows.write(chunk),
    end: () => {
      rows.end();
      return ledger.counts;
    },
  };
}

function statusOf(row: CsvRow<StatusColumn>, numbers: WrittenNumbers): ClaimStatus | string {
  const claimId = shortText(row.claimId);
  const state = stateAsWritten(row.state ?? '');
  const carc = carcAsWritten(row.carc ?? '');
  const rarc = listOf(row.rarc, rarcForm);
  const date = row.date ? fromWritten(row.date) : null;
  const dateOfService = row.dateOfService ? fromWritten(row.dateOfService) : null;
  const amount = row.amount ? numbers.cents(row.amount) : null;
  if (claimId === null) return 'the row has no number of a claim';
  if (state === undefined) return 'the status is none that is known';
  if (row.line && !/^\d{1,6}$/.test(row.line)) return 'the number of the line cannot be read';
  if (row.code && !/^[0-9A-Za-z]{1,8}$/.test(row.code)) return 'the code cannot be read';
  if (date === undefined || dateOfService === undefined) return 'a date cannot be read';
  if (amount === undefined) return 'the charge cannot be read';
  if (carc === undefined || rarc === undefined) return 'a reason code cannot be read';
  return {
    claimId,
    line: row.line ? Number(row.line) : null,
    controlNumber: null,
    clearinghouseNumber: null,
    payer: shortText(row.payer),
    service: row.code ? { code: row.code.toUpperCase(), modifiers: [], amount, dateOfService } : null,
    state,
    date,
    payerClaimNumber: shortText(row.payerClaimNumber),
    carc,
    rarc,
  };
}

/** Codes between commas, semicolons or blanks; `undefined` where one of them is none. */
function listOf(cell: string | undefined, form: RegExp): readonly string[] | undefined {
  const parts = (cell ?? '')
    .toUpperCase()
    .split(/[,;|]\s*|\s+(?!\d)/)
    .filter((part) => part !== '');
  const codes = parts.map((part) => form.exec(part)).map((match) => match?.[1] ?? match?.[0]);
  return codes.includes(undefined) ? undefined : codes.filter((code) => code !== undefined);
}

function shortText(text: string | undefined): string | null {
  return text === undefined || text === '' || text.length > longestNumber ? null : text;
}
