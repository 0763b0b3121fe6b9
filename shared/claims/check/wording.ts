import { codeSetOf } from '../../code.ts';
import type { BookEntry, CodeBook, DayNumber, Status } from '../../codebook/code-book.ts';
import { addDays, fromDayNumber, type IsoDate } from '../../dates.ts';
import type { Fix } from '../finding.ts';
import type { CheckName } from './checks.ts';
import type { CodeFacts } from './code-facts.ts';

/** What a finding says: in a sentence for the biller, why, and by which record. */
export interface Wording {
  readonly check: CheckName;
  readonly message: string;
  readonly reason: string;
  readonly source: string;
}

export type InvalidStatus = Exclude<Status, 'valid' | 'unproven' | 'outside-coverage'>;

const noGrace = 'The date of service decides; there has been no grace period since 2005-01-01';

/** Words for a code or modifier that is not valid on a day. */
export function invalidWording(status: InvalidStatus, facts: CodeFacts, day: DayNumber): Wording {
  const { book, entry } = facts;
  if (status === 'unknown' || !entry) return unknownWording(facts, day);
  switch (status) {
    case 'terminated':
      return endedWording(facts.code, book!, entry, day);
    case 'not-yet-effective':
      return notYetWording(facts.code, book!, entry, day);
    case 'never-valid':
      return neverWording(facts.code, book!, entry);
    default:
      return status satisfies never;
  }
}

function endedWording(code: string, book: CodeBook, entry: BookEntry, day: DayNumber): Wording {
  const life = book.lifeAt(entry, day)!;
  const [kind, name] = nameOf(entry);
  const last = fromDayNumber(life.to);
  const date = fromDayNumber(day);
  const shownIn = releaseName(book, life.release);
  return {
    check: life.withdrawn ? `${kind}-withdrawn` : `${kind}-terminated`,
    message: life.withdrawn
      ? `${name} ${code} left the code set without a termination date; it is not valid on ${date}`
      : `${name} ${code} ended on ${last}; it is not valid on ${date}`,
    reason: `${date} is after the last day, ${last}. ${noGrace}. ${newestHeld(book)}`,
    source: life.withdrawn
      ? `${shownIn}, no record of ${code} any more`
      : `${shownIn}, ${code}, termination date ${last}`,
  };
}

function notYetWording(code: string, book: CodeBook, entry: BookEntry, day: DayNumber): Wording {
  const life = entry.lives.find(({ from }) => from > day)!;
  const [kind, name] = nameOf(entry);
  const first = fromDayNumber(life.from);
  const date = fromDayNumber(day);
  return {
    check: `${kind}-not-yet-effective`,
    message: `${name} ${code} begins on ${first}; it is not valid on ${date}`,
    reason: `${date} is before the first day, ${first}. ${noGrace}. ${newestHeld(book)}`,
    source: `${releaseName(book, entry.versions.at(-1)!.release)}, ${code}, valid from ${first}`,
  };
}

function neverWording(code: string, book: CodeBook, entry: BookEntry): Wording {
  const [kind, name] = nameOf(entry);
  return {
    check: `${kind}-never-valid`,
    message: `${name} ${code} was taken back before it came into force; it is valid on no date`,
    reason: `A later release lacks the code that an earlier one had announced. ${newestHeld(book)}`,
    source: `${releaseName(book, entry.versions.at(-1)!.release)}, ${code}, withdrawn by a later release`,
  };
}

function unknownWording({ code, book }: CodeFacts, day: DayNumber): Wording {
  const date = fromDayNumber(day);
  const names = book!.releases.map(({ release }) => release);
  return {
    check: 'code-unknown',
    message: `Code ${code} does not exist on ${date}: no release of ${book!.codeSet} has it`,
    reason: `The releases held cover ${date}, and none lists the code. ${newestHeld(book!)}`,
    source: `${book!.codeSet} ${names.length > 1 ? `${names[0]} to ${names.at(-1)}` : names[0]}, no record of ${code}`,
  };
}

/** A service that goes on over the day on which its code ends or begins; `lastOfFirst` is where to split it. */
export function spanWording(
  { code, book }: CodeFacts,
  change: 'start' | 'end',
  [from, through]: readonly [IsoDate, IsoDate],
  lastOfFirst: IsoDate,
  release: number,
): Wording {
  const ends = change === 'end';
  const says = ends ? `ends on ${lastOfFirst}` : `begins on ${addDays(lastOfFirst, 1)}`;
  return {
    check: 'span-crosses-change',
    message: `Code ${code} ${says}, within ${from} to ${through}: split the line after ${lastOfFirst}; the part ${ends ? 'after' : 'before'} it needs another code`,
    reason: `A professional service that spans a change of codes is billed on one line for each side of it. ${noGrace}. ${newestHeld(book!)}`,
    source: `${releaseName(book!, release)}, ${code}, ${says}`,
  };
}

/** Which release shows what a record says, for people: `HCPCS 2026-01`. */
export function releaseName(book: CodeBook, release: number): string {
  return `${book.codeSet} ${book.releases[release]?.release ?? book.release.release}`;
}

export function newestHeld(book: CodeBook): string {
  return `Newest release held: ${book.codeSet} ${book.release.release}`;
}

function nameOf({ codeType }: BookEntry): readonly ['code', 'Code'] | readonly ['modifier', 'Modifier'] {
  return codeType === 'modifier' ? ['modifier', 'Modifier'] : ['code', 'Code'];
}

/** The sentence about what to bill instead. `sought`: a replacement was looked for, so that none is an answer too. */
export function fixSentence(fix: readonly Fix[], oldCode: string, payerDiffers: boolean): string {
  if (fix.length === 0)
    return payerDiffers
      ? `No replacement of ${oldCode} is known for this payer and date`
      : `${codeSetOf(oldCode) === 'CPT' ? 'The AMA' : 'CMS'} names no replacement of ${oldCode}`;
  if (fix.length === 1) {
    const units = unitsPhrase(fix[0]!.units);
    return `Bill ${fix[0]!.code}${units && `, ${units},`} instead`;
  }
  const choices = fix.map(({ code, units }) => (units === null ? code : `${code} (${unitsPhrase(units)})`));
  return `Bill one of ${choices.join(', ')} instead, by what was given or done (ask for the NDC of a drug)`;
}

function unitsPhrase(units: Fix['units']): string {
  if (units === null) return '';
  if (typeof units === 'number') return `${units} ${units === 1 ? 'unit' : 'units'}`;
  return units.from === units.to
    ? `${units.from} units if the billed units are the dose`
    : `${units.from} to ${units.to} units by the dose given`;
}
