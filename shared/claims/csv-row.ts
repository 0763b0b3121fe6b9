import { fromWritten, type IsoDate } from '../dates.ts';
import type { Cents, Claim, ClaimLine, ClaimType, DrugQuantity } from './claim.ts';
import type { ClaimColumn } from './csv-columns.ts';
import type { CsvRow } from './csv-rows.ts';
import { payerClasses } from './payers.ts';
import type { ClaimStatus } from './status/claim-status.ts';
import { carcAsWritten, stateAsWritten } from './status/csv-status-reader.ts';
import type { WrittenNumbers } from './written-numbers.ts';

/** What a row says of its claim; every row of the claim says the same. */
export type ClaimHead = Omit<Claim, 'lines'>;

const claimTypes: Readonly<Record<ClaimType, readonly string[]>> = {
  professional: ['p', 'prof', 'professional', '837p', 'cms1500', '1500', 'hcfa', 'hcfa1500'],
  institutional: ['i', 'inst', 'institutional', '837i', 'ub04', 'ub', 'cms1450', 'facility'],
};
const forms = {
  /** A code, with its modifiers behind it in some exports: 99213-25. */
  code: /^([0-9A-Z]{1,8})((?:[-: ]+[0-9A-Z]{2})*)$/,
  /** One, or several run together; a word of letters is no list of modifiers. */
  modifiers: /^(?:[0-9A-Z]{2}|(?=.*\d)(?:[0-9A-Z]{2}){2,4})$/,
  place: /^[0-9A-Z]{1,2}$/,
  typeOfBill: /^0?(\d{2})([0-9A-Z])?$/,
  revenue: /^\d{3,4}$/,
  frequency: /^[0-9A-Z]$/,
  unit: /^[0-9A-Z]{2}$/,
  npi: /^\d{10}$/,
  ndc: /^\d{11}$/,
  line: /^\d{1,6}$/,
} as const;
const longestNumber = 80;

/** Reads the cells of one row; `problem` tells the first that could not be read. */
export class ClaimRow {
  problem: string | null = null;

  constructor(
    private readonly row: CsvRow<ClaimColumn>,
    private readonly numbers: WrittenNumbers,
  ) {}

  claimId(): string | null {
    return this.number('claimId', 'the number of the claim');
  }

  /** `before` is what the rows of the claim before this one said; a blank cell repeats it. */
  head(before: ClaimHead | null): ClaimHead {
    const claimType = this.claimType(before);
    const [, bill, billFrequency] = this.matching('typeOfBill', forms.typeOfBill, 'the type of bill');
    const [frequency] = this.matching('frequency', forms.frequency, 'the frequency code');
    return {
      claimId: this.claimId() ?? '',
      claimType,
      frequency: frequency ?? billFrequency ?? before?.frequency ?? '1',
      payerClaimNumber: this.number('payerClaimNumber', "the payer's number of the claim"),
      payer: this.number('payer', 'the payer'),
      filingIndicator: this.matching('filingIndicator', forms.place, 'the filing indicator')[0] ?? null,
      ...this.payerClass(before),
      provider: this.matching('provider', forms.npi, "the provider's NPI")[0] ?? null,
      place: claimType === 'professional' ? this.placeOfService() : (bill ?? null),
    };
  }

  /** What the row says of where its line stands; null where it says nothing, undefined where it cannot be read. */
  status(claimId: string, line: number): ClaimStatus | null | undefined {
    const written = this.text('status');
    if (written === '') return null;
    const state = stateAsWritten(written);
    const date = this.text('statusDate') === '' ? null : fromWritten(this.text('statusDate'));
    const carc = carcAsWritten(this.text('carc'));
    if (state === undefined || date === undefined || carc === undefined) return undefined;
    const nothing = {
      service: null,
      controlNumber: null,
      clearinghouseNumber: null,
      payer: null,
      payerClaimNumber: null,
      rarc: [],
    };
    return { ...nothing, claimId, line, state, date, carc };
  }

