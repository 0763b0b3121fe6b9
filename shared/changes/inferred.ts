import { addDays, type IsoDate, laterOf } from '../dates.ts';
import type { CodeRecord } from '../release/record.ts';
import type { CodeChange } from './change.ts';
import { endOf, type ReleaseContent, startOf } from './compare.ts';
import { type InferredCandidate, inferReplacements } from './infer.ts';
import type { Inferred } from './replace.ts';
import type { Replacement } from './replacement.ts';
import { unitFactor } from './units.ts';

/** A candidate below this is no proposal that is worth a person's time. */
const worthProposing = 0.6;

/** Inference between two releases as replacements: automatic ones are confirmed, the best of the others is proposed. */
export function inferredBetween(
  older: ReleaseContent,
  newer: ReleaseContent,
  changes?: readonly CodeChange[],
): Inferred {
  const recordOf = new Map([...older.records, ...newer.records].map((record) => [record.code, record]));
  const found = new Map(
    inferReplacements(older, newer, changes ? { changes } : {}).pairs.map(({ old, candidates }) => {
      const record = recordOf.get(old)!;
      return [
        old,
        chosen(candidates).map((candidate) =>
          replacementBy(record, recordOf.get(candidate.code)!, candidate, newer.date),
        ),
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
  releasedOn: IsoDate,
): Replacement {
  const end = endOf(old);
  const freed = end === null ? releasedOn : addDays(end, 1);
  const begun = startOf(target);
  return {
    code,
    source: 'inferred',
    status: automatic ? 'confirmed' : 'proposed',
    score,
    reasons,
    relation: 'same',
    units: unitFactor(old.longDescription, target.longDescription),
    effective: begun === null ? freed : laterOf(freed, begun),
    payers: null,
  };
}
