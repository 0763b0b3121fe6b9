import { formOf } from '../code.ts';
import { recordIds } from './layout.ts';
import { type RawFields, type RawRow, RecordMaker } from './make-record.ts';
import type { CodeRecord, Note, ParsedCodeFile, Refusal } from './record.ts';

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
  private readonly maker = new RecordMaker((code, rule, text) => this.note(code, rule, text));
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
    const fault = this.maker.columnFault(fields);
    if (fault) return ['wrong-columns', fault];
    return undefined;
  }

  private close(): void {
    const draft = this.draft;
    this.draft = undefined;
    this.refusedCode = undefined;
    if (!draft) return;
    this.continuations += draft.continuations.length;
    this.records.push(this.maker.make(draft));
  }
}
