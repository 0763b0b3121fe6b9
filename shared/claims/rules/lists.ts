import * as z from 'zod';
import { noEnd } from '../../codebook/code-book.ts';
import { toDayNumber } from '../../dates.ts';

/**
 * Lists of codes that no HCPCS file is, named by rules. A rule that asks for a list is judged only where it is loaded:
 * single-dose drugs paid separately (rule 7), not-otherwise-classified codes (19), procedures by their global days (6).
 */
export const codeListNames = ['single-dose', 'unclassified', 'global-000-010', 'global-090'] as const;
type CodeListName = (typeof codeListNames)[number];

/** Editions of the NCCI tables: who bills decides which one holds. */
const editions = ['practitioner', 'outpatient', 'dme'] as const;
export type Edition = (typeof editions)[number];
const programmes = ['medicare', 'medicaid'] as const;
export type Programme = (typeof programmes)[number];

const day = z.iso.date();
const code = z.string().regex(/^[0-9A-Z]{5}$/);
const issue = { programme: z.enum(programmes), edition: z.enum(editions) };

/** A procedure-to-procedure edit. `modifierIndicator` 0: never together, 1: together with an NCCI modifier, 9: no edit. */
const pair = z.strictObject({
  ...issue,
  columnOne: code,
  columnTwo: code,
  modifierIndicator: z.enum(['0', '1', '9']),
  from: day,
  to: day.nullable(),
});

/** A medically unlikely edit. `adjudication` 1: a line, 2: a date by policy, 3: a date by clinical evidence. */
const unlikely = z.strictObject({
  ...issue,
  code,
  units: z.number().int().nonnegative(),
  adjudication: z.enum(['1', '2', '3']),
  from: day,
  to: day.nullable(),
});

/** A product (NDC) that has a code of its own since a date. */
const productCode = z.strictObject({ ndc: z.string().regex(/^\d{11}$/), code, from: day, to: day.nullable() });

/** The lists as an account loads them, each with the document that it was taken from. */
export const ruleListsSchema = z.strictObject({
  codes: z
    .partialRecord(z.enum(codeListNames), z.strictObject({ source: z.string(), codes: z.array(code) }))
    .optional(),
  pairs: z.strictObject({ source: z.string(), edits: z.array(pair) }).optional(),
  unlikely: z.strictObject({ source: z.string(), edits: z.array(unlikely) }).optional(),
  products: z.strictObject({ source: z.string(), codes: z.array(productCode) }).optional(),
});

export type WrittenRuleLists = z.input<typeof ruleListsSchema>;

type InForce<T> = Omit<T, 'from' | 'to'> & { readonly from: number; readonly to: number };
export type PairEdit = InForce<z.infer<typeof pair>>;
export type UnlikelyEdit = InForce<z.infer<typeof unlikely>>;
type ProductCode = InForce<z.infer<typeof productCode>>;

/** Loaded lists, indexed for the matching engine. */
export interface RuleLists {
  readonly codes: Partial<Readonly<Record<CodeListName, { source: string; codes: ReadonlySet<string> }>>>;
  /** By column two code, then column one code. */
  readonly pairs: { source: string; edits: ReadonlyMap<string, ReadonlyMap<string, readonly PairEdit[]>> } | null;
  readonly unlikely: { source: string; edits: ReadonlyMap<string, readonly UnlikelyEdit[]> } | null;
  readonly products: { source: string; codes: ReadonlyMap<string, readonly ProductCode[]> } | null;
}

/** What the tables say of one code, looked up once. */
export interface TableRows {
  /** Edits in which it is the column two code, by column one code. */
  readonly partners: ReadonlyMap<string, readonly PairEdit[]> | null;
  readonly limits: readonly UnlikelyEdit[] | null;
  /** So many units are under every limit of the code. */
  readonly leastLimit: number;
}

const noRows: TableRows = { partners: null, limits: null, leastLimit: Number.POSITIVE_INFINITY };

export function rowsOf(code: string, lists: RuleLists): TableRows {
  const partners = lists.pairs?.edits.get(code) ?? null;
  const limits = lists.unlikely?.edits.get(code) ?? null;
  if (!partners && !limits) return noRows;
  return { partners, limits, leastLimit: Math.min(...(limits ?? []).map(({ units }) => units)) };
}

export const noLists: RuleLists = { codes: {}, pairs: null, unlikely: null, products: null };

/** Validates and indexes lists; throws a ZodError where they are not of the form. */
export function ruleListsOf(written: unknown): RuleLists {
  const { codes = {}, pairs, unlikely: limits, products } = ruleListsSchema.parse(written);
  return {
    codes: Object.fromEntries(
      Object.entries(codes).map(([name, list]) => [name, { source: list.source, codes: new Set(list.codes) }]),
    ),
    pairs: pairs ? { source: pairs.source, edits: pairIndex(pairs.edits.map(inForce)) } : null,
    unlikely: limits
      ? { source: limits.source, edits: groupedBy(limits.edits.map(inForce), (edit) => edit.code) }
      : null,
    products: products
      ? { source: products.source, codes: groupedBy(products.codes.map(inForce), ({ ndc }) => ndc) }
      : null,
  };
}

function pairIndex(edits: readonly PairEdit[]): ReadonlyMap<string, ReadonlyMap<string, readonly PairEdit[]>> {
  const byColumnTwo = groupedBy(edits, ({ columnTwo }) => columnTwo);
  return new Map([...byColumnTwo].map(([two, some]) => [two, groupedBy(some, ({ columnOne }) => columnOne)]));
}

function groupedBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function inForce<T extends { from: string; to: string | null }>(row: T): InForce<T> {
  return { ...row, from: toDayNumber(row.from), to: row.to === null ? noEnd : toDayNumber(row.to) };
}
