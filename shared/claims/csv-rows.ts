import { parse } from 'csv-parse/sync';

/** Names that a column may have in a header, the usual one first; compared without case and punctuation. */
export type ColumnNames<Column extends string> = Readonly<Record<Column, readonly string[]>>;

/** One header for each of some columns. */
export type ColumnHeaders<Column extends string> = Readonly<Partial<Record<Column, string>>>;

/** One row by column: empty where the cell is empty, `undefined` where the file has no such column. */
export type CsvRow<Column extends string> = Readonly<Partial<Record<Column, string>>>;

export interface CsvRowsOptions<Column extends string> {
  readonly columns: ColumnNames<Column>;
  readonly required: readonly Column[];
  /** Header names of the user's own, by column; they come before the usual names. */
  readonly mapping?: ColumnHeaders<Column> | undefined;
  /** Called once, with the columns that the file has, and with what parts its cells. */
  onHeader?(found: ReadonlySet<Column>, delimiter: string): void;
  onRow(row: CsvRow<Column>, line: number): void;
  /** A row that cannot be read, with what can be guessed of its cells; null where it is the whole file. */
  onRefused(line: number, reason: string, guess: CsvRow<Column> | null): void;
}

const delimiters = [',', ';', '\t', '|'] as const;
/** A quote that is not closed within so many lines was never meant to open anything: only its own line is lost. */
const mostLinesOfRecord = 20;
const longestRecord = 1_000_000;
const largestStep = 65_536;

interface Lines {
  readonly line: number;
  readonly text: string;
}

/**
 * Rows of a CSV file pushed in chunks: comma, semicolon, tab or bar, quoted cells, byte order mark, any line ends.
 * A row that cannot be read is refused alone, and memory does not grow with the file.
 */
export class CsvRows<Column extends string> {
  private readonly decoder = new TextDecoder('utf-8');
  private pending = '';
  private line = 0;
  /** Lines of a record whose quoted cell is still open. */
  private open: Lines[] = [];
  private delimiter: string | null = null;
  private places: ReadonlyMap<Column, number> | null = null;
  private width = 0;
  private useless = false;
  private readonly options: CsvRowsOptions<Column>;

  constructor(options: CsvRowsOptions<Column>) {
    this.options = options;
  }

  write(chunk: Uint8Array | string): void {
    for (let at = 0; at < chunk.length; at += largestStep) {
      const end = at + largestStep;
      this.add(
        typeof chunk === 'string'
          ? chunk.slice(at, end)
          : this.decoder.decode(chunk.subarray(at, end), { stream: true }),
      );
    }
  }

  end(): void {
    this.add(this.decoder.decode());
    const last = this.pending.replace(/\r$/, '');
    this.pending = '';
    if (last !== '') this.read([{ line: ++this.line, text: last }]);
    while (this.open.length > 0) this.read(this.giveUpQuote());
    if (this.places === null && !this.useless) this.options.onRefused(1, 'the file is empty', null);
  }

  private add(text: string): void {
    if (this.useless) return;
    this.pending += this.line === 0 && this.pending === '' ? text.replace(/^\ufeff/, '') : text;
    const lines = this.pending.split(/\r\n|\n|\r(?!$)/);
    this.pending = lines.pop() ?? '';
    this.read(lines.map((line) => ({ line: ++this.line, text: line })));
    if (this.pending.length <= longestRecord) return;
    this.refuse(this.line + 1, 'the row is longer than any row of claims', '');
    this.pending = '';
  }

  private read(lines: readonly Lines[]): void {
    const records: Lines[] = [];
    const waiting = [...lines];
    for (let next = waiting.shift(); next !== undefined && !this.useless; next = waiting.shift()) {
      if (next.line === 1 && this.delimiterSaid(next.text)) continue;
      this.delimiter ??= delimiterOf(next.text);
      this.open.push(next);
      const text = this.open.map((part) => part.text).join('\n');
      if (!endsInQuotes(text, this.delimiter)) {
        records.push({ line: this.open[0]!.line, text });
        this.open = [];
      } else if (this.open.length > mostLinesOfRecord || text.length > longestRecord)
        waiting.unshift(...this.giveUpQuote());
    }
    this.parse(records);
  }

  /** Excel's first line of a file whose cells are parted in another way than usual: `sep=;`. */
  private delimiterSaid(text: string): boolean {
    const said = /^"?sep=(.)"?[,;\t|]*$/i.exec(text)?.[1];
    if (said !== undefined) this.delimiter = said;
    return said !== undefined;
  }

