import type { SourceStatus } from '../api/source-forms.ts';
import type { HeldRelease } from '../codebook/code-set-state.ts';
import { addDays, daysBetween, type IsoDate } from '../dates.ts';
import { type Edition, editionAfter, editionInForce, type Series } from './calendar.ts';
import { alarmsOf } from './source-alarms.ts';
import type { WatchRun } from './watch-run.ts';

/** All that is known of one series. */
export interface SourceFacts {
  readonly series: Series;
  readonly today: IsoDate;
  /** Of the series' code set, corrections and second files included. */
  readonly releases: readonly Pick<HeldRelease, 'release' | 'date' | 'file' | 'knownSince' | 'knownSinceSource'>[];
  readonly run: WatchRun | null;
  /** Files of the code set that wait for a person. */
  readonly quarantined: number;
}

/** An edition that came, or is said to have come, before its time. */
export interface EarlyEdition {
  readonly release: string;
  readonly expectedFrom: IsoDate;
  readonly on: IsoDate;
}

/** How a series stands: what is held, what comes next, and what somebody has to hear. */
export function sourceStatus(facts: SourceFacts): SourceStatus {
  const { series, today, run } = facts;
  const { id, codeSet, title, publisher, comes } = series;
  const held = heldEditions(facts);
  const followed = isFollowed(facts);
  const expected = followed ? nextEdition(series, held.at(-1)?.date, today) : editionAfter(series, today);
  const next = expected && nextOf(facts, expected, followed);
  const newest = held.at(-1);
  return {
    id,
    codeSet,
    title,
    publisher,
    comes,
    state: stateOf(next, today, followed),
    newest: newest
      ? { release: newest.release, effective: newest.date, file: newest.file, knownSince: newest.knownSince }
      : null,
    next: next ?? null,
    alarms: alarmsOf(facts, next ?? null, earlyEditions(facts)),
    lastRun: comes === 'by-watching' ? run : null,
  };
}

function heldEditions({ series, releases }: SourceFacts): SourceFacts['releases'] {
  const days = new Set(series.editions.map(({ effective }) => effective));
  return releases.filter(({ date }) => days.has(date.slice(5)));
}

function isFollowed({ series: { followedBy }, releases }: SourceFacts): boolean {
  return followedBy === null || releases.some(({ date }) => followedBy.includes(date.slice(5)));
}

/** What is in force must be held; where it is, the edition after what is held comes next. */
function nextEdition(series: Series, newest: IsoDate | undefined, today: IsoDate): Edition | undefined {
  const inForce = editionInForce(series, today);
  return inForce && (newest === undefined || newest < inForce.effective)
    ? inForce
    : editionAfter(series, newest ?? today);
}

function nextOf(
  { series, today, run }: SourceFacts,
  { effective, from, by }: Edition,
  followed: boolean,
): NonNullable<SourceStatus['next']> {
  const release = editionName(series, effective);
  return {
    release,
    effective,
    days: daysBetween(today, effective),
    expectedFrom: from,
    expectedBy: by,
    lateBy: followed ? Math.max(0, daysBetween(by, today)) : 0,
    listed: series.comes === 'by-watching' && (run?.listed.includes(release) ?? false),
  };
}

function stateOf(
  next: NonNullable<SourceStatus['next']> | undefined,
  today: IsoDate,
  followed: boolean,
): SourceStatus['state'] {
  if (!next) return 'irregular';
  if (!followed) return 'not-followed';
  if (next.lateBy > 0) return 'late';
  return today >= next.expectedFrom ? 'due' : 'held';
}

/** Editions still to come that are held, or listed, from before the day on which they may be looked for. */
function earlyEditions({ series, today, run, releases }: SourceFacts): readonly EarlyEdition[] {
  const held = releases.filter(({ knownSinceSource }) => knownSinceSource !== 'release');
  const listed = series.comes === 'by-watching' ? (run?.listed ?? []) : [];
  const seen = [
    ...held.map(({ date, knownSince }) => ({ date, on: knownSince })),
    ...listed.map((release) => ({ date: `${release}-01`, on: today })),
  ];
  const early = new Map<IsoDate, EarlyEdition>();
  for (const { date, on } of seen) {
    if (date <= today || early.has(date)) continue;
    const edition = editionAfter(series, addDays(date, -1));
    if (edition?.effective !== date || on >= edition.from) continue;
    early.set(date, { release: editionName(series, date), expectedFrom: edition.from, on });
  }
  return [...early.values()];
}

/** `2026-01` for what comes by quarters, `2026` for the AMA's year. */
function editionName({ editions }: Series, effective: IsoDate): string {
  return effective.slice(0, editions.length > 1 ? 7 : 4);
}
