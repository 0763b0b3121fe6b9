import type { IsoDate } from '../dates.ts';

/** A file as it came: from a folder, or out of a zip. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The zip entry's date; null for a bare file. */
  readonly modifiedOn: IsoDate | null;
}
