import type { CodeRecord } from '../release/record.ts';
import type { CodeChange } from './change.ts';
import type { ReleaseContent } from './compare.ts';
import { chainEnds } from './cross-references.ts';
import { type Appraisal, appraise } from './inference/appraise.ts';
import { objectionsTo } from './inference/bar.ts';
import { Corpus, type Descriptor } from './inference/corpus.ts';
import { type Discontinued, discontinuedBetween } from './inference/discontinued.ts';

/** What could be billed instead of a discontinued code, and why. The form is part of the contract (docs/FORMS.md). */
export interface InferredCandidate {
  readonly code: string;
  /** 0 to 1. */
  readonly score: number;
  /** Passes the bar: needs no person. */
  readonly automatic: boolean;
  readonly reasons: readonly string[];
}

interface InferredPair {
  readonly old: string;
  /** Living codes of the newer release, the best first; empty where none resembles the old code. */
  readonly candidates: readonly InferredCandidate[];
}

export interface Inference {
  readonly pairs: readonly InferredPair[];
}

export interface InferenceOptions {
  /** Hides the cross references of both releases, so that the inference can be measured against them. */
  readonly withoutCrossReferences?: boolean;
  /** What the two were found to differ in, where that is known already. */
  readonly changes?: readonly CodeChange[];
}

const candidatesNamed = 5;
const candidatesRead = 40;
/** Below this a candidate shares no more than boilerplate. */
const worthNaming = 0.2;
/** What the best text is worth beside a code that CMS names. */
const unnamed = 0.9;

/**
 * For each procedure that the newer release ends, the living codes that most likely replace it, by descriptor, dose,
 * dates and section of the code set. The curated list is never read.
 */
export function inferReplacements(
  older: ReleaseContent,
  newer: ReleaseContent,
  { withoutCrossReferences = false, changes }: InferenceOptions = {},
): Inference {
  const ended = discontinuedBetween(older, newer, changes);
  // Taking all descriptors apart takes longest; most corrections end nothing.
  if (ended.length === 0) return { pairs: [] };
  const [oldRecords, newRecords] = [older.records, newer.records];
  const corpus = new Corpus(oldRecords, newRecords);
  const known = new Set(oldRecords.map(({ code }) => code));
  const records = new Map([...oldRecords, ...newRecords].map((record) => [record.code, record]));
  const named = withoutCrossReferences ? noneNamed : namedBy(records);
  const pairs = ended.map((discontinued) => ({
    old: discontinued.record.code,
    candidates: candidatesFor(discontinued, corpus, known, named(discontinued.record)),
  }));
  return { pairs };
}

function candidatesFor(
  { record, endedOn }: Discontinued,
  corpus: Corpus,
  known: ReadonlySet<string>,
  named: readonly string[],
): readonly InferredCandidate[] {
  const old = corpus.descriptorOf(record.code);
  const nearest = new Set<Descriptor>(corpus.nearest(old, candidatesRead));
  for (const code of named) if (corpus.isLiving(code)) nearest.add(corpus.descriptorOf(code));
  const appraisals = [...nearest]
    .map((candidate) => appraise(old, endedOn, candidate, corpus, !known.has(candidate.record.code)))
    .sort((a, b) => b.score - a.score || (a.candidate.record.code < b.candidate.record.code ? -1 : 1));
  return appraisals
    .map((appraisal, index) => candidateOf(old, appraisal, index === 0 ? appraisals.slice(1) : null, named, corpus))
    .sort((a, b) => Number(named.includes(b.code)) - Number(named.includes(a.code)))
    .filter(({ score }) => score >= worthNaming)
    .slice(0, candidatesNamed);
}

/** `others` is null for any but the best: only that one can be automatic on its own. */
function candidateOf(
  old: Descriptor,
  appraisal: Appraisal,
  others: readonly Appraisal[] | null,
  named: readonly string[],
  corpus: Corpus,
): InferredCandidate {
  const { code } = appraisal.candidate.record;
  if (named.includes(code)) {
    const reasons = [`CMS's cross references lead from ${old.record.code} to ${code}`, ...appraisal.reasons];
    return { code, score: 1, automatic: named.length === 1, reasons };
  }
  if (named.length > 0)
    return { code, score: Math.min(appraisal.score, unnamed), automatic: false, reasons: appraisal.reasons };
  if (others === null) return { code, score: appraisal.score, automatic: false, reasons: appraisal.reasons };
  const objections = objectionsTo(old, appraisal, others, corpus);
  const reasons = [...appraisal.reasons, ...objections.map((objection) => `for a person to decide: ${objection}`)];
  return { code, score: appraisal.score, automatic: objections.length === 0, reasons };
}

const noneNamed = (): readonly string[] => [];

/** Living ends of a code's cross references, and living codes whose own cross reference points back to it. */
function namedBy(records: ReadonlyMap<string, CodeRecord>): (record: CodeRecord) => readonly string[] {
  const backwards = new Map<string, string[]>();
  for (const { code, terminatedOn, crossReferences } of records.values()) {
    if (terminatedOn !== null) continue;
    for (const target of crossReferences) backwards.set(target, [...(backwards.get(target) ?? []), code]);
  }
  return (record) => {
    const forwards = chainEnds(record, (code) => records.get(code));
    return forwards.length > 0 ? forwards : (backwards.get(record.code) ?? []);
  };
}
