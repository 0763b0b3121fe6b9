import { centsOf, quantityOf } from '../amounts.ts';
import type { ClaimLine, ClaimType, DrugQuantity } from '../claim.ts';
import type { Segment } from './segment.ts';
import { keptText } from './text.ts';
import type { DateSpan, Procedure, ValueReader } from './values.ts';

/** Where SV1 (professional) and SV2 (institutional) have the same things. */
const servicePlaces = {
  professional: { procedure: 1, amount: 2, unit: 3, units: 4, place: 5, revenue: 0 },
  institutional: { procedure: 2, amount: 3, unit: 4, units: 5, place: 0, revenue: 1 },
} as const satisfies Record<ClaimType, Record<string, number>>;

const unitForm = /^[0-9A-Z]{2}$/;
const placeForm = /^[0-9A-Z]{1,2}$/;
const revenueForm = /^\d{3,4}$/;
const longestControlNumber = 50;
const ndcForm = /^\d{11}$/;
const noProcedure: Procedure = { code: '', modifiers: [], otherCodeSet: false, foreignSeparator: false };

/** Loop 2400 while it is being read. One draft serves all lines of a file. */
export class LineDraft {
  number = 0;
  /** Segment with which the line began. */
  segment = 0;
  claimType: ClaimType | null = null;
  procedure: Procedure = noProcedure;
  private amount = 0;
  private unit = '';
  private units = 0;
  private place = '';
  private revenue = '';
  private dates: DateSpan | null = null;
  private ndc = '';
  /** A LIN that names no drug, whose quantity is passed over too. */
  private otherProduct = false;
  private drug: DrugQuantity | null = null;
  private controlNumber = '';
  private readonly values: ValueReader;

  constructor(values: ValueReader) {
    this.values = values;
  }

  begin(number: number, segment: number): void {
    this.number = number;
    this.segment = segment;
    this.claimType = null;
    this.dates = null;
    this.ndc = '';
    this.otherProduct = false;
    this.drug = null;
    this.controlNumber = '';
  }

  /** SV1 or SV2; answers what cannot be read. */
  service(segment: Segment, claimType: ClaimType): string | undefined {
    const places = servicePlaces[claimType];
    const composite = segment.element(places.procedure);
    const procedure =
      composite === '' && claimType === 'institutional' ? noProcedure : this.values.procedure(composite);
    if (typeof procedure === 'string') return procedure;
    const amount = centsOf(segment.element(places.amount));
    if (amount === undefined) return 'the charge cannot be read';
    const units = quantityOf(segment.element(places.units));
    if (units === undefined) return 'the number of units cannot be read';
    this.unit = segment.element(places.unit);
    if (this.unit !== 'UN' && !unitForm.test(this.unit)) return 'the unit of measure cannot be read';
    this.place = places.place === 0 ? '' : segment.element(places.place);
    if (this.place !== '' && !placeForm.test(this.place)) return 'the place of service cannot be read';
    this.revenue = places.revenue === 0 ? '' : segment.element(places.revenue);
    if (places.revenue !== 0 && !revenueForm.test(this.revenue)) return 'the revenue code cannot be read';
    this.claimType = claimType;
    this.procedure = procedure;
    this.amount = amount;
    this.units = units;
    return undefined;
  }

  /** DTP*472. */
  served(segment: Segment): string | undefined {
    const span = this.values.span(segment, 2);
    if (!span) return 'the date of service cannot be read';
    if (this.dates && (this.dates.from !== span.from || this.dates.through !== span.through))
      return 'has two dates of service';
    this.dates = span;
    return undefined;
  }

  /** REF*6R. One that is longer than the guides allow is left out: nobody can give it back. */
  controlled(segment: Segment): void {
    const number = keptText(segment.element(2));
    this.controlNumber = number.length > longestControlNumber ? '' : number;
  }

  /** LIN of loop 2410; another list of products than NDC (N4) is passed over. Answers why the drug is not used. */
  product(segment: Segment): string | undefined {
    if (!segment.is(2, 'N4')) {
      this.otherProduct = true;
      return undefined;
    }
    const ndc = segment.element(3).replaceAll('-', '').trim();
    this.otherProduct = !ndcForm.test(ndc);
    if (this.otherProduct) return 'the drug is left out: its NDC is not 11 digits long';
    if (this.ndc !== '') return 'a second drug is left out';
    this.ndc = ndc;
    this.drug = { ndc, quantity: null, unit: null };
    return undefined;
  }

  /** CTP of loop 2410: the quantity of the drug before it. */
  quantity(segment: Segment): string | undefined {
    const written = segment.element(4);
    if (this.ndc === '') return this.otherProduct ? undefined : 'a quantity stands without its drug';
    if (written === '') return undefined;
    const quantity = quantityOf(written);
    if (quantity === undefined) return 'the quantity of the drug is left out: it cannot be read';
    const unit = segment.element(5);
    this.drug = { ndc: this.ndc, quantity, unit: unitForm.test(unit) ? unit : null };
    return undefined;
  }

  /** The line, its dates taken from the statement where it has none of its own; `undefined` where there are none. */
  finish(statement: DateSpan | null, claimPlace: string | null): ClaimLine | undefined {
    const dates = this.dates ?? statement;
    if (!dates) return undefined;
    return {
      line: this.number,
      code: this.procedure.code,
      modifiers: this.procedure.modifiers,
      units: this.units,
      unitOfMeasure: this.unit,
      amount: this.amount,
      dateOfService: dates.from,
      throughDate: dates.through,
      placeOfService: this.claimType === 'professional' ? this.place || claimPlace : null,
      revenueCode: this.revenue || null,
      drug: this.drug,
      ...(this.controlNumber === '' ? {} : { controlNumber: this.controlNumber }),
    };
  }
}
