import type { ColumnNames } from '../claims/csv-rows.ts';
import type { HoldingType } from './holding.ts';

const item: Readonly<Record<HoldingType, readonly string[]>> = {
  chargemaster: [
    'item',
    'charge code',
    'charge number',
    'cdm number',
    'cdm code',
    'cdm',
    'charge',
    'charge item',
    'service code',
  ],
  'fee-schedule': ['item', 'line', 'fee id', 'line number'],
  superbill: ['item', 'line', 'position', 'line number'],
  authorisation: [
    'authorisation',
    'authorization',
    'authorization number',
    'authorisation number',
    'auth number',
    'auth no',
    'auth id',
    'auth',
    'prior authorization number',
    'prior auth number',
    'reference number',
  ],
  order: ['order', 'order number', 'order id', 'order no', 'standing order', 'standing order number'],
};

const common = {
  code: [
    'code',
    'hcpcs',
    'hcpcs code',
    'cpt hcpcs',
    'hcpcs cpt',
    'hcpcs cpt code',
    'cpt hcpcs code',
    'procedure code',
    'cpt',
    'cpt code',
    'procedure',
    'billing code',
  ],
  modifiers: ['modifiers', 'modifier', 'mods', 'mod'],
  modifier1: ['modifier 1', 'mod 1'],
  modifier2: ['modifier 2', 'mod 2'],
  modifier3: ['modifier 3', 'mod 3'],
  modifier4: ['modifier 4', 'mod 4'],
  from: ['from', 'effective date', 'effective', 'valid from', 'start date', 'start', 'begin date', 'from date'],
  through: [
    'through',
    'to',
    'end date',
    'end',
    'valid to',
    'expiration date',
    'expiration',
    'expires',
    'expiry date',
    'termination date',
    'thru',
    'to date',
    'through date',
  ],
  payer: ['payer', 'payer id', 'insurance', 'insurer', 'plan', 'payer code'],
  provider: ['provider', 'npi', 'provider npi', 'clinic npi', 'billing npi', 'ordering provider npi'],
  units: [
    'units',
    'authorised units',
    'authorized units',
    'approved units',
    'quantity',
    'qty',
    'annual volume',
    'volume',
    'ordered units',
  ],
  price: ['price', 'unit price', 'charge amount', 'rate', 'fee', 'allowed amount', 'amount', 'gross charge', 'allowed'],
} as const satisfies ColumnNames<string>;

export type HoldingColumn = 'item' | keyof typeof common;

export const holdingColumns = ['item', ...Object.keys(common)] as readonly HoldingColumn[];

/** Header names of what is read from a list; every other column is passed over, names of patients among them. */
export function columnsOf(type: HoldingType): ColumnNames<HoldingColumn> {
  return { item: item[type], ...common };
}

/** Lists whose lines have no number of their own name them by their code. */
export const requiredColumns: Readonly<Record<HoldingType, readonly HoldingColumn[]>> = {
  chargemaster: ['item', 'code'],
  'fee-schedule': ['code'],
  superbill: ['code'],
  authorisation: ['item', 'code'],
  order: ['item', 'code'],
};
