import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { ReplacementDecision } from '../changes/decided.ts';
import type { CodeSet } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import { CodesetError } from '../errors.ts';
import { sourceForm } from './source.ts';
import type { Slot } from './timeline.ts';

const release = z.object({
  /** `2026-01`; `2026-01.r2` for the second file of the quarter, `2018-01.v2` for the second version of its corrections. */
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
  /** Hash that names its records. */
  content: z.string(),
  records: z.number(),
  /** The comparison with the release before it; of the first, its mere listing. */
  changeSet: z.string(),
});

/** The last word of people about each replacement that one of them has decided. */
const replacementDecision = z.object({
  kind: z.literal('replacement'),
  subject: z.string(),
  decision: z.object({
    verdict: z.enum(['accept', 'reject', 'edit', 'reopen']),
    units: z.object({ numerator: z.number(), denominator: z.number() }).nullable(),
  }),
  by: z.string(),
  at: z.string(),
  note: z.string().nullable(),
}) satisfies z.ZodType<ReplacementDecision>;

const form = 'codeset-watch/state/1';

const state = z.object({
  form: z.literal(form),
  codeSet: z.enum(['HCPCS', 'CPT']),
  sequence: z.number(),
  /** Everything that was believed; the releases follow from it. */
  sources: z.array(sourceForm).default([]),
  /** In order of time. */
  releases: z.array(release),
  /** Append-only, in order of publishing here: what each publication added and what it superseded. */
  feed: z.array(z.object({ sequence: z.number(), changeSets: z.array(z.string()), supersedes: z.array(z.string()) })),
  codeBook: z.string(),
  /** What the code book rests on beside the sources; sorted by subject. */
  decisions: z.array(replacementDecision).default([]),
});

export type HeldRelease = Readonly<z.infer<typeof release>>;

/** A published state of a code set: all that readers see, and nothing else, hangs on it. */
export type CodeSetState = Readonly<z.infer<typeof state>>;

export function emptyState(codeSet: CodeSet): CodeSetState {
  return { form, codeSet, sequence: 0, sources: [], releases: [], feed: [], codeBook: '', decisions: [] };
}

/** Throws where the text is no state of this form. */
export function readState(text: string): CodeSetState {
  const parsed = state.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new CodesetError(
    'STATE_FORM',
    `the published state has another form than ${form}; run "codeset rebuild" to write it anew`,
  );
}

/** The same text for the same state, however it was put together. */
export function stateText(written: CodeSetState): string {
  return JSON.stringify(state.parse(written));
}

/** Slots as readers see them; `recordsIn` says how many records each has. */
export function heldReleases(slots: readonly Slot[], recordsIn: (slot: Slot) => number): readonly HeldRelease[] {
  return slots.map((slot, index) => {
    const { release: name, source, date, coveredThrough, content } = slot;
    const { codeSet, knownSince, knownSinceSource, file, entry, sha256 } = source;
    return {
      release: name,
      codeSet,
      date,
      coveredThrough,
      knownSince,
      knownSinceSource,
      file: source.kind === 'corrections' && entry !== file ? `${file}/${entry}` : file,
      sha256,
      content,
      records: recordsIn(slot),
      changeSet: changeSetId(slots[index - 1] ?? null, slot),
    };
  });
}

/** Raised whenever comparing, or finding replacements, comes to other results. */
const comparison = 3;

/** Names the comparison of two slots, or the listing of the first: the same whenever the same two meet. */
export function changeSetId(older: Slot | null, newer: Slot): string {
  const side = (slot: Slot) => `${slot.date} ${slot.content}`;
  const text = `${comparison} ${newer.source.codeSet} ${older ? side(older) : 'baseline'} ${side(newer)}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}

export function quarterOf(date: IsoDate): string {
  return date.slice(0, 7);
}
