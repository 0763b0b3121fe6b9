import type { IsoDate } from '../dates.ts';

/** Who says so: CMS's cross reference, our sourced list, or our own reading of the descriptors. */
export type ReplacementSource = 'cms-xref' | 'curated' | 'inferred';

/**
 * `same`: bill the one instead of the other. `one-of`: the choice depends on the service. `restructure`: another way
 * of billing, never a swap. `not-valid-for-medicare-use`: the old code lives; Medicare wants the other.
 */
export type ReplacementRelation = 'same' | 'one-of' | 'restructure' | 'not-valid-for-medicare-use';

/** New units = dose ÷ new size. As an exact fraction: units of the new code for one unit of the old. */
export interface UnitFactor {
  readonly numerator: number;
  readonly denominator: number;
  /** Billed units are whole: a dose that ends within a unit is billed as the next whole one. */
  readonly rounding: 'up';
}

export interface Replacement {
  readonly code: string;
  readonly source: ReplacementSource;
  readonly status: 'confirmed' | 'proposed';
  /** 0 to 1; 1 for what a publisher or a sourced list states. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly relation: ReplacementRelation;
  /** Null where either descriptor states no dose or the units cannot be compared: no factor is ever guessed. */
  readonly units: UnitFactor | null;
  /** First date of service on which the replacement may be billed. */
  readonly effective: IsoDate;
  /** Payer ids or classes that it holds for; null for all. */
  readonly payers: readonly string[] | null;
}
