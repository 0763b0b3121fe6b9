import type { CodeType } from '../code.ts';
import type { IsoDate } from '../dates.ts';

/**
 * One code or modifier as one release describes it. Texts have their white space folded; a field that the release
 * leaves blank is `null` or an empty list. Dates are ISO days; a date that no calendar has is kept as CMS wrote it
 * and listed among the release's notes.
 */
export interface CodeRecord {
  readonly code: string;
  readonly codeType: CodeType;
  readonly longDescription: string;
  readonly shortDescription: string;
  readonly pricingIndicators: readonly string[];
  readonly multiplePricingIndicator: string | null;
  readonly coverageManualReferences: readonly string[];
  readonly carriersManualReferences: readonly string[];
  readonly statute: string | null;
  readonly labCertifications: readonly string[];
  readonly crossReferences: readonly string[];
  /** C carrier judgment, D special, I not payable by Medicare, M non-covered, S non-covered by statute. */
  readonly coverage: string | null;
  readonly ascGroup: string | null;
  readonly ascDate: IsoDate | null;
  readonly mogGroup: string | null;
  readonly mogPolicy: string | null;
  readonly mogDate: IsoDate | null;
  readonly processingNote: string | null;
  readonly betos: string | null;
  readonly typesOfService: readonly string[];
  readonly anesthesiaUnits: string | null;
  /** First date of service of the code's present life. */
  readonly addedOn: IsoDate | null;
  /** When CMS's last action on the code took effect; starts a life only after a reactivation. */
  readonly actionEffectiveOn: IsoDate | null;
  /** Last date of service on which the code may be billed, inclusive. */
  readonly terminatedOn: IsoDate | null;
  /** What CMS says that it did in this release: A B C D F N P R S T. Evidence, not truth. */
  readonly actionCode: string | null;
  /** Line of the text file or row of the worksheet on which the record begins, from 1. */
  readonly line: number;
}

/** The fields whose change makes a code *revised*, in the order of CMS's layout. */
export const revisableFields = [
  'longDescription',
  'shortDescription',
  'pricingIndicators',
  'multiplePricingIndicator',
  'coverageManualReferences',
  'carriersManualReferences',
  'statute',
  'labCertifications',
  'crossReferences',
  'coverage',
  'ascGroup',
  'ascDate',
  'mogGroup',
  'mogPolicy',
  'mogDate',
  'processingNote',
  'betos',
  'typesOfService',
  'anesthesiaUnits',
] as const satisfies readonly (keyof CodeRecord)[];

export type FieldName = (typeof revisableFields)[number] | 'addedOn' | 'terminatedOn';

/** A line or row that is no record and no part of one. Every input record is read or stands here. */
export interface Refusal {
  readonly line: number;
  /** The code that the line seems to speak of, so that its absence is not taken for a deletion. */
  readonly code: string | null;
  readonly rule: string;
  readonly reason: string;
}

/** Something odd that was read all the same. */
export interface Note {
  readonly code: string | null;
  readonly rule: string;
  readonly text: string;
}

/** A code file as read: `lines` = lines of records + continuations + preamble + refused. */
export interface ParsedCodeFile {
  readonly records: readonly CodeRecord[];
  readonly refused: readonly Refusal[];
  readonly notes: readonly Note[];
  readonly counts: {
    readonly lines: number;
    readonly records: number;
    readonly continuations: number;
    readonly preamble: number;
    readonly refused: number;
  };
}

/** White space that is not one plain blank between words. Most texts have none, and need no rewriting. */
const uneven = /\s\s|[^\S ]/;

/** Removes doubled, leading and trailing white space: text and workbook differ in it. */
export function foldWhiteSpace(text: string): string {
  const trimmed = text.trim();
  return uneven.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}
