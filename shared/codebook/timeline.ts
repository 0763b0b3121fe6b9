import { createHash } from 'node:crypto';
import type { IsoDate } from '../dates.ts';
import type { CorrectionsSource, FileSource, Source } from './source.ts';

/** One state of a code set in time: a release, a file posted again for it, or what a correction makes of it. */
export interface Slot {
  /**
   * `2026-01`; `2026-01.r2` for the second file of the quarter, `2018-01.v2` for the second version of its corrections;
   * `2026` for a year of CPT.
   */
  readonly release: string;
  readonly source: Source;
  readonly date: IsoDate;
  readonly coveredThrough: IsoDate;
  /** Hash that names its records: of the file, or of what a correction is made of. */
  readonly content: string;
  readonly corrected: Corrected | null;
  /** Slots sort by it, as texts do. */
  readonly order: string;
}

export interface Corrected {
  readonly source: CorrectionsSource;
  /** The file that is corrected: Vn replaces V(n-1), so never an earlier version. */
  readonly base: Slot;
  /** The last state of each year to which the corrections go back; null where none is held. */
  readonly earlier: readonly { readonly year: number; readonly slot: Slot | null }[];
}

export interface Timeline {
  readonly slots: readonly Slot[];
  /** Corrections whose release is not held yet. */
  readonly waiting: readonly CorrectionsSource[];
}

/**
 * Puts sources in order of time: by quarter, then by publishing; each version of corrections behind the file that it
 * corrects. What says the same as the file before it is noted and takes no place.
 */
export function timelineOf(sources: readonly Source[]): Timeline {
  const slots: Slot[] = [];
  const waiting: CorrectionsSource[] = [];
  for (const date of [...new Set(sources.map((source) => source.date))].sort()) {
    const quarter = sources.filter((source) => source.date === date);
    const files = filesIn(quarter.filter((source) => source.kind === 'file'));
    const corrections = correctionsIn(quarter.filter((source) => source.kind === 'corrections'));
    if (files.length === 0) waiting.push(...corrections);
    else slots.push(...files, ...correctedBy(corrections, files, slots));
    slots.sort((a, b) => compareText(a.order, b.order));
  }
  return { slots: slots.map(named), waiting };
}

function filesIn(sources: readonly FileSource[]): readonly Slot[] {
  const slots: Slot[] = [];
  let meaning: string | undefined;
  for (const source of withoutGuesses(sources)) {
    if (source.meaning === meaning) continue;
    meaning = source.meaning;
    const { date, coveredThrough, content } = source;
    slots.push({ release: '', source, date, coveredThrough, content, corrected: null, order: orderOf(source) });
  }
  return slots;
}

/** The same document in two files is one, known since the first. */
function correctionsIn(sources: readonly CorrectionsSource[]): readonly CorrectionsSource[] {
  const first = new Map<string, CorrectionsSource>();
  for (const source of withoutGuesses(sources)) {
    const key = `${source.version} ${source.meaning}`;
    if (!first.has(key)) first.set(key, source);
  }
  return [...first.values()];
}

/** In order of publishing. A day that is only a guess does not stand beside one that is known, for the same words. */
function withoutGuesses<Kind extends Source>(sources: readonly Kind[]): readonly Kind[] {
  const dated = new Set(sources.filter(({ knownSinceSource }) => knownSinceSource !== 'release').map(meaningOf));
  return sources
    .filter((source) => source.knownSinceSource !== 'release' || !dated.has(meaningOf(source)))
    .toSorted((a, b) => compareText(orderOf(a), orderOf(b)));
}

function correctedBy(
  corrections: readonly CorrectionsSource[],
  files: readonly Slot[],
  earlierSlots: readonly Slot[],
): readonly Slot[] {
  return corrections.map((source) => {
    // CMS packs a file anew after it was corrected: the first of the quarter is then the base all the same.
    const base = files.findLast((file) => file.source.knownSince <= source.knownSince) ?? files[0]!;
    const earlier = source.revertsTo.map((year) => ({
      year,
      slot: earlierSlots.findLast(({ date }) => date.startsWith(`${year}-`)) ?? null,
    }));
    const { date, coveredThrough } = base;
    const version = String(source.version).padStart(3, '0');
    return {
      release: '',
      source,
      date,
      coveredThrough,
      content: contentOf(source, base, earlier),
      corrected: { source, base, earlier },
      order: `${base.order} v${version} ${orderOf(source)}`,
    };
  });
}

/** What a correction makes of its base follows from these alone, so they name it. */
function contentOf({ content }: CorrectionsSource, base: Slot, earlier: Corrected['earlier']): string {
  const ingredients = ['corrections/1', base.content, content, ...earlier.map(({ slot }) => slot?.content ?? 'none')];
  return createHash('sha256').update(ingredients.join(' ')).digest('hex').slice(0, 32);
}

/** Gives each slot its name, by its place among those of its quarter, or of its year of CPT. */
function named(slot: Slot, index: number, slots: readonly Slot[]): Slot {
  const period = slot.source.codeSet === 'CPT' ? slot.date.slice(0, 4) : slot.date.slice(0, 7);
  const version = slot.corrected && `v${slot.corrected.source.version}`;
  const alike = (other: Slot) =>
    other.date === slot.date && (other.corrected && `v${other.corrected.source.version}`) === version;
  const revision = slots.slice(0, index + 1).filter(alike).length;
  const parts = [period, version, revision > 1 ? `r${revision}` : null];
  return { ...slot, release: parts.filter(Boolean).join('.') };
}

function orderOf({ date, knownSince, content, sha256, file, entry }: Source): string {
  return `${date} ${knownSince} ${content} ${sha256} ${file} ${entry}`;
}

function meaningOf({ meaning }: Source): string {
  return meaning;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
