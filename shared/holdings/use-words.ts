import { counted, listed } from '../alerts/words.ts';
import { type HoldingType, holdingNames } from './holding.ts';

/** How often a code is used: in open claims, and in each type of list that is held. */
export interface UseCounts {
  readonly claims: number;
  readonly lines: number;
  readonly holdings: readonly { readonly type: HoldingType; readonly lines: number }[];
  /** There is more than was counted. */
  readonly more: boolean;
}

/** `Used in 14 open claims (22 lines), 3 chargemaster lines.` */
export function useSentence({ claims, lines, holdings, more }: UseCounts): string {
  const parts = [
    ...(claims > 0 ? [`${counted(claims, 'open claim')} (${counted(lines, 'line')})`] : []),
    ...holdings.map(({ type, lines: held }) => counted(held, ...holdingNames[type])),
  ];
  if (parts.length === 0 && more) return 'Used in none of the lines that were looked through; there are more.';
  if (parts.length === 0) return 'Used in no open claim and in no list that is held.';
  return `Used in ${more ? 'at least ' : ''}${parts.join(', ')}.`;
}

/** How many lines of a type are held, and how many of them are wrong. */
export interface WrongCount {
  readonly type: HoldingType;
  readonly lines: number;
  readonly wrong: number;
  /** More may be wrong than were looked at. */
  readonly more: boolean;
}

/** `7 of 12 chargemaster lines and 0 of 3 standing orders`; empty where nothing is held. */
export function wrongCounts(counts: readonly WrongCount[]): string {
  return listed(
    counts.map(
      ({ type, lines, wrong, more }) =>
        `${more ? 'at least ' : ''}${wrong} of ${counted(lines, ...holdingNames[type])}`,
    ),
    'and',
  );
}
