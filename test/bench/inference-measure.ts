import { chainEnds } from '../../shared/changes/cross-references.ts';
import { type InferredCandidate, inferReplacements } from '../../shared/changes/infer.ts';
import { sectionOf } from '../../shared/code.ts';
import type { CodeRecord } from '../../shared/release/record.ts';
import type { ReleasePair } from './release-pairs.ts';

/** One discontinued code with the hidden answer and ours. */
export interface Answer {
  readonly pair: string;
  readonly old: CodeRecord;
  /** Living codes at the ends of CMS's cross references, hidden from the inference. */
  readonly named: readonly string[];
  /** CMS gives a cross reference, though perhaps to CPT, to a dead code or to none. */
  readonly referenced: boolean;
  readonly candidates: readonly InferredCandidate[];
  readonly descriptorOf: (code: string) => string;
}

/** The answers for a pair, cross references hidden. */
export function answersFor({ name, older, newer, dates: [before, after] }: ReleasePair): readonly Answer[] {
  const records = new Map([...older, ...newer].map((record) => [record.code, record]));
  const living = new Set(newer.flatMap(({ code, terminatedOn }) => (terminatedOn === null ? code : [])));
  const contents = [
    { date: before, records: older },
    { date: after, records: newer },
  ] as const;
  return inferReplacements(...contents, { withoutCrossReferences: true }).pairs.map(({ old, candidates }) => ({
    pair: name,
    old: records.get(old)!,
    named: chainEnds(records.get(old)!, (code) => records.get(code)).filter((code) => living.has(code)),
    referenced: records.get(old)!.crossReferences.length > 0,
    candidates,
    descriptorOf: (code) => records.get(code)!.longDescription,
  }));
}

/** Each code once, from the first pair that asks for it. */
export function onceEach(answers: readonly Answer[]): readonly Answer[] {
  const seen = new Set<string>();
  return answers.filter(({ old }) => !seen.has(old.code) && seen.add(old.code));
}

export const automaticOf = ({ candidates }: Answer): InferredCandidate | undefined =>
  candidates.find(({ automatic }) => automatic);
export const rankOf = ({ candidates, named }: Answer): number =>
  candidates.findIndex(({ code }) => named.includes(code)) + 1;
export const isRight = (answer: Answer): boolean => answer.named.includes(automaticOf(answer)?.code ?? '');

/** Share with its 95 % interval (Wilson). */
export interface Share {
  readonly of: number;
  readonly hits: number;
  readonly share: number;
  readonly interval: readonly [from: number, to: number];
}

export interface Figures {
  /** Of the automatic answers for codes with a cross reference, those that CMS's confirms. */
  readonly precision: Share;
  /** Of the codes whose cross reference leads to a living code of the release, those answered automatically and right. */
  readonly recall: Share;
  readonly rightFirst: Share;
  readonly rightInThree: Share;
}

export function figuresOf(answers: readonly Answer[]): Figures {
  const answerable = answers.filter(({ named }) => named.length > 0);
  const automatic = answers.filter((answer) => answer.referenced && automaticOf(answer));
  const count = (of: readonly Answer[], is: (answer: Answer) => boolean) => shareOf(of.filter(is).length, of.length);
  return {
    precision: count(automatic, isRight),
    recall: count(answerable, isRight),
    rightFirst: count(answerable, (answer) => rankOf(answer) === 1),
    rightInThree: count(answerable, (answer) => rankOf(answer) >= 1 && rankOf(answer) <= 3),
  };
}

export function bySection(answers: readonly Answer[]): ReadonlyMap<string, readonly Answer[]> {
  const sections = [...new Set(answers.map(({ old }) => sectionOf(old.code)))].sort();
  return new Map(sections.map((section) => [section, answers.filter(({ old }) => sectionOf(old.code) === section)]));
}

export function shareOf(hits: number, of: number): Share {
  if (of === 0) return { of, hits, share: 1, interval: [0, 1] };
  const z = 1.96;
  const p = hits / of;
  const centre = p + (z * z) / (2 * of);
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return { of, hits, share: round(p), interval: [round((centre - spread) / whole), round((centre + spread) / whole)] };
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
