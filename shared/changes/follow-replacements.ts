import { laterOf } from '../dates.ts';
import { times } from './fraction.ts';
import type { Replacement, ReplacementRelation, ReplacementSource, UnitFactor } from './replacement.ts';

/** What replaces a code, seen from a date of service. */
export interface Followed {
  /** May be billed on the date, as far as the releases held can tell. */
  readonly now: readonly Replacement[];
  /** Not a choice yet on the date. */
  readonly later: readonly Replacement[];
}

/** Where the far end of a link stands on the date. `never`: it is no choice, and leads nowhere. */
export type Standing = 'now' | 'later' | 'ended' | 'never';

/** The ground on which chains are followed: one code set or all that are held, any payer or a certain one. */
export interface ChainGround {
  /** What replaces a code directly. */
  linksOf(code: string): readonly Replacement[];
  /** Whether a link may be taken at all: by its payers, by how it replaces. */
  admits(link: Replacement): boolean;
  standingOf(link: Replacement): Standing;
}

/** Weakest first: a chain is as strong as its weakest link. */
const weakestSource: readonly ReplacementSource[] = ['inferred', 'curated', 'cms-xref'];
const loosestRelation: readonly ReplacementRelation[] = ['restructure', 'not-valid-for-medicare-use', 'one-of', 'same'];

/** Follows replacements to codes that can be billed: where one has ended by the date, what replaces that one. */
export function followReplacements(code: string, ground: ChainGround): Followed {
  const now = new Map<string, Replacement>();
  const later = new Map<string, Replacement>();
  const seen = new Set([code]);
  const visit = (from: string, way: Replacement | null): void => {
    for (const direct of ground.linksOf(from)) {
      if (seen.has(direct.code) || !ground.admits(direct)) continue;
      const whole = way ? chained(way, direct) : direct;
      if (!whole) continue;
      const standing = ground.standingOf(direct);
      if (standing === 'now') keepBest(now, whole);
      else if (standing === 'later') keepBest(later, whole);
      else if (standing === 'ended') {
        seen.add(direct.code);
        visit(direct.code, whole);
      }
    }
  };
  visit(code, null);
  return { now: [...now.values()], later: [...later.values()].filter((each) => !now.has(each.code)) };
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

/** Of two ways to one code the confirmed one, then the one with the better score. */
function keepBest(found: Map<string, Replacement>, replacement: Replacement): void {
  const known = found.get(replacement.code);
  if (!known || isBetter(replacement, known)) found.set(replacement.code, replacement);
}

function isBetter(a: Replacement, b: Replacement): boolean {
  return a.status === b.status ? a.score > b.score : a.status === 'confirmed';
}
