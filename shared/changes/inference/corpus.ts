import type { CodeRecord } from '../../release/record.ts';
import { type Dose, parseDose } from '../dose.ts';
import { contrasting } from './vocabulary.ts';
import { type Words, wordsOf } from './words.ts';

/** A record with its descriptor taken apart. */
export interface Descriptor extends Words {
  readonly record: CodeRecord;
  readonly dose: Dose | null;
}

/** Descriptors that have to have a word before it may come and go. A small file has no such words. */
const commonFrom = 25;

/**
 * All descriptors of two releases, and how rare each word is among them: "Injection" says nothing, "pertuzumab" nearly
 * everything. Living codes of the newer release can be found by their words.
 */
export class Corpus {
  private readonly descriptors = new Map<string, Descriptor>();
  private readonly frequency = new Map<string, number>();
  private readonly livingByWord = new Map<string, Descriptor[]>();
  private readonly living = new Set<string>();

  constructor(oldRecords: readonly CodeRecord[], newRecords: readonly CodeRecord[]) {
    for (const record of [...newRecords, ...oldRecords]) {
      if (record.codeType !== 'procedure' || this.descriptors.has(record.code)) continue;
      const descriptor = {
        record,
        ...wordsOf(record.longDescription),
        dose: parseDose(record.longDescription),
      };
      this.descriptors.set(record.code, descriptor);
      for (const word of descriptor.words) this.frequency.set(word, (this.frequency.get(word) ?? 0) + 1);
    }
    for (const { code, terminatedOn } of newRecords) {
      const descriptor = this.descriptors.get(code);
      if (!descriptor || terminatedOn !== null) continue;
      this.living.add(code);
      for (const word of descriptor.words) this.livingWith(word).push(descriptor);
    }
  }

  descriptorOf(code: string): Descriptor {
    return this.descriptors.get(code)!;
  }

  /** True for a code that the newer release has and does not end. */
  isLiving(code: string): boolean {
    return this.living.has(code);
  }

  /** Living codes of the newer release whose descriptor has the word. */
  livingWith(word: string): Descriptor[] {
    const living = this.livingByWord.get(word) ?? [];
    if (living.length === 0) this.livingByWord.set(word, living);
    return living;
  }

  /** True for a word of so many descriptors that it names nothing, whatever their number. */
  isCommon(word: string): boolean {
    return (this.frequency.get(word) ?? 0) >= commonFrom;
  }

  /** What a word says: its inverse document frequency, half of it where it names no thing but a contrast. */
  weightOf(word: string): number {
    const rarity = Math.log((this.descriptors.size + 2) / ((this.frequency.get(word) ?? 0) + 1));
    return contrasting.has(word) ? rarity / 2 : rarity;
  }

  /** True for a word that names something and that no other living code has. */
  isNameOf(word: string, descriptor: Descriptor): boolean {
    const living = this.livingWith(word);
    return word.length > 4 && !contrasting.has(word) && living.length === 1 && living[0] === descriptor;
  }

  /** Up to `limit` living codes by the weight of the words that name something and that they share with a descriptor. */
  nearest(descriptor: Descriptor, limit: number): readonly Descriptor[] {
    const common = Math.max(commonFrom, this.descriptors.size / 5);
    const shared = new Map<Descriptor, number>();
    for (const word of descriptor.words) {
      if (contrasting.has(word)) continue;
      const living = this.livingWith(word);
      if (living.length > common && descriptor.words.size > 3) continue;
      const weight = this.weightOf(word);
      for (const candidate of living) shared.set(candidate, (shared.get(candidate) ?? 0) + weight);
    }
    shared.delete(descriptor);
    const relative = [...shared].map(
      ([candidate, weight]) => [candidate, weight / (4 + this.total(candidate))] as const,
    );
    return relative
      .sort((a, b) => b[1] - a[1] || (a[0].record.code < b[0].record.code ? -1 : 1))
      .slice(0, limit)
      .map(([candidate]) => candidate);
  }

  private readonly totals = new Map<Descriptor, number>();

  private total(descriptor: Descriptor): number {
    let total = this.totals.get(descriptor);
    if (total === undefined) {
      total = [...descriptor.words].reduce((sum, word) => sum + this.weightOf(word), 0);
      this.totals.set(descriptor, total);
    }
    return total;
  }
}
