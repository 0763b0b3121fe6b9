import type { CodeChange } from '../changes/change.ts';
import type { Replacement } from '../changes/replacement.ts';
import type { Finding } from '../claims/finding.ts';

/** A code to bill instead, and for how many of the lines hit. */
export interface Instead extends Pick<Replacement, 'status' | 'units' | 'payers'> {
  readonly code: string;
  /** Null where a line's fix names it, but no replacement of the release does: the worklist says more. */
  readonly relation: Replacement['relation'] | null;
  /** Lines whose fix names it; 0 where no line's fix names any. */
  readonly lines: number;
}

/**
 * What the lines' own fixes name, the most lines first: they know the payer. Where none names a code, what the release
 * says for every payer.
 */
export function insteadOf(findings: readonly Finding[], ended: readonly CodeChange[]): readonly Instead[] {
  const replacements = ended.flatMap((change) => change.replacements);
  const lines = linesByFix(findings);
  if (lines.size === 0) return replacements.filter(forEveryPayer).map((replacement) => instead(replacement, 0));
  return [...lines]
    .map(([code, named]) => {
      const replacement = replacements.find((each) => each.code === code);
      return replacement ? instead(replacement, named.size) : unexplained(code, named.size);
    })
    .sort((a, b) => b.lines - a.lines || (a.code < b.code ? -1 : 1));
}

function linesByFix(findings: readonly Finding[]): ReadonlyMap<string, ReadonlySet<string>> {
  const lines = new Map<string, Set<string>>();
  for (const { claimId, line, fix } of findings)
    for (const { code } of fix) lines.set(code, (lines.get(code) ?? new Set()).add(`${claimId} ${line}`));
  return lines;
}

function instead({ code, status, units, payers, relation }: Replacement, lines: number): Instead {
  return { code, relation, status, units, payers, lines };
}

function unexplained(code: string, lines: number): Instead {
  return { code, relation: null, status: 'confirmed', units: null, payers: null, lines };
}

function forEveryPayer({ payers, relation }: Replacement): boolean {
  return payers === null && (relation === 'same' || relation === 'one-of');
}
