import { counted, listed, money } from '../alerts/words.ts';
import type { IsoDate } from '../dates.ts';
import { type Cause, causes } from './causes.ts';
import type { Tally } from './tally.ts';

/** Where the lines of an issue come from, and of how many such places findings are known at all. */
interface Spread {
  readonly here: ReadonlyMap<string, Tally>;
  readonly everywhere: number;
}

export interface IssueFacts {
  readonly code: string;
  readonly cause: Cause;
  readonly lines: number;
  readonly amount: number;
  readonly days: readonly [first: IsoDate, last: IsoDate];
  readonly fix: readonly string[];
  readonly clinics: Spread;
  readonly payers: Spread;
}

/** From such a part of the lines on, one place stands out. */
const mostly = 0.8;

/** `S0013 is wrong on 10 lines, $12,740.00, … . Put J0013 in its place: in the chargemaster, …` */
export function issueSentence(facts: IssueFacts): string {
  const { code, lines, amount, days } = facts;
  const when = days[0] === days[1] ? `on ${days[0]}` : `from ${days[0]} to ${days[1]}`;
  const places = placesOf(facts);
  return `${code} is wrong on ${counted(lines, 'line')} (${money(amount)}) ${when}${places ? `, ${places}` : ''}. ${deedOf(facts)}.`;
}

function deedOf({ code, cause, fix, clinics, lines }: IssueFacts): string {
  const { remedy } = causes[cause];
  const top = standsOut(clinics, lines);
  const where = top && cause !== 'payer' ? `; begin at clinic ${top}` : '';
  if (cause === 'ended')
    return fix.length > 0
      ? `Put ${listed(fix, 'or')} in its place ${remedy}${where}`
      : `Take it out ${remedy}: nothing is known to bill in its place${where}`;
  return `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}${fix.length > 0 ? ` (${listed(fix, 'or')} instead of ${code})` : ''}${where}`;
}

function placesOf({ clinics, payers, lines }: IssueFacts): string {
  const clinic = standsOut(clinics, lines);
  const payer = standsOut(payers, lines);
  return [
    clinic ? `nearly all at clinic ${clinic}` : clinics.here.size > 1 ? `at ${clinics.here.size} clinics` : '',
    payer ? `nearly all with ${payer}` : payers.here.size > 1 ? `with ${payers.here.size} payers` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** A place with most of the lines, where there are others that could have had them. */
function standsOut({ here, everywhere }: Spread, lines: number): string | null {
  if (everywhere < 2 || lines < 2) return null;
  const [top] = [...here].sort(([, a], [, b]) => b.lines - a.lines);
  return top && top[1].lines / lines >= mostly && !top[0].startsWith('(') ? top[0] : null;
}
