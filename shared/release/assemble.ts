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
  readonly first: RawRow;
  readonly fields: RawFields;
  readonly texts: string[];
}

/** Puts first rows and their continuations together, and keeps the account of every row. */
export class RecordAssembler {
  private readonly records: CodeRecord[] = [];
  private readonly refused: Refusal[] = [];
  private readonly notes: Note[] = [];
  private readonly seen = new Map<string, number>();
  private readonly isoByText = new Map<string, IsoDate | undefined>();
  private draft: Draft | undefined;
  private refusedCode = '';
  private firsts = 0;
  private continuations = 0;
  private preamble = 0;

  get empty(): boolean {
    return this.firsts === 0;
  }

  skipPreamble(): void {
    this.preamble++;
  }

  refuse(line: number, code: string | null, rule: string, reason: string): void {
    this.refused.push({ line, code, rule, reason });
  }

  first(row: RawRow, fields: RawFields): void {
    this.close();
    const code = row.code.trim();
    const fault = this.faultOf(row, code, fields);
    if (fault) {
      this.refusedCode = code;
      this.refuse(row.line, code, fault[0], fault[1]);
      return;
    }
    this.seen.set(code, row.line);
    this.draft = { first: row, fields, texts: [row.longDescription] };
    this.firsts++;
  }

  continuation(row: RawRow): void {
    const code = row.code.trim();
    if (code === this.refusedCode) {
      this.refuse(row.line, code, 'continues-refused', `goes on with ${code}, whose earlier line was refused`);
      return;
    }
    const draft = this.draft;
    if (!draft || draft.first.code.trim() !== code) {
      this.refuse(
        row.line,
        code,
        'orphan-continuation',
        `goes on with ${code}, but no first line of ${code} precedes it`,
      );
      return;
    }
    const expected = draft.first.sequence * (draft.texts.length + 1);
    if (row.sequence !== expected) {
      this.refuseDraft(
        `line ${row.line} has sequence number ${row.sequence} where ${expected} is due: a line is missing`,
      );
      this.refuse(row.line, code, 'continues-refused', `goes on with ${code}, which lacks a line`);
      return;
    }
    draft.texts.push(row.longDescription);
    this.continuations++;
  }

  finish(lines: number): ParsedCodeFile {
    this.close();
    return {
      records: this.records,
      refused: this.refused,
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

  /** A record that lacks a line would show a changed descriptor: none of it is believed. */
  private refuseDraft(reason: string): void {
    const draft = this.draft!;
    const code = draft.first.code.trim();
    this.refuse(draft.first.line, code, 'sequence-gap', reason);
    draft.texts.slice(1).forEach((_, index) => {
      this.refuse(draft.first.line + index + 1, code, 'continues-refused', `goes on with ${code}, which lacks a line`);
    });
    this.continuations -= draft.texts.length - 1;
    this.firsts--;
    this.refusedCode = code;
    this.draft = undefined;
  }

  private faultOf(row: RawRow, code: string, fields: RawFields): [rule: string, reason: string] | undefined {
    const { codeType } = recordIds[row.recordId];
    if ((codeType === 'modifier') !== (code.length === 2) || formOf(code) === 'malformed')
      return ['wrong-columns', `"${code}" is no ${codeType} (record id ${row.recordId} in column 11)`];
    const earlier = this.seen.get(code);
    if (earlier !== undefined) return ['duplicate-code', `${code} stands on line ${earlier} already`];
    const action = fields.actionCode?.trim() ?? '';
    if (!this.isDate(fields.addedOn) && action !== '' && !(action in actionCodes))
      return [
        'wrong-columns',
        `neither the added date "${fields.addedOn}" nor the action code "${action}" can be right`,
      ];
    return undefined;
  }

  private close(): void {
    const draft = this.draft;
    this.draft = undefined;
    this.refusedCode = '';
    if (draft) this.records.push(this.toRecord(draft));
  }

  private toRecord({ first, fields, texts }: Draft): CodeRecord {
    const code = first.code.trim();
    const dates: Partial<Record<(typeof dateFields)[number], IsoDate | null>> = {};
    for (const field of dateFields) dates[field] = this.dateOf(code, field, fields[field]);
    if (!fields.addedOn?.trim()) this.note(code, 'no-added-date', 'the code added date is blank');
    const actionCode = textOf(fields.actionCode);
    if (actionCode !== null && !(actionCode in actionCodes))
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

  private note(code: string, rule: string, text: string): void {
    this.notes.push({ code, rule, text });
  }
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
