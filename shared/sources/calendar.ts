import type { CodeSet } from '../code.ts';
import type { IsoDate } from '../dates.ts';

/** When one of the editions of a series takes effect, and when it is to be had; each a day of the year, `MM-DD`. */
interface YearlyEdition {
  readonly effective: string;
  /** Published before this day it is too early to be believed without a look. */
  readonly from: string;
  /** Not published by this day it is late. */
  readonly by: string;
}

export interface Series {
  readonly id: string;
  readonly codeSet: CodeSet;
  readonly title: string;
  readonly publisher: 'CMS' | 'AMA';
  /** Whether the watcher asks for it, or a licensee hands it in. */
  readonly comes: 'by-watching' | 'by-hand';
  /**
   * A release in force from one of these days shows that somebody gets the series and wants to hear when it is late;
   * null: everybody does. January tells nothing of what the AMA's annual file holds too.
   */
  readonly followedBy: readonly string[] | null;
  /** Empty where the publisher keeps no calendar. */
  readonly editions: readonly YearlyEdition[];
}

/**
 * What is published when. CMS posts a quarter's file in the quarter before, at the latest some days before its first
 * day (January 2018 on 2017-11-06, October 2026 on 2026-09-23). The AMA releases the annual file at the end of August,
 * Category III half a year ahead, PLA a quarter ahead, and vaccines within three months where there is need.
 */
export const calendar = [
  {
    id: 'hcpcs',
    codeSet: 'HCPCS',
    title: 'HCPCS Level II, quarterly',
    publisher: 'CMS',
    comes: 'by-watching',
    followedBy: null,
    editions: [
      { effective: '01-01', from: '10-01', by: '12-24' },
      { effective: '04-01', from: '01-01', by: '03-25' },
      { effective: '07-01', from: '04-01', by: '06-24' },
      { effective: '10-01', from: '07-01', by: '09-24' },
    ],
  },
  {
    id: 'cpt-annual',
    codeSet: 'CPT',
    title: 'CPT, annual',
    publisher: 'AMA',
    comes: 'by-hand',
    followedBy: ['01-01'],
    editions: [{ effective: '01-01', from: '08-01', by: '09-01' }],
  },
  {
    id: 'cpt-category-iii',
    codeSet: 'CPT',
    title: 'CPT Category III',
    publisher: 'AMA',
    comes: 'by-hand',
    followedBy: ['07-01'],
    editions: [
      { effective: '01-01', from: '06-15', by: '07-01' },
      { effective: '07-01', from: '12-15', by: '01-01' },
    ],
  },
  {
    id: 'cpt-pla',
    codeSet: 'CPT',
    title: 'CPT PLA, quarterly',
    publisher: 'AMA',
    comes: 'by-hand',
    followedBy: ['04-01', '07-01', '10-01'],
    editions: [
      { effective: '01-01', from: '09-15', by: '10-01' },
      { effective: '04-01', from: '12-15', by: '01-01' },
      { effective: '07-01', from: '03-15', by: '04-01' },
      { effective: '10-01', from: '06-15', by: '07-01' },
    ],
  },
  {
    id: 'cpt-vaccines',
    codeSet: 'CPT',
    title: 'CPT vaccines, when there is need',
    publisher: 'AMA',
    comes: 'by-hand',
    followedBy: [],
    editions: [],
  },
] as const satisfies readonly Series[];

export type SeriesId = (typeof calendar)[number]['id'];

/** One edition of one year. */
export interface Edition {
  readonly effective: IsoDate;
  readonly from: IsoDate;
  readonly by: IsoDate;
}

/** The edition in force on a day; undefined for a series without a calendar. */
export function editionInForce(series: Series, day: IsoDate): Edition | undefined {
  return editionsAround(series, day).findLast(({ effective }) => effective <= day);
}

/** The first edition that takes effect after a day. */
export function editionAfter(series: Series, day: IsoDate): Edition | undefined {
  return editionsAround(series, day).find(({ effective }) => effective > day);
}

function editionsAround({ editions }: Series, day: IsoDate): readonly Edition[] {
  const year = Number(day.slice(0, 4));
  return [year - 1, year, year + 1].flatMap((each) =>
    editions.map(({ effective, from, by }) => ({
      effective: `${each}-${effective}`,
      from: before(each, effective, from),
      by: before(each, effective, by),
    })),
  );
}

/** The last such day of the year that lies before the edition takes effect. */
function before(year: number, effective: string, day: string): IsoDate {
  return `${day < effective ? year : year - 1}-${day}`;
}
