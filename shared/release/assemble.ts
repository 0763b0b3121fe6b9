import { formOf } from '../code.ts';
import { fromCompact, type IsoDate } from '../dates.ts';
import { actionCodes, dateFields, recordIds } from './layout.ts';
import { type CodeRecord, foldWhiteSpace, type Note, type ParsedCodeFile, type Refusal } from './record.ts';

/** One line or row, cut into fields but not yet judged: the common ground of the text file and the workbook. */
export interface RawRow {
  readonly line: number;
  /** As it stands: a modifier has three blanks before it. */
  readonly code: string;
  readonly sequence: number;
  readonly recordId: keyof typeof recordIds;
  readonly longDescription: string;
}

/** The fields that stand on a code's first row alone. */
export type RawFields = {
  readonly [Field in Exclude<
    keyof CodeRecord,
    'code' | 'codeType' | 'longDescription' | 'line'
  >]: string extends CodeRecord[Field]
    ? string
    : CodeRecord[Field] extends readonly string[]
      ? readonly string[]
      : string;
};

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
    const texts = [first, ...continuations].map((row) => row.longDescription);
    const dates: Partial<Record<(typeof dateFields)[number], IsoDate | null>> = {};
    for (const field of dateFields) dates[field] = this.dateOf(code, field, fields[field]);
    if (!fields.addedOn?.trim()) this.note(code, 'no-added-date', 'the code added date is blank');
    const actionCode = textOf(fields.actionCode);
    if (actionCode !== null && !isAction(actionCode))
      this.note(code, 'unknown-action-code', `action code "${actionCode}" is not in CMS's key`);
    return {
      code,
      codeType: recordIds[first.recordId].codeType,
      longDescription: foldWhiteSpace(texts.join(' ')),
      shortDescription: foldWhiteSpace(fields.shortDescription),
      pricingIndicators: listOf(fields.pricingIndicators),
      multiplePricingIndicator: textOf(fields.multiplePricingIndicator),
      coverageManualReferences: listOf(fields.coverageManualReferences),
      carriersManualReferences: listOf(fields.carriersManualReferences),
      statute: textOf(fields.statute),
      labCertifications: listOf(fields.labCertifications),
      crossReferences: listOf(fields.crossReferences),
      coverage: textOf(fields.coverage),
      ascGroup: textOf(fields.ascGroup),
      ascDate: dates.ascDate ?? null,
      mogGroup: textOf(fields.mogGroup),
      mogPolicy: textOf(fields.mogPolicy),
      mogDate: dates.mogDate ?? null,
      processingNote: textOf(fields.processingNote),
      betos: textOf(fields.betos),
      typesOfService: listOf(fields.typesOfService),
      anesthesiaUnits: textOf(fields.anesthesiaUnits),
      addedOn: dates.addedOn ?? null,
      actionEffectiveOn: dates.actionEffectiveOn ?? null,
      terminatedOn: dates.terminatedOn ?? null,
      actionCode,
      line: first.line,
    };
  }

  private dateOf(code: string, field: string, written: string | null): IsoDate | null {
    const text = written?.trim() ?? '';
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

function textOf(written: string | null): string | null {
  const text = written === null ? '' : written.trim();
  return text === '' ? null : text;
}

function listOf(written: readonly string[]): readonly string[] {
  const list: string[] = [];
  for (const entry of written) {
    const text = entry.trim();
    if (text !== '') list.push(text);
  }
  return list;
}