  line(number: number, claimType: ClaimType): ClaimLine {
    const [written] = this.matching('line', forms.line, 'the number of the line');
    const dateOfService = this.date('dateOfService');
    const throughDate = this.date('throughDate') ?? dateOfService;
    if (dateOfService === null) this.fail('the row has no date of service');
    else if (throughDate !== null && throughDate < dateOfService)
      this.fail('the through date lies before the date of service');
    const [, code = '', attached = ''] = forms.code.exec(this.text('code').toUpperCase()) ?? [];
    const revenueCode = this.matching('revenueCode', forms.revenue, 'the revenue code')[0]?.padStart(4, '0') ?? null;
    if (code === '' && !(this.text('code') === '' && revenueCode !== null)) this.fail('the code cannot be read');
    return {
      line: written === undefined ? number : Number(written),
      code,
      modifiers: this.modifiers(attached),
      units: this.units(),
      unitOfMeasure: this.matching('unitOfMeasure', forms.unit, 'the unit of measure')[0] ?? 'UN',
      amount: this.amount(),
      dateOfService,
      throughDate,
      placeOfService: claimType === 'professional' ? this.placeOfService() : null,
      revenueCode,
      drug: this.drug(),
    };
  }

  private payerClass(before: ClaimHead | null): Pick<Claim, 'payerClass'> {
    const written = this.text('payerClass')
      .toLowerCase()
      .replace(/[^a-z]+/g, '-');
    const known = payerClasses.find((payerClass) => payerClass === written) ?? before?.payerClass;
    return known ? { payerClass: known } : {};
  }

  private claimType(before: ClaimHead | null): ClaimType {
    const written = this.text('claimType')
      .toLowerCase()
      .replace(/[^0-9a-z]/g, '');
    if (written === '' && before) return before.claimType;
    if (written === '') return this.text('revenueCode') || this.text('typeOfBill') ? 'institutional' : 'professional';
    if (claimTypes.institutional.includes(written)) return 'institutional';
    if (!claimTypes.professional.includes(written))
      this.fail('the claim type is neither professional nor institutional');
    return 'professional';
  }

  /** Excel drops the zero of 02 to 09. */
  private placeOfService(): string | null {
    return this.matching('placeOfService', forms.place, 'the place of service')[0]?.padStart(2, '0') ?? null;
  }

  private modifiers(attached: string): readonly string[] {
    const cells = [
      attached,
      ...(['modifiers', 'modifier1', 'modifier2', 'modifier3', 'modifier4'] as const).map((column) =>
        this.text(column),
      ),
    ];
    const parts = cells.flatMap((cell) => cell.toUpperCase().split(/[^0-9A-Z]+/)).filter((part) => part !== '');
    if (!parts.every((part) => forms.modifiers.test(part))) this.fail('a modifier cannot be read');
    return parts.flatMap((part) => part.match(/../g) ?? []);
  }

  private date(column: ClaimColumn): IsoDate | null {
    const written = this.text(column);
    if (written === '') return null;
    const date = fromWritten(written.replace(/[T ]\d.*$/, ''));
    if (date === undefined)
      this.fail(`the ${column === 'throughDate' ? 'through date' : 'date of service'} cannot be read`);
    return date ?? null;
  }

  /** A file without a column for units bills one of everything. */
  private units(): number {
    if (this.row.units === undefined) return 1;
    const units = this.numbers.quantity(this.row.units);
    if (units === undefined) this.fail('the number of units cannot be read');
    return units ?? 0;
  }

  private amount(): Cents {
    if (this.row.amount === undefined) return 0;
    const cents = this.numbers.cents(this.row.amount);
    if (cents === undefined) this.fail('the charge cannot be read');
    return cents ?? 0;
  }

  private drug(): DrugQuantity | null {
    const ndc = this.text('ndc').replaceAll('-', '');
    if (ndc === '') return null;
    if (!forms.ndc.test(ndc)) this.fail('the NDC is not 11 digits long');
    const written = this.text('ndcQuantity');
    const quantity = written === '' ? null : this.numbers.quantity(written);
    if (quantity === undefined) this.fail('the quantity of the drug cannot be read');
    const [unit] = this.matching('ndcUnit', forms.unit, 'the unit of the drug');
    return { ndc, quantity: quantity ?? null, unit: unit ?? null };
  }

  private number(column: ClaimColumn, name: string): string | null {
    const written = this.text(column);
    if (written.length > longestNumber) this.fail(`${name} is too long`);
    return written === '' ? null : written;
  }

  /** The parts of a cell that has the form, none where it is empty. */
  private matching(column: ClaimColumn, form: RegExp, name: string): readonly (string | undefined)[] {
    const written = this.text(column).toUpperCase();
    if (written === '') return [];
    const match = form.exec(written);
    if (!match) this.fail(`${name} cannot be read`);
    return match ?? [];
  }

  private text(column: ClaimColumn): string {
    return this.row[column] ?? '';
  }

  private fail(problem: string): void {
    this.problem ??= problem;
  }
}
