import { formOf } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import { foldWhiteSpace } from '../release/record.ts';
import { CptAccount, entryOf } from './account.ts';
import { amaDate, firstDayOut } from './ama-dates.ts';
import {
  type CptEntry,
  type CptFileReading,
  type DescriptorKind,
  type Descriptors,
  descriptorKinds,
  type Listing,
} from './cpt-record.ts';
import { changeTypes, codeForm, descriptorNames, type TableField } from './layout.ts';
import { cellsOf, type TableShape } from './table.ts';

const listingFields = ['descriptor', 'long', 'medium', 'short'] as const;
const dateFields = ['addedOn', 'revisedOn', 'deletedOn'] as const;

/** What a delimited file is about: the codes of the set, their other descriptors, their ends, or their history. */
type Purpose = 'listing' | 'describing' | 'deleted' | 'history';

/**
 * Reads any of AMA's delimited files by its heading: consolidated list, modifiers, consumer and clinician descriptors,
 * the list of the deleted, the histories. `name` tells a list of deleted codes that has no date column.
 */
export function parseTable(name: string, lines: readonly string[], shape: TableShape): CptFileReading {
  const unnamed = descriptorNames.find(([pattern]) => pattern.test(name))?.[1] ?? 'long';
  const reader = new TableReader(shape, purposeOf(name, shape.columns), unnamed);
  lines.forEach((written, index) => {
    if (index <= shape.headingAt || written.trim() === '' || written === '\u001a') reader.account.skip();
    else reader.row(index + 1, written);
  });
  return reader.account.finish(reader.listing, reader.entries);
}

function purposeOf(name: string, columns: TableShape['columns']): Purpose {
  if (columns.has('changeType')) return 'history';
  if (columns.has('deletedOn') || /delet/i.test(name)) return 'deleted';
  const lists = columns.has('modifier') || listingFields.some((field) => columns.has(field));
  return lists && !/consumer|clinician/i.test(name) ? 'listing' : 'describing';
}

class TableReader {
  readonly account = new CptAccount();
  readonly entries: CptEntry[] = [];
  readonly listing: Listing | null;
  private readonly subject: 'code' | 'modifier';
  private readonly dated: readonly (typeof dateFields)[number][];
  private readonly described: readonly DescriptorKind[];
  /** So many columns a row of a list must have to have its descriptors whole; empty ones behind may be left out. */
  private readonly least: number;
  private readonly unknownTypes = new Set<string>();

  constructor(
    private readonly shape: TableShape,
    private readonly purpose: Purpose,
    private readonly unnamed: DescriptorKind,
  ) {
    this.subject = shape.columns.has('code') ? 'code' : 'modifier';
    this.listing = purpose !== 'listing' ? null : this.subject === 'modifier' ? 'modifiers' : 'codes';
    const { columns } = shape;
    this.dated = dateFields.filter((field) => columns.has(field));
    this.described = descriptorKinds.filter(
      (kind) => columns.has(kind) || (kind === unnamed && columns.has('descriptor')),
    );
    const texts = purpose === 'listing' ? listingFields.map((field) => columns.get(field) ?? 0) : [];
    this.least = Math.max(0, ...texts) + 1;
  }

  row(line: number, written: string): void {
    const cells = cellsOf(written, this.shape.delimiter);
    const cell = (field: TableField): string => cells[this.shape.columns.get(field) ?? -1] ?? '';
    const code = cell(this.subject);
    const fault = this.faultOf(code, cells);
    if (this.isOfNoCode(code, cells)) this.account.skip();
    else if (fault) this.account.refuse(line, isCode(code) ? code : null, 'wrong-columns', fault);
    else {
      this.account.take(code);
      this.entries.push({ ...entryOf({ line, code }), ...this.said(line, code, cell) });
    }
  }

  /** Histories date the headings of AMA's hierarchy as well; lists of modifiers repeat CMS's. */
  private isOfNoCode(code: string, cells: readonly string[]): boolean {
    if (code === '') return this.purpose === 'history' && cells.length > 1;
    return code.length === 2 && formOf(code) === 'hcpcs-modifier';
  }

  private faultOf(code: string, cells: readonly string[]): string | undefined {
    if (!isCode(code) || (code.length === 2) !== (this.subject === 'modifier'))
      return `"${code.slice(0, 20)}" is no ${this.subject} of CPT`;
    const { width } = this.shape;
    const more = cells.length > width && cells.slice(width).some((cell) => cell !== '');
    return more || cells.length < this.least ? `has ${cells.length} columns where ${width} are due` : undefined;
  }

  private said(line: number, code: string, cell: (field: TableField) => string): Partial<CptEntry> {
    const date = (field: TableField) => this.dateOf(line, code, cell(field));
    if (this.purpose === 'history') return this.event(code, cell, date('changedOn'));
    const dates: { -readonly [Field in (typeof dateFields)[number]]?: IsoDate | null } = {};
    for (const field of this.dated) dates[field] = date(field);
    if (this.purpose === 'deleted') {
      const deletedOn = dates.deletedOn ? firstDayOut(dates.deletedOn) : null;
      return { ...dates, deletedOn, standing: 'deleted', instruction: cell('instruction') || null };
    }
    const standing = this.purpose === 'listing' ? 'listed' : 'told-of';
    return { ...dates, standing, descriptors: this.textsOf(cell) };
  }

  /** A line of a history: what happened to a code, and when. */
  private event(code: string, cell: (field: TableField) => string, on: IsoDate | null): Partial<CptEntry> {
    const type = cell('changeType');
    const kind = changeTypes.find(([pattern]) => pattern.test(type))?.[1];
    if (!kind) {
      if (!this.unknownTypes.has(type)) this.account.note(code, 'unknown-change-type', `change type "${type}"`);
      this.unknownTypes.add(type);
      return { standing: 'told-of' };
    }
    if (kind !== 'deletedOn') return { standing: 'told-of', [kind]: on };
    return { standing: 'deleted', deletedOn: on && firstDayOut(on), instruction: cell('instruction') || null };
  }

  private dateOf(line: number, code: string, written: string): IsoDate | null {
    const date = amaDate(written);
    if (date === undefined)
      this.account.note(code, 'impossible-date', `line ${line}: "${written.slice(0, 30)}" names no day`);
    return date ?? null;
  }

  private textsOf(cell: (field: TableField) => string): Descriptors {
    const texts: Partial<Record<DescriptorKind, string>> = {};
    for (const kind of this.described) {
      const text = foldWhiteSpace(cell(kind) || (kind === this.unnamed ? cell('descriptor') : ''));
      if (text !== '') texts[kind] = text;
    }
    return texts;
  }
}

function isCode(code: string): boolean {
  return codeForm.test(code) || formOf(code) === 'cpt-modifier';
}
