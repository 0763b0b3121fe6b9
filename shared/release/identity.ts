import type { CodeSet } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import { type NamedPeriod, periodIn, type Quarter } from './period-words.ts';

export type { Quarter };

/** Which release a file is: code set, year, quarter. Revisions of one release share all three. */
export interface ReleaseIdentity {
  readonly codeSet: CodeSet;
  readonly year: number;
  readonly quarter: Quarter;
  /** The file speaks for a whole year (CMS until 2019), not for its quarter alone. */
  readonly annual: boolean;
}

/**
 * Reads a release out of a name (`HCPC2026_JAN_ANWEB_12082025.txt`, `january-2026-alpha-numeric-hcpcs-file.zip`,
 * `HCPC17_CONTR_ANWEB.txt`); `undefined` where no year stands in it.
 */
export function identityInName(name: string): ReleaseIdentity | undefined {
  return identityOfPeriod(periodIn(baseName(name)));
}

/** The release that a named time is; a year without a quarter is CMS's annual release. */
export function identityOfPeriod({ year, quarter }: NamedPeriod): ReleaseIdentity | undefined {
  return year === undefined
    ? undefined
    : { codeSet: 'HCPCS', year, quarter: quarter ?? 1, annual: quarter === undefined };
}

/** The day that CMS put into a file's name as `_MMDDYYYY`. */
export function publishedInName(name: string): IsoDate | undefined {
  return periodIn(baseName(name)).publishedOn;
}

/** `2026-01`: what people and the API call a release. */
export function releaseName({ year, quarter }: Pick<ReleaseIdentity, 'year' | 'quarter'>): string {
  return releaseDate({ year, quarter }).slice(0, 7);
}

/** The day from which a release is in force. */
export function releaseDate({ year, quarter }: Pick<ReleaseIdentity, 'year' | 'quarter'>): IsoDate {
  return `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;
}

/** The last day that a release speaks for: its quarter's, or its year's while CMS published once a year. */
export function coveredThrough({ year, quarter, annual }: ReleaseIdentity): IsoDate {
  const last = ['03-31', '06-30', '09-30', '12-31'] as const;
  return `${year}-${annual ? last[3] : last[quarter - 1]}`;
}

/** Reads `2026-01` as people type it. */
export function identityOf(name: string, annual = false): ReleaseIdentity | undefined {
  const match = /^(20\d{2})-(01|04|07|10)$/.exec(name);
  if (!match) return undefined;
  return { codeSet: 'HCPCS', year: Number(match[1]), quarter: ((Number(match[2]) + 2) / 3) as Quarter, annual };
}

/** The last part of a path; the slashes of a written day ("as of 10/15/2018") are none of a path. */
function baseName(name: string): string {
  const path = name.replace(/(?<!\d)(\d{1,2})\/(\d{1,2})\/(20\d{2})(?!\d)/g, '$1-$2-$3');
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
