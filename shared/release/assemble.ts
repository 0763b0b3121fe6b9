import { formOf } from '../code.ts';
import { fromCompact, type IsoDate } from '../dates.ts';
import { actionCodes, recordIds } from './layout.ts';
import {
  type CodeRecord,
  foldWhiteSpace,
  type Note,
  type ParsedCodeFile,
  type Refusal,
  type revisableFields,
} from './record.ts';

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

interface Draft {
  readonly code: string;
  readonly first: RawRow;
  readonly fields: RawFields;
  readonly continuations: RawRow[];
  /** Its first line stands twice, so that a next line might belong to either. */
  doubtful: boolean;
}

/** Puts first rows and their continuations together, and keeps the account of every row. */
export class RecordAssembler {
  private readonly records: CodeRecord[] = [];
  private readonly refused: Refusal[] = [];
  private readonly notes: Note[] = [];
  /** Lines of each code that was believed at first sight. */
  private readonly seen = new Map<string, number[]>();
  private readonly administrative = new Map<RawAdministrative, Administrative>();
  private readonly isoByText = new Map<string, IsoDate | undefined>();
  /** Codes with a next line in the wrong place: whatever else is there of them lacks it. */
  private readonly orphans = new Set<string>();
  private draft: Draft | undefined;
  private refusedCode: string | undefined;
  private continuations = 0;
  private preamble = 0;
  private begun = false;

  /** False while only a disclaimer has been seen. */
  get hasBegun(): boolean {
    return this.begun;
  }

  /** A line that is not meant as a record: disclaimer, header, blank. */
  skipPreamble(): void {
    this.preamble++;
  }

  /** A first line that cannot be believed; its next lines go with it. */
  refuseFirst(line: number, code: string, rule: string, reason: string): void {
    this.close();
    this.refusedCode = code;
    this.refuse(line, code, rule, reason);
  }

  /**
   * A line that cannot be read at all. Where it may be the next line of the record before it (`code` is that record's,
   * or `mayContinue` says so of a line without a legible code), that record lacks a line and goes with it.
   */
  refuseUnreadable(line: number, code: string | null, mayContinue: boolean, rule: string, reason: string): void {
    if (this.draft && (code === null ? mayContinue : code === this.draft.code))
      this.refuseDraft(`line ${line}, which may go on with it, cannot be read`);
    this.refuse(line, code, rule, reason);
  }

  first(row: RawRow, fields: RawFields): void {
    const code = row.code.trim();
    const fault = this.faultOf(row, code, fields);
    if (fault?.[0] === 'duplicate-code' && this.draft?.code === code && this.draft.continuations.length === 0) {
      this.draft.doubtful = true;
      this.refuse(row.line, code, fault[0], fault[1]);
      return;
    }
    if (fault) {
      this.refuseFirst(row.line, code, fault[0], fault[1]);
      return;
    }
    this.close();
    this.begun = true;
    this.seen.set(code, [row.line]);
    this.draft = { code, first: row, fields, continuations: [], doubtful: false };
  }

  continuation(row: RawRow): void {
    const code = row.code.trim();
    if (code === this.refusedCode) {
      this.refuse(row.line, code, 'continues-refused', `goes on with ${code}, whose earlier line was refused`);
      return;
    }
    const draft = this.draft;
    if (draft?.code !== code) {
      this.retract(code, `line ${row.line} goes on with it, but stands elsewhere`);
      this.orphans.add(code);
      this.refuse(row.line, code, 'orphan-continuation', `goes on with ${code}, but no line of ${code} precedes it`);
      return;
    }
    const expected = draft.first.sequence * (draft.continuations.length + 2);
    if (draft.doubtful || row.sequence !== expected) {
      this.refuseDraft(
        draft.doubtful
          ? `its first line stands twice, and line ${row.line} may belong to either`
          : `line ${row.line} has sequence number ${row.sequence} where ${expected} is due: a line is missing`,
      );
      this.refuse(row.line, code, 'continues-refused', `goes on with ${code}, which lacks a line`);
      return;
    }
    this.seen.get(code)!.push(row.line);
    draft.continuations.push(row);
  }

  note(code: string | null, rule: string, text: string): void {
    this.notes.push({ code, rule, text });
  }

  finish(lines: number): ParsedCodeFile {
    this.close();
    return {
      records: this.records,
      refused: this.refused.sort((a, b) => a.line - b.line),
      notes: this.notes,
      counts: {
        lines,
        records: this.records.length,
        continuations: this.continuations,
        preamble: this.preamble,
        refused: this.refused.length,
      },
    };
  }

  private refuse(line: number, code: string | null, rule: string, reason: string): void {
    this.begun = true;
    this.refused.push({ line, code, rule, reason });
  }

  /** A record that lacks a line would show a changed descriptor: none of it is believed. */
  private refuseDraft(reason: string): void {
    const { code } = this.draft!;
    this.close();
    this.retract(code, reason);
    this.refusedCode = code;
  }

  /** Takes back a record that was believed before a later line spoke against it. */
  private retract(code: string, reason: string): void {
    const index = this.records.findLastIndex((record) => record.code === code);
    if (index < 0) return;
    this.records.splice(index, 1);
    const [first, ...continuations] = this.seen.get(code)!;
    this.continuations -= continuations.length;
    this.refuse(first!, code, 'lacks-a-line', reason);
    for (const line of continuations)
      this.refuse(line, code, 'continues-refused', `goes on with ${code}, which lacks a line`);
  }

  private faultOf(row: RawRow, code: string, fields: RawFields): [rule: string, reason: string] | undefined {
    const { codeType } = recordIds[row.recordId];
    if ((codeType === 'modifier') !== (code.length === 2) || formOf(code) === 'malformed')
      return ['wrong-columns', `"${code}" is no ${codeType} (record id ${row.recordId} in column 11)`];
    const earlier = this.seen.get(code)?.[0];
    if (earlier !== undefined) return ['duplicate-code', `${code} stands on line ${earlier} already`];
    if (this.orphans.has(code)) return ['lacks-a-line', 'a line that goes on with it stands before it'];
    const added = textOf(fields.addedOn);
    const action = textOf(fields.actionCode);
    if (!this.isDate(added) && !isAction(action))
      return [
        'wrong-columns',
        `neither the added date "${added ?? ''}" nor the action code "${action ?? ''}" can be right`,
      ];
    return undefined;
  }

  private close(): void {
    const draft = this.draft;
    this.draft = undefined;
    this.refusedCode = undefined;
    if (!draft) return;
    this.continuations += draft.continuations.length;
    this.records.push(this.toRecord(draft));
  }

  private toRecord({ code, first, fields, continuations }: Draft): CodeRecord {
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

  private isDate(text: string | null): boolean {
    return text !== null && this.isoOf(text.trim()) !== undefined;
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
