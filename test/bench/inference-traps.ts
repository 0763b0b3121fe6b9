import type { CodeRecord } from '../../shared/release/record.ts';
import { type Answer, answersFor, automaticOf } from './inference-measure.ts';
import type { ReleasePair } from './release-pairs.ts';

/**
 * Questions whose answer is none: the codes that were taken automatically are removed from the newer release, and the
 * same codes asked for again. Whatever is automatic now is another thing.
 */
export function answersWithoutTheirTargets(
  { name, older, newer, dates }: ReleasePair,
  found: readonly Answer[],
): readonly Answer[] {
  const taken = new Set(found.flatMap((answer) => automaticOf(answer)?.code ?? []));
  const asked = new Set(found.flatMap((answer) => (automaticOf(answer) ? answer.old.code : [])));
  const remaining = newer.filter(({ code }) => !taken.has(code));
  return answersFor({ name, older, newer: remaining, dates }).filter(({ old }) => asked.has(old.code));
}

/**
 * All living codes of the older release, a fifth at a time, are said to have ended on the day before the newer one's
 * additions. They had not: an automatic answer is wrong but for codes that were about to be replaced. A test asks for
 * fewer of the fifths.
 */
export function answersForLivingCodes(
  { name, older, newer, dates }: ReleasePair,
  ended: string,
  fifths = 5,
): readonly Answer[] {
  const alive = new Set(older.flatMap(({ code, terminatedOn }) => (terminatedOn === null ? code : [])));
  const living = newer.filter(({ codeType, terminatedOn }) => codeType === 'procedure' && terminatedOn === null);
  const standing = living.filter(({ code }) => alive.has(code));
  return Array.from({ length: fifths }, (_, part) => {
    const gone = new Set(standing.filter((_, index) => index % 5 === part).map(({ code }) => code));
    const end = (record: CodeRecord) => (gone.has(record.code) ? { ...record, terminatedOn: ended } : record);
    return answersFor({ name, older, newer: newer.map(end), dates }).filter(({ old }) => gone.has(old.code));
  }).flat();
}
