import { type HoldingType, holdingNames, holdingTypes } from '../holdings/holding.ts';
import { counted, listed } from './words.ts';

/** A finding of a held list, or one that is cleared. */
export interface HeldHit {
  readonly type: HoldingType;
  /** What tells the lines of a type apart; it is counted and not told. */
  readonly line: string;
  readonly code: string;
  readonly instead: readonly string[];
  readonly status: 'open' | 'cleared';
}

/** How a release hits the lists of one type: counts and codes alone. */
export interface HeldImpact {
  readonly type: HoldingType;
  /** Lines to change. */
  readonly lines: number;
  /** Lines that were wrong and are right by this release. */
  readonly right: number;
  /** Of the lines to change, the most lines first; up to a bound. */
  readonly codes: readonly { readonly code: string; readonly lines: number; readonly instead: readonly string[] }[];
}

const mostCodes = 50;
const mostTold = 12;

/** Types of lists that are hit, in the order of `holdingTypes`. */
export function heldImpactsOf(hits: readonly HeldHit[]): readonly HeldImpact[] {
  return holdingTypes.flatMap((type) => {
    const ofType = hits.filter((hit) => hit.type === type);
    if (ofType.length === 0) return [];
    const open = ofType.filter(({ status }) => status === 'open');
    const wrong = linesOf(open);
    const right = [...linesOf(ofType)].filter((line) => !wrong.has(line)).length;
    return [{ type, lines: wrong.size, right, codes: byCode(open).slice(0, mostCodes) }];
  });
}

/** `3 chargemaster lines, 2 standing orders to change`; empty where none is. */
export function heldToChange(impacts: readonly HeldImpact[] = []): string {
  return tail(
    impacts.map(({ type, lines }) => [type, lines]),
    'to change',
  );
}

/** `1 prior authorisation right again`; empty where none is. */
export function heldRight(impacts: readonly HeldImpact[] = []): string {
  return tail(
    impacts.map(({ type, right }) => [type, right]),
    'right again',
  );
}

/** A sentence for each type: how many lines, which codes, and what stands in for them. */
export function heldSentences(impacts: readonly HeldImpact[] = []): readonly string[] {
  const wrong = impacts.filter(({ lines }) => lines > 0);
  const right = heldRight(impacts);
  return [
    ...wrong.map(({ type, lines, codes }) => {
      const told = codes.slice(0, mostTold).map(codeWords).join(', ');
      return `${counted(lines, ...holdingNames[type])} to change: ${told}${codes.length > mostTold ? ' and others' : ''}.`;
    }),
    ...(right === '' ? [] : [`${right}.`]),
  ];
}

function codeWords({ code, lines, instead }: HeldImpact['codes'][number]): string {
  const successors = instead.length === 0 ? '' : `, ${listed(instead, 'or')} instead`;
  return `${code} (${counted(lines, 'line')}${successors})`;
}

function tail(counts: readonly (readonly [HoldingType, number])[], what: string): string {
  const parts = counts.filter(([, count]) => count > 0).map(([type, count]) => counted(count, ...holdingNames[type]));
  return parts.length === 0 ? '' : `${parts.join(', ')} ${what}`;
}

function byCode(hits: readonly HeldHit[]): HeldImpact['codes'] {
  const codes = [...new Set(hits.map(({ code }) => code))].map((code) => {
    const ofCode = hits.filter((hit) => hit.code === code);
    return {
      code,
      lines: linesOf(ofCode).size,
      instead: [...new Set(ofCode.flatMap(({ instead }) => instead))].sort(),
    };
  });
  return codes.sort((a, b) => b.lines - a.lines || (a.code < b.code ? -1 : 1));
}

function linesOf(hits: readonly HeldHit[]): ReadonlySet<string> {
  return new Set(hits.map(({ line }) => line));
}
