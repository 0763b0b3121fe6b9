import * as z from 'zod';

/** What people decide, by kind: the words that a decision may be. Each kind says what its subject is. */
const words = {
  /** About a file that the gate keeps out, or that was published and is taken back; the subject is its SHA-256. */
  release: z.enum(['approve', 'reject', 'withdraw']),
  /** About an instruction of a correction that was not understood; the subject is its document, row and words. */
  instruction: z.enum(['settled']),
  /** About one code in the place of another; the subject is both, as `S0013 J0013`. */
  replacement: z.object({
    /** `edit`: accepted, with units of the person's own. `reopen`: as if nobody had decided. */
    verdict: z.enum(['accept', 'reject', 'edit', 'reopen']),
    /** Units of the new code for one of the old, as a fraction; null where the person said nothing of them. */
    units: z.object({ numerator: z.int().positive(), denominator: z.int().positive() }).nullable(),
  }),
} as const;

export type DecisionKind = keyof typeof words;

/** A person's word, kept for ever: whoever builds the code sets anew decides the same. */
export interface Decision<Kind extends DecisionKind = DecisionKind> {
  readonly kind: Kind;
  /** What it is about, as its kind names it. */
  readonly subject: string;
  readonly decision: z.output<(typeof words)[Kind]>;
  /** Who decided, as far as the program can know. */
  readonly by: string;
  /** The moment, ISO 8601 in UTC: of two words about one subject the later one holds. */
  readonly at: string;
  /** Why, in the person's own words. */
  readonly note: string | null;
}

/** The subject of a decision about a replacement. */
export function pairSubject(old: string, code: string): string {
  return `${old} ${code}`;
}

const common = { subject: z.string(), by: z.string(), at: z.string(), note: z.string().nullable() };

/** As they were written before decisions of other kinds came. */
const former = z
  .object({
    sha256: z.string(),
    verdict: words.release,
    reason: z.string().nullable(),
    decidedAt: z.string(),
  })
  .transform(({ sha256, verdict, reason, decidedAt }) => ({
    subject: sha256,
    decision: verdict,
    by: 'unknown',
    at: decidedAt,
    note: reason,
  }));

/** Reads a decision of one kind; throws where the text is none. */
export function readDecision<Kind extends DecisionKind>(kind: Kind, text: string): Decision<Kind> {
  const form = z.object({ ...common, decision: words[kind] });
  const read = (kind === 'release' ? form.or(former) : form).parse(JSON.parse(text));
  return { kind, ...read } as Decision<Kind>;
}
