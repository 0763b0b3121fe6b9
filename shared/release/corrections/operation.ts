import type { CodeType } from '../../code.ts';
import type { IsoDate } from '../../dates.ts';
import type { CodeRecord, Note, revisableFields } from '../record.ts';

export type CorrectableField = (typeof revisableFields)[number] | 'addedOn' | 'terminatedOn';

/** Fields that hold a list, of which a correction may add or remove a single entry. */
export type ListField = {
  [Field in CorrectableField]: CodeRecord[Field] extends readonly string[] ? Field : never;
}[CorrectableField];

export type CorrectedValues = { readonly [Field in CorrectableField]?: CodeRecord[Field] };

/** What one row of a corrections document asks for. */
export type Intent =
  | { readonly kind: 'add'; readonly effectiveOn: IsoDate; readonly values: CorrectedValues }
  /** The last day is inclusive: "Terminate code, EFF 01/01/2017" ends on 2016-12-31. */
  | { readonly kind: 'terminate'; readonly terminatedOn: IsoDate }
  /** Without a date the code never was; with one it is not valid from that day. */
  | { readonly kind: 'delete'; readonly effectiveOn: IsoDate | null }
  /** An earlier version of the document added the code; it is not to be added after all. */
  | { readonly kind: 'withhold' }
  | { readonly kind: 'reactivate'; readonly effectiveOn: IsoDate }
  | { readonly kind: 'revise'; readonly effectiveOn: IsoDate | null; readonly values: CorrectedValues }
  | { readonly kind: 'revert'; readonly year: number; readonly fields: readonly CorrectableField[] }
  | {
      readonly kind: 'edit-list';
      readonly effectiveOn: IsoDate | null;
      readonly field: ListField;
      readonly add: readonly string[];
      readonly remove: readonly string[];
    };

export interface Operation {
  readonly code: string;
  readonly codeType: CodeType;
  /** Row of the worksheet or line of the text, from 1. */
  readonly line: number;
  /** The instruction exactly as CMS wrote it. */
  readonly text: string;
  readonly intent: Intent;
}

/** An instruction that a person has to rule on: it is never guessed. */
export interface Quarantined {
  readonly code: string | null;
  readonly line: number;
  readonly text: string;
  readonly rule: string;
  readonly reason: string;
}

export interface Corrections {
  readonly title: string;
  /** The release that they correct: year and quarter as the title or else the name says; null where neither does. */
  readonly base: string | null;
  /** V1 to Vn; each replaces the one before it and is applied to the base release. */
  readonly version: number;
  readonly operations: readonly Operation[];
  readonly quarantined: readonly Quarantined[];
  readonly notes: readonly Note[];
  /** `rows` = those understood + those quarantined. */
  readonly counts: { readonly rows: number; readonly understood: number; readonly quarantined: number };
}
