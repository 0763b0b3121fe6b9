import type { CodeSet } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import type { Key } from './key.ts';

/** Table `codesets`. */
export const codeSetKeys = {
  /** What an address last answered, for conditional requests. */
  source: (url: string): Key => ({ pk: 'SOURCES', sk: url }),
  /** What came of asking CMS last; no address begins with a number sign. */
  watchRun: (): Key => ({ pk: 'SOURCES', sk: '#LAST-RUN' }),
  /** The one pointer that makes a state visible. */
  pointer: (codeSet: CodeSet): Key => ({ pk: `STATE#${codeSet}`, sk: 'CURRENT' }),
  /** Rows of a change set are being written; still there after a crash, it says what to clear away. */
  intent: (codeSet: CodeSet, changeSet: string): Key => ({ pk: `STATE#${codeSet}`, sk: `INTENT#${changeSet}` }),
  intents: (codeSet: CodeSet) => ({ pk: `STATE#${codeSet}`, prefix: 'INTENT#' }),
  /** What was found while reading a release; `of` is the hash of its file, or a correction's change set. */
  release: (codeSet: CodeSet, date: IsoDate, content: string, of: string): Key => ({
    pk: `RELEASES#${codeSet}`,
    sk: `${date}#${content}#${of}`,
  }),
  releases: (codeSet: CodeSet) => ({ pk: `RELEASES#${codeSet}`, prefix: '' }),
  /** A file that a person has to approve, or has rejected. */
  quarantinedRelease: (codeSet: CodeSet, sha256: string): Key => ({
    pk: `QUARANTINE#${codeSet}`,
    sk: `RELEASE#${sha256}`,
  }),
  quarantinedReleases: (codeSet: CodeSet) => ({ pk: `QUARANTINE#${codeSet}`, prefix: 'RELEASE#' }),
  /** An instruction of a correction that a person has to rule on. */
  quarantinedInstruction: (codeSet: CodeSet, changeSet: string, number: number): Key => ({
    pk: `QUARANTINE#${codeSet}`,
    sk: `INSTRUCTION#${changeSet}#${String(number).padStart(4, '0')}`,
  }),
  quarantinedInstructions: (codeSet: CodeSet) => ({ pk: `QUARANTINE#${codeSet}`, prefix: 'INSTRUCTION#' }),
  /** Versions sort by release, not by effective date: that would hide a retroactive deletion. */
  version: (codeSet: CodeSet, code: string, date: IsoDate, changeSet: string): Key => ({
    pk: `${codeSet}#${code}`,
    sk: `VERSION#${date}#${changeSet}`,
  }),
  versions: (codeSet: CodeSet, code: string) => ({ pk: `${codeSet}#${code}`, prefix: 'VERSION#' }),
} as const;
