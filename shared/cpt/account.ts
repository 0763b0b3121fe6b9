import type { Note } from '../release/record.ts';
import type { CptEntry, CptFileReading, CptRefusal, Listing } from './cpt-record.ts';

const silent = {
  standing: 'listed',
  descriptors: {},
  addedOn: null,
  revisedOn: null,
  deletedOn: null,
  instruction: null,
} as const satisfies Omit<CptEntry, 'line' | 'code'>;

/** An entry that says no more than it was given. */
export function entryOf(said: Partial<CptEntry> & Pick<CptEntry, 'line' | 'code'>): CptEntry {
  return { ...silent, ...said };
}

/** Keeps the account of every line of a file: read, refused, or none of a code. */
export class CptAccount {
  private readonly refused: { -readonly [Field in keyof CptRefusal]: CptRefusal[Field] }[] = [];
  private readonly notes: Note[] = [];
  private open: typeof this.refused = [];
  private last: string | null = null;
  private read = 0;
  private other = 0;

  /** Notice, heading, blank line, prose. */
  skip(lines = 1): void {
    this.other += lines;
  }

  /** A line that speaks of a code. */
  take(code: string): void {
    this.read++;
    if (code !== this.last) for (const refusal of this.open) refusal.before = code;
    this.open = [];
    this.last = code;
  }

  refuse(line: number, code: string | null, rule: string, reason: string): void {
    const refusal = { line, code, after: this.last, before: null, rule, reason };
    this.refused.push(refusal);
    this.open.push(refusal);
  }

  note(code: string | null, rule: string, text: string): void {
    this.notes.push({ code, rule, text });
  }

  finish(listing: Listing | null, entries: readonly CptEntry[]): CptFileReading {
    const { refused, notes, read, other } = this;
    const lines = read + other + refused.length;
    return { listing, entries, refused, notes, counts: { lines, read, other, refused: refused.length } };
  }
}
