import { addDays, isIsoDate, laterOf } from '../dates.ts';
import type { CodeRecord } from '../release/record.ts';
import { type InferredCandidate, inferReplacements } from './infer.ts';
import type { Inferred } from './replace.ts';
import type { Replacement } from './replacement.ts';
import { unitFactor } from './units.ts';

/** A candidate below this is no proposal that is worth a person's time. */
const worthProposing = 0.6;

/** Inference between two releases as replacements: automatic ones are confirmed, the best of the others is proposed. */
export function inferredBetween(older: readonly CodeRecord[], newer: readonly CodeRecord[]): Inferred {
  const recordOf = new Map([...older, ...newer].map((record) => [record.code, record]));
  const found = new Map(
    inferReplacements(older, newer).pairs.map(({ old, candidates }) => {
      const record = recordOf.get(old)!;
      return [
        old,
        chosen(candidates).map((candidate) => replacementBy(record, recordOf.get(candidate.code)!, candidate)),
      ];
    }),
  );
  return (code) => found.get(code) ?? [];
}

function chosen(candidates: readonly InferredCandidate[]): readonly InferredCandidate[] {
  const automatic = candidates.filter((candidate) => candidate.automatic);
  return automatic.length > 0 ? automatic : candidates.slice(0, 1).filter(({ score }) => score >= worthProposing);
}

function replacementBy(
  old: CodeRecord,
  target: CodeRecord,
  { code, score, automatic, reasons }: InferredCandidate,
): Replacement {
  const ended = old.terminatedOn !== null && isIsoDate(old.terminatedOn) ? addDays(old.terminatedOn, 1) : '';
  return {
    code,
    source: 'inferred',
    status: automatic ? 'confirmed' : 'proposed',
    score,
    reasons,
    relation: 'same',
    units: unitFactor(old.longDescription, target.longDescription),
    effective: laterOf(ended, target.addedOn ?? ended),
    payers: null,
  };
}
