import type { ReleaseReference } from '../changes/change.ts';
import type { Replacement } from '../changes/replacement.ts';
import type { CodeSet, CodeType } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import type { Period } from './coverage.ts';
import { comesOffCycle } from './off-cycle.ts';

/**
 * What the releases held say of a code on a date of service. `unknown`: no release has it, and they cover the date.
 * `unproven`: before a reactivation that is the first thing known. `outside-coverage`: the date lies where no held
 * release speaks. The last two are not judged, which is not the same as invalid.
 */
export type Status =
  | 'valid'
  | 'not-yet-effective'
  | 'terminated'
  | 'never-valid'
  | 'unknown'
  | 'unproven'
  | 'outside-coverage';

/** A day as the number 20260131. */
export type DayNumber = number;

/** Marks a life without an end. */
export const noEnd: DayNumber = 99_991_231;

export interface BookLife {
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** Index into `releases`: the one that showed the end (or the start, while there is none). */
  readonly release: number;
  /** It left the files without a termination date. */
  readonly withdrawn: boolean;
}

/** What rules ask of a record, from a date of service on. */
export interface BookVersion {
  readonly from: DayNumber;
  readonly release: number;
  readonly coverage: string | null;
  readonly pricingIndicators: readonly string[];
  readonly shortDescription: string;
  /** Dose of one billing unit, as an exact fraction; null where the descriptor states none. */
  readonly dose: { readonly numerator: number; readonly denominator: number; readonly unit: string } | null;
}

export interface BookEntry {
  readonly code: string;
  readonly codeType: CodeType;
  /** In order of time; empty where the code was withdrawn before it came into force. */
  readonly lives: readonly BookLife[];
  readonly versions: readonly BookVersion[];
  readonly unproven: { readonly from: DayNumber; readonly to: DayNumber } | null;
  readonly replacements: readonly Replacement[];
}

export interface BookRelease extends ReleaseReference {
  readonly date: IsoDate;
  readonly knownSince: IsoDate;
}

/** The immutable, compiled state of a code set: every check asks it, none asks a database. */
export class CodeBook {
  constructor(
    readonly codeSet: CodeSet,
    readonly releases: readonly BookRelease[],
    readonly coverage: readonly Period[],
    private readonly entries: ReadonlyMap<string, BookEntry>,
    private readonly covered: readonly (readonly [DayNumber, DayNumber])[],
  ) {}

  /** The newest release, which the book is named after. */
  get release(): BookRelease {
    return this.releases.at(-1)!;
  }

  get size(): number {
    return this.entries.size;
  }

  entry(code: string): BookEntry | undefined {
    return this.entries.get(code);
  }

  codes(): IterableIterator<string> {
    return this.entries.keys();
  }

  status(code: string, day: DayNumber): Status {
    const entry = this.entries.get(code);
    if (entry === undefined) return this.covers(day) && !comesOffCycle(code) ? 'unknown' : 'outside-coverage';
    return this.statusOf(entry, day);
  }

  statusOf(entry: BookEntry, day: DayNumber): Status {
    const { lives, unproven } = entry;
    for (let index = lives.length - 1; index >= 0; index--) {
      const life = lives[index]!;
      if (day < life.from) continue;
      if (day > life.to) return 'terminated';
      return life.to === noEnd && day > this.lastCovered ? 'outside-coverage' : 'valid';
    }
    if (unproven !== null && day >= unproven.from && day <= unproven.to) return 'unproven';
    return lives.length === 0 ? 'never-valid' : 'not-yet-effective';
  }

  /** The life that a day belongs to or last followed; undefined before the first. */
  lifeAt(entry: BookEntry, day: DayNumber): BookLife | undefined {
    return entry.lives.findLast((life) => life.from <= day);
  }

  /** The record in force on a day; before the first, the first. */
  versionAt(entry: BookEntry, day: DayNumber): BookVersion {
    const { versions } = entry;
    for (let index = versions.length - 1; index > 0; index--) if (versions[index]!.from <= day) return versions[index]!;
    return versions[0]!;
  }

  private covers(day: DayNumber): boolean {
    return this.covered.some(([from, to]) => day >= from && day <= to);
  }

  private get lastCovered(): DayNumber {
    return this.covered.at(-1)?.[1] ?? 0;
  }
}
