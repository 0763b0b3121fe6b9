import { times } from '../../shared/changes/fraction.ts';
import type {
  Replacement,
  ReplacementRelation,
  ReplacementSource,
  UnitFactor,
} from '../../shared/changes/replacement.ts';
import { codeSetOf } from '../../shared/code.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import { type IsoDate, laterOf, toDayNumber } from '../../shared/dates.ts';

/** What replaces a code, seen from a date of service. */
export interface Followed {
  /** May be billed on the date, as far as the releases held can tell. */
  readonly now: readonly Replacement[];
  /** Not a choice yet on the date. */
  readonly later: readonly Replacement[];
}

/** Weakest first: a chain is as strong as its weakest link. */
const weakestSource: readonly ReplacementSource[] = ['inferred', 'curated', 'cms-xref'];
const loosestRelation: readonly ReplacementRelation[] = ['restructure', 'not-valid-for-medicare-use', 'one-of', 'same'];

/** Follows replacements to codes that are valid on the date: where one has ended by then, what replaces that one. */
export function followReplacements(
  book: CodeBook,
  code: string,
  on: IsoDate,
  holds: (replacement: Replacement) => boolean,
): Followed {
  const now = new Map<string, Replacement>();
  const later = new Map<string, Replacement>();
  const seen = new Set([code]);
  const visit = (from: string, way: Replacement | null): void => {
    for (const direct of book.entry(from)?.replacements ?? []) {
      const whole = way ? chained(way, direct) : direct;
      if (!whole || !holds(whole) || seen.has(whole.code)) continue;
      const place = placeOf(book, whole, on);
      if (place === 'now') keepBest(now, whole);
      else if (place === 'later') keepBest(later, whole);
      else if (place === 'ended') {
        seen.add(whole.code);
        visit(whole.code, whole);
      }
    }
  };
  visit(code, null);
  return { now: [...now.values()], later: [...later.values()].filter((each) => !now.has(each.code)) };
}

function placeOf(book: CodeBook, { code, effective }: Replacement, on: IsoDate): 'now' | 'later' | 'ended' | 'never' {
  if (effective > on) return 'later';
  if (codeSetOf(code) !== book.codeSet) return 'now';
  const status = book.status(code, toDayNumber(on));
  if (status === 'terminated') return 'ended';
  if (status === 'not-yet-effective') return 'later';
  return status === 'never-valid' || status === 'unknown' ? 'never' : 'now';
}

/** Two replacements one after the other. Undefined where no payer is left that both hold for. */
function chained(first: Replacement, then: Replacement): Replacement | undefined {
  const payers = commonPayers(first.payers, then.payers);
  if (payers?.length === 0) return undefined;
  return {
    code: then.code,
    source: firstOf(weakestSource, first.source, then.source),
    status: first.status === 'proposed' ? 'proposed' : then.status,
    score: Math.min(first.score, then.score),
    reasons: [...first.reasons, ...then.reasons],
    relation: firstOf(loosestRelation, first.relation, then.relation),
    units: product(first.units, then.units),
    effective: laterOf(first.effective, then.effective),
    payers,
  };
}

function firstOf<Rank>(order: readonly Rank[], a: Rank, b: Rank): Rank {
  return order.indexOf(a) <= order.indexOf(b) ? a : b;
}

function product(a: UnitFactor | null, b: UnitFactor | null): UnitFactor | null {
  const factor = a && b && times(a, b);
  return factor ? { ...factor, rounding: 'up' } : null;
}

function commonPayers(a: Replacement['payers'], b: Replacement['payers']): Replacement['payers'] {
  if (a === null || b === null) return a ?? b;
  return a.filter((payer) => b.includes(payer));
}

function keepBest(found: Map<string, Replacement>, replacement: Replacement): void {
  const known = found.get(replacement.code);
  if (!known || replacement.score > known.score) found.set(replacement.code, replacement);
}
