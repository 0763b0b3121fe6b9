import type { CodeSet } from '../code.ts';
import { type IsoDate, isIsoDate } from '../dates.ts';

export type Quarter = 1 | 2 | 3 | 4;

/** Which release a file is: code set, year, quarter. Revisions of one release share all three. */
export interface ReleaseIdentity {
  readonly codeSet: CodeSet;
  readonly year: number;
  readonly quarter: Quarter;
  /** The file speaks for a whole year (CMS until 2019), not for its quarter alone. */
  readonly annual: boolean;
}

/** Month names as CMS writes them in file names, links and titles. */
const quarters: readonly (readonly [RegExp, Quarter])[] = [
  [/(?<![a-z])jan(?:uary)?(?![a-z])/i, 1],
  [/(?<![a-z])apr(?:il)?(?![a-z])/i, 2],
  [/(?<![a-z])july?(?![a-z])/i, 3],
  [/(?<![a-z])oct(?:ober)?(?![a-z])/i, 4],
];

/**
 * Reads a release out of a name (`HCPC2026_JAN_ANWEB_12082025.txt`, `january-2026-alpha-numeric-hcpcs-file.zip`,
 * `HCPC17_CONTR_ANWEB.txt`); `undefined` where no year stands in it.
 */
export function identityInName(name: string): ReleaseIdentity | undefined {
  const words = baseName(name).replace(/[_\s]+/g, '-');
  const year = /(?<!\d)(20\d\d)(?!\d)/.exec(words)?.[1] ?? /HCPCS?-?(\d\d)(?!\d)/i.exec(words)?.[1];
  if (!year) return undefined;
  const quarter = quarters.find(([month]) => month.test(words))?.[1];
  return {
    codeSet: 'HCPCS',
    year: Number(year.length === 2 ? `20${year}` : year),
    quarter: quarter ?? 1,
    annual: quarter === undefined,
  };
}

/** The day that CMS put into a file's name as `_MMDDYYYY`. */
export function publishedInName(name: string): IsoDate | undefined {
  const match = /(?<!\d)(\d{2})(\d{2})(20\d{2})(?!\d)/.exec(baseName(name));
  const iso = match ? `${match[3]}-${match[1]}-${match[2]}` : '';
  return isIsoDate(iso) ? iso : undefined;
}

/** `2026-01`: what people and the API call a release. */
export function releaseName({ year, quarter }: ReleaseIdentity): string {
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

function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}
