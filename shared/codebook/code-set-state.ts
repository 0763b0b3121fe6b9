import { z } from 'zod';
import type { CodeSet } from '../code.ts';
import type { IsoDate } from '../dates.ts';

const release = z.object({
  /** `2026-01`; `2026-01.r2` for the second file published for the same quarter. */
  release: z.string(),
  codeSet: z.enum(['HCPCS', 'CPT']),
  date: z.string(),
  coveredThrough: z.string(),
  knownSince: z.string(),
  /** Which of the contract's sources said when it was published. */
  knownSinceSource: z.enum(['name', 'zip-entry', 'given', 'release']),
  file: z.string(),
  /** Of the archived file. */
  sha256: z.string(),
  /** Hash of the records: two files that say the same have the same. */
  content: z.string(),
  records: z.number(),
  /** The comparison with the release before it; of the first, its mere listing. */
  changeSet: z.string(),
});

const state = z.object({
  form: z.literal('codeset-watch/state/1'),
  codeSet: z.enum(['HCPCS', 'CPT']),
  sequence: z.number(),
  releases: z.array(release),
  /** Append-only, in order of publishing here: what each publication added and what it superseded. */
  feed: z.array(z.object({ sequence: z.number(), changeSets: z.array(z.string()), supersedes: z.array(z.string()) })),
  codeBook: z.string(),
});

export type HeldRelease = Readonly<z.infer<typeof release>>;

/** A published state of a code set: all that readers see, and nothing else, hangs on it. */
export type CodeSetState = Readonly<z.infer<typeof state>>;

export function emptyState(codeSet: CodeSet): CodeSetState {
  return { form: 'codeset-watch/state/1', codeSet, sequence: 0, releases: [], feed: [], codeBook: '' };
}

export function readState(text: string): CodeSetState {
  return state.parse(JSON.parse(text));
}

export type ReleaseFacts = Omit<HeldRelease, 'release' | 'changeSet'> & { readonly quarter: string };

/**
 * Puts a release among those held, in order of date, then of publishing. Names and change sets follow from the order
 * alone, so that any order of ingestion ends in the same state.
 */
export function withRelease(
  held: readonly HeldRelease[],
  added: ReleaseFacts,
  changeSetId: ChangeSetId,
): HeldRelease[] {
  const facts: ReleaseFacts[] = [...held.map((each) => ({ ...each, quarter: quarterOf(each.date) })), added];
  facts.sort((a, b) => order(a).localeCompare(order(b), 'en'));
  const seen = new Map<string, number>();
  return facts.map(({ quarter, ...each }, index) => {
    const revision = (seen.get(quarter) ?? 0) + 1;
    seen.set(quarter, revision);
    return {
      ...each,
      release: revision === 1 ? quarter : `${quarter}.r${revision}`,
      changeSet: changeSetId(facts[index - 1]?.content ?? null, each.content),
    };
  });
}

/** Names the comparison of two contents; `older` is null for the first release of a code set. */
export type ChangeSetId = (older: string | null, newer: string) => string;

export function quarterOf(date: IsoDate): string {
  return date.slice(0, 7);
}

function order({ date, knownSince, content }: ReleaseFacts): string {
  return `${date} ${knownSince} ${content}`;
}
