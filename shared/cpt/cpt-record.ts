import type { CodeType } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import type { Note } from '../release/record.ts';

/** The descriptors that AMA writes of a code, the most binding first. A code may have several clinician descriptors. */
export const descriptorKinds = ['long', 'medium', 'short', 'consumer', 'clinician'] as const;
export type DescriptorKind = (typeof descriptorKinds)[number];
export type Descriptors = Readonly<Partial<Record<DescriptorKind, string>>>;

/** What a file enumerates: only a code that such a file may list, and does not, is absent. */
export type Listing = 'codes' | 'pla' | 'modifiers';

/** One code as one file speaks of it. */
export interface CptEntry {
  readonly line: number;
  readonly code: string;
  /** `listed`: the file has the code among those in the set. `told-of`: it describes or dates it, wherever it is. */
  readonly standing: 'listed' | 'told-of' | 'deleted';
  readonly descriptors: Descriptors;
  /** First date of service; where the file tells of several lives, of the latest. */
  readonly addedOn: IsoDate | null;
  /** From when the present descriptor holds. */
  readonly revisedOn: IsoDate | null;
  /** First date of service on which the code is out of use. */
  readonly deletedOn: IsoDate | null;
  /** What to report instead, in AMA's words. */
  readonly instruction: string | null;
}

/** A line that cannot be read. A code that stands between its neighbours may be the one it speaks of. */
export interface CptRefusal {
  readonly line: number;
  readonly code: string | null;
  readonly after: string | null;
  readonly before: string | null;
  readonly rule: string;
  readonly reason: string;
}

/** A file as read: `lines` = read + other (notice, headings, blank lines, prose) + refused. */
export interface CptFileReading {
  readonly listing: Listing | null;
  readonly entries: readonly CptEntry[];
  readonly refused: readonly CptRefusal[];
  readonly notes: readonly Note[];
  readonly counts: {
    readonly lines: number;
    readonly read: number;
    readonly other: number;
    readonly refused: number;
  };
}

/** A code that is in the set of a year. Its texts are AMA's: for licensees' eyes alone. */
export interface CptRecord {
  readonly code: string;
  readonly codeType: CodeType;
  readonly descriptors: Descriptors;
  readonly listings: readonly Listing[];
  readonly addedOn: IsoDate | null;
  readonly revisedOn: IsoDate | null;
  /** Last date of service, where a file announces an end that is still to come. */
  readonly terminatedOn: IsoDate | null;
}

/** A code that the files of a year say is out of use. Most such ends are decades old. */
export interface CptEnd {
  readonly code: string;
  readonly addedOn: IsoDate | null;
  readonly deletedOn: IsoDate | null;
  readonly instruction: string | null;
}

export interface CptFile {
  readonly name: string;
  /** The form it was read in; null for a file that is none of AMA's code files. */
  readonly form: string | null;
  readonly counts: CptFileReading['counts'] | null;
}

/** The CPT code set of one year, as a licensee's folder of AMA's files has it. */
export interface CptYear {
  readonly year: number;
  readonly folder: string;
  /** The first of January, from which it is in force. */
  readonly date: IsoDate;
  /** Sorted by code. */
  readonly records: readonly CptRecord[];
  readonly ends: ReadonlyMap<string, CptEnd>;
  readonly listings: ReadonlySet<Listing>;
  /** Descriptors of procedures that the files give. */
  readonly held: ReadonlySet<DescriptorKind>;
  /** Those that it has in capitals alone (`LONGUF`): their case says nothing. */
  readonly capitals: ReadonlySet<DescriptorKind>;
  /** Which of AMA's two forms describes the modifiers: they word them differently. */
  readonly modifierForm: string | null;
  readonly files: readonly CptFile[];
  readonly refused: readonly (CptRefusal & { readonly file: string; readonly listing: Listing | null })[];
  readonly notes: readonly Note[];
}
