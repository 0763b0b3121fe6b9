import { fromCompact, type IsoDate } from '../dates.ts';
import { actionCodes, recordIds } from './layout.ts';
import { type CodeRecord, foldWhiteSpace, type revisableFields } from './record.ts';

/** One line or row, cut into fields but not yet judged: the common ground of the text file and the workbook. */
export interface RawRow {
  readonly line: number;
  /** As it stands: a modifier has three blanks before it. */
  readonly code: string;
  readonly sequence: number;
  readonly recordId: keyof typeof recordIds;
  readonly longDescription: string;
}

/** The administrative fields of a code's first row. Many codes share the very same ones, as one object. */
export type RawAdministrative = {
  readonly [Field in Exclude<
    (typeof revisableFields)[number],
    'longDescription' | 'shortDescription'
  >]: null extends CodeRecord[Field] ? string : readonly string[];
};

/** What stands on a code's first row besides its number and long description. */
export interface RawFields {
  readonly administrative: RawAdministrative;
  readonly shortDescription: string;
  readonly addedOn: string;
  readonly actionEffectiveOn: string;
  readonly terminatedOn: string;
  readonly actionCode: string;
}

/** Administrative fields as a record holds them; dates are judged for each code apart. */
type Administrative = Pick<CodeRecord, keyof RawAdministrative>;

/** All rows of one code. */
export interface RecordParts {
  readonly code: string;
  readonly first: RawRow;
  readonly fields: RawFields;
  readonly continuations: readonly RawRow[];
}

/** Makes records of rows. What is odd is noted; many codes share their dates and administrative fields, read once. */
export class RecordMaker {
  private readonly administrative = new Map<RawAdministrative, Administrative>();
  private readonly isoByText = new Map<string, IsoDate | undefined>();

  constructor(private readonly note: (code: string, rule: string, text: string) => void) {}

  /** Why the row's columns cannot be where they should: neither its added date nor its action code is one. */
  columnFault(fields: RawFields): string | undefined {
    const added = textOf(fields.addedOn);
    const action = textOf(fields.actionCode);
    if ((added !== null && this.isoOf(added) !== undefined) || isAction(action)) return undefined;
    return `neither the added date "${added ?? ''}" nor the action code "${action ?? ''}" can be right`;
  }

  make({ code, first, fields, continuations }: RecordParts): CodeRecord {
    const { administrative } = fields;
    if (textOf(fields.addedOn) === null) this.note(code, 'no-added-date', 'the code added date is blank');
    const actionCode = textOf(fields.actionCode);
    if (actionCode !== null && !isAction(actionCode))
      this.note(code, 'unknown-action-code', `action code "${actionCode}" is not in CMS's key`);
    const shared = this.administrativeOf(administrative);
    return {
      code,
      codeType: recordIds[first.recordId].codeType,
      longDescription: textAcross(first, continuations),
      shortDescription: foldWhiteSpace(fields.shortDescription),
      pricingIndicators: shared.pricingIndicators,
      multiplePricingIndicator: shared.multiplePricingIndicator,
      coverageManualReferences: shared.coverageManualReferences,
      carriersManualReferences: shared.carriersManualReferences,
      statute: shared.statute,
      labCertifications: shared.labCertifications,
      crossReferences: shared.crossReferences,
      coverage: shared.coverage,
      ascGroup: shared.ascGroup,
      ascDate: this.dateOf(code, 'ascDate', administrative.ascDate),
      mogGroup: shared.mogGroup,
      mogPolicy: shared.mogPolicy,
      mogDate: this.dateOf(code, 'mogDate', administrative.mogDate),
      processingNote: shared.processingNote,
      betos: shared.betos,
      typesOfService: shared.typesOfService,
      anesthesiaUnits: shared.anesthesiaUnits,
      addedOn: this.dateOf(code, 'addedOn', fields.addedOn),
      actionEffectiveOn: this.dateOf(code, 'actionEffectiveOn', fields.actionEffectiveOn),
      terminatedOn: this.dateOf(code, 'terminatedOn', fields.terminatedOn),
      actionCode,
      line: first.line,
    };
  }

  private administrativeOf(raw: RawAdministrative): Administrative {
    let known = this.administrative.get(raw);
    if (!known) {
      known = normalised(raw);
      this.administrative.set(raw, known);
    }
    return known;
  }

  private dateOf(code: string, field: string, written: string): IsoDate | null {
    const text = written.trim();
    if (text === '') return null;
    const iso = this.isoOf(text);
    if (iso) return iso;
    this.note(code, 'impossible-date', `${field} "${text}" is no day of the calendar; kept as written`);
    return text;
  }

  private isoOf(text: string): IsoDate | undefined {
    if (!this.isoByText.has(text)) this.isoByText.set(text, fromCompact(text));
    return this.isoByText.get(text);
  }
}

function isAction(action: string | null): boolean {
  return action !== null && Object.hasOwn(actionCodes, action);
}

function normalised(raw: RawAdministrative): Administrative {
  return Object.fromEntries(
    Object.entries(raw).map(([field, value]) => [field, typeof value === 'string' ? textOf(value) : listOf(value)]),
  ) as unknown as Administrative;
}

function textAcross({ longDescription }: RawRow, continuations: readonly RawRow[]): string {
  if (continuations.length === 0) return foldWhiteSpace(longDescription);
  return foldWhiteSpace([longDescription, ...continuations.map((row) => row.longDescription)].join(' '));
}

function textOf(written: string): string | null {
  const text = written.trim();
  return text === '' ? null : text;
}

function listOf(written: readonly string[]): readonly string[] {
  return written.every((entry) => entry !== '' && entry === entry.trim())
    ? written
    : written.map((entry) => entry.trim()).filter((entry) => entry !== '');
}
