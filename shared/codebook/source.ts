import * as z from 'zod';

const common = {
  codeSet: z.enum(['HCPCS', 'CPT']),
  /** First day of the release's quarter; of corrections, of the one that they correct. */
  date: z.string(),
  knownSince: z.string(),
  /** Which of the contract's sources said when it was published; `release`: none did, its date stands in. */
  knownSinceSource: z.enum(['name', 'zip-entry', 'given', 'release']),
  /** The file as it came, and the file within it that was read; the same where it was no zip. */
  file: z.string(),
  entry: z.string(),
  /** Of the archived file. */
  sha256: z.string(),
  /** What a person said because the file does not. */
  given: z.object({ release: z.string().nullable(), published: z.string().nullable() }),
  /** Hash of what it says, and on which lines: the name of the object that holds it. */
  content: z.string(),
  /** Hash of what it says, wherever that stands: two with the same are one. */
  meaning: z.string(),
};

const fileSource = z.object({
  kind: z.literal('file'),
  ...common,
  coveredThrough: z.string(),
  records: z.number(),
});

const correctionsSource = z.object({
  kind: z.literal('corrections'),
  ...common,
  version: z.number(),
  /** Codes that the document names. */
  codes: z.array(z.string()),
  /** Years to whose texts it goes back. */
  revertsTo: z.array(z.number()),
});

/**
 * One thing that was read and believed: a whole release, or a document that corrects one. Everything that is published
 * follows from the set of them; the order in which they came plays no part.
 */
export const sourceForm = z.discriminatedUnion('kind', [fileSource, correctionsSource]);

export type FileSource = Readonly<z.infer<typeof fileSource>>;
export type CorrectionsSource = Readonly<z.infer<typeof correctionsSource>>;
export type Source = FileSource | CorrectionsSource;

/** The same for the same file handed in again; a set of sources holds it once. */
export function sourceId({ kind, sha256, file, entry, date, knownSince }: Source): string {
  return `${kind} ${sha256} ${file} ${entry} ${date} ${knownSince}`;
}

/** Sources in an order of their own, each once. */
export function withSources(held: readonly Source[], added: readonly Source[]): readonly Source[] {
  const byId = new Map([...added, ...held].map((source) => [sourceId(source), source]));
  return [...byId.keys()].sort().map((id) => byId.get(id)!);
}