  /** Refuses the line that opened the quote and answers the lines behind it, to be read as rows. */
  private giveUpQuote(): Lines[] {
    const [first, ...rest] = this.open;
    this.open = [];
    if (first) this.refuse(first.line, 'a quoted cell of the row is not closed', first.text);
    return rest;
  }

  private parse(records: readonly Lines[]): void {
    const filled = records.filter(({ text }) => text.trim() !== '');
    const rows = this.cellsOf(filled.map(({ text }) => text).join('\n'));
    if (rows?.length === filled.length) for (const [n, { line }] of filled.entries()) this.row(rows[n]!, line);
    else
      for (const { line, text } of filled) {
        const [cells, more] = this.cellsOf(text) ?? [];
        if (cells && !more) this.row(cells, line);
        else this.refuse(line, 'the row cannot be read: its quotes are not in order', text);
      }
  }

  private cellsOf(text: string): string[][] | undefined {
    try {
      return parse(text, {
        delimiter: this.delimiter ?? ',',
        relax_column_count: true,
        relax_quotes: true,
        record_delimiter: '\n',
      });
    } catch {
      return undefined;
    }
  }

  private row(cells: readonly string[], line: number): void {
    if (this.useless) return;
    if (this.places === null) this.header(cells);
    else if (cells.slice(this.width).some((cell) => cell.trim() !== ''))
      this.options.onRefused(line, 'the row has more cells than the header', this.byColumn(cells));
    else this.options.onRow(this.byColumn(cells), line);
  }

  private byColumn(cells: readonly string[]): CsvRow<Column> {
    const row: Partial<Record<Column, string>> = {};
    for (const [column, place] of this.places ?? []) row[column] = (cells[place] ?? '').trim();
    return row;
  }

  /** Cells are guessed by cutting at every delimiter: enough to tell to which claim the row belongs. */
  private refuse(line: number, reason: string, text: string): void {
    const cells = text.split(this.delimiter ?? ',').map((cell) => cell.replaceAll('"', ''));
    this.options.onRefused(line, reason, this.byColumn(cells));
  }

  private header(cells: readonly string[]): void {
    const { columns, mapping, required } = this.options;
    const places = placesOf(cells, columns, mapping);
    const missing = required.filter((column) => !places.has(column));
    this.useless = missing.length > 0;
    this.width = cells.length;
    this.places = places;
    const reason = missing.map((column) => missingColumn(column, columns[column])).join('; ');
    if (this.useless) this.options.onRefused(1, reason, null);
    else this.options.onHeader?.(new Set(places.keys()), this.delimiter ?? ',');
  }
}

/** Whether a row is the header of a file with these columns. */
export function hasColumns<Column extends string>(
  cells: readonly string[],
  columns: ColumnNames<Column>,
  required: readonly Column[],
  mapping?: ColumnHeaders<Column>,
): boolean {
  const places = placesOf(cells, columns, mapping);
  return required.every((column) => places.has(column));
}

/** Where each column stands; of several headers that would do, the usual one first. */
function placesOf<Column extends string>(
  cells: readonly string[],
  columns: ColumnNames<Column>,
  mapping?: ColumnHeaders<Column>,
): ReadonlyMap<Column, number> {
  const names = cells.map(plainName);
  const places = new Map<Column, number>();
  for (const column of Object.keys(columns) as Column[]) {
    const own = mapping?.[column];
    const accepted = own === undefined ? columns[column] : [own];
    const place = accepted.map((name) => names.indexOf(plainName(name))).find((at) => at >= 0);
    if (place !== undefined) places.set(column, place);
  }
  return places;
}

function missingColumn(column: string, names: readonly string[]): string {
  return `no column for ${column}: name it in the mapping, or call it ${names.slice(0, 4).join(' or ')}`;
}

/** `Claim_ID`, `claimId` and `Claim ID` are one name. */
export function plainName(name: string): string {
  return name
    .replace(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
    .toLowerCase()
    .replace(/[^0-9a-z]+/g, ' ')
    .trim();
}

/** The delimiter that the header uses most, outside quotes. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => bare.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Whether a quoted cell is still open at the end. Quotes inside a cell that did not begin with one are text. */
function endsInQuotes(text: string, delimiter: string): boolean {
  if (!text.includes('"')) return false;
  let state: 'start' | 'plain' | 'quoted' | 'closing' = 'start';
  for (const character of text) {
    const ends = character === delimiter || character === '\n';
    if (state === 'quoted') state = character === '"' ? 'closing' : 'quoted';
    else if (character === '"' && state !== 'plain') state = 'quoted';
    else state = ends ? 'start' : 'plain';
  }
  return state === 'quoted';
}
