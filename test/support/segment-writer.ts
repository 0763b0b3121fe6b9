import type { Delimiters } from '../../shared/claims/x12/delimiters.ts';
import { randomFrom } from './damage.ts';

export interface SegmentWriterOptions {
  readonly seed: number;
  readonly delimiters?: Delimiters;
  /** What stands behind each terminator, or the width of fixed records that cut segments anywhere. */
  readonly wrap?: '' | '\n' | '\r\n' | number;
  /** Stands in front of every value that names or describes a person, and of every free text. */
  readonly mark?: string;
}

const usualDelimiters: Delimiters = { element: '*', repetition: '^', component: ':', segment: '~' };

/** Writes X12 segments and their envelopes; what it chooses is random, but determined by the seed. */
export class SegmentWriter {
  /** Segments since `segments` was last set to 0. */
  protected segments = 0;
  private out = '';
  private column = 0;
  private control = '';
  private readonly random: () => number;
  private readonly delimiters: Delimiters;
  private readonly wrap: string | number;
  private readonly mark: string;

  constructor({ seed, delimiters = usualDelimiters, wrap = '', mark = '' }: SegmentWriterOptions) {
    this.random = randomFrom(seed);
    this.delimiters = delimiters;
    this.wrap = wrap;
    this.mark = mark;
  }

  openInterchange(number: number, guide: string): void {
    this.control = String(number).padStart(9, '0');
    const { repetition, component } = this.delimiters;
    const blank = ' '.repeat(10);
    const parties = ['ZZ', 'SENDER'.padEnd(15), 'ZZ', 'RECEIVER'.padEnd(15)];
    const rest = ['260105', '0730', repetition ?? 'U', '00501', this.control, '0', 'T', component];
    this.segment('ISA', '00', blank, '00', blank, ...parties, ...rest);
    this.segment('GS', 'HC', 'SENDER', 'RECEIVER', '20260105', '0730', '1', 'X', guide);
  }

  closeInterchange(transactions: number): void {
    this.segment('GE', String(transactions), '1');
    this.segment('IEA', '1', this.control);
  }

  /** What was written since the last call. */
  takeText(): string {
    const text = this.out;
    this.out = '';
    return text;
  }

  protected segment(...elements: readonly string[]): void {
    this.segments++;
    const text = elements.join(this.delimiters.element) + this.delimiters.segment;
    if (typeof this.wrap === 'string') this.out += text + this.wrap;
    else for (const character of text) this.fixedColumn(character, this.wrap);
  }

  protected composite(...components: readonly string[]): string {
    return components.join(this.delimiters.component);
  }

  protected secret(value: string): string {
    return this.mark + value;
  }

  protected address(): void {
    this.segment('N3', this.secret('236 N MAIN ST'));
    this.segment('N4', this.secret('MIAMI'), 'FL', this.secret('33413'));
  }

  protected below(count: number): number {
    return Math.floor(this.random() * count);
  }

  protected pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)]!;
  }

  protected chance(probability: number): boolean {
    return this.random() < probability;
  }

  private fixedColumn(character: string, width: number): void {
    this.out += character;
    if (++this.column < width) return;
    this.out += '\n';
    this.column = 0;
  }
}
