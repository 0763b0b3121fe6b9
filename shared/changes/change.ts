import type { CodeSet, CodeType } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import type { FieldName, Note } from '../release/record.ts';
import type { Replacement } from './replacement.ts';

export type ChangeKind = 'added' | 'deleted' | 'revised' | 'reactivated';

export type FieldValue = string | readonly string[] | null;

export interface FieldChange {
  readonly name: FieldName;
  readonly old: FieldValue;
  readonly new: FieldValue;
}

/** What happened to one code between two releases. The form is part of the contract (docs/FORMS.md). */
export interface CodeChange {
  readonly code: string;
  readonly codeType: CodeType;
  readonly kind: ChangeKind;
  /** First date of service affected. */
  readonly effective: IsoDate;
  /** `record`: a date of the code's own record says it. `release`: the release's date stands in for a missing one. */
  readonly effectiveSource: 'record' | 'release';
  /** CMS's action code in the newer release, beside our own finding; null where the code is not in it. */
  readonly cmsAction: string | null;
  /** The code left the file without ever having had a termination date. */
  readonly withdrawn: boolean;
  /** Dates of service before the newer release's date are affected. */
  readonly retroactive: boolean;
  /** The code first appears already terminated: it is both added and deleted. */
  readonly bornAndDied: boolean;
  readonly fields: readonly FieldChange[];
  readonly replacements: readonly Replacement[];
}

/** Which release, from which file, with which bytes. */
export interface ReleaseReference {
  readonly release: string;
  readonly file: string;
  readonly sha256: string;
}

export interface ReleaseDiff {
  readonly codeSet: CodeSet;
  readonly from: ReleaseReference;
  readonly to: ReleaseReference;
  readonly changes: readonly CodeChange[];
  readonly notes: readonly Note[];
}
