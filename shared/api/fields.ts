import * as z from 'zod';

/** A calendar day; days compare as strings. */
export const day = z.iso.date();

/** As printed in the code set: five characters for a procedure, two for a modifier, without padding. */
export const code = z.string().min(2).max(5);

export const codeSet = z.enum(['HCPCS', 'CPT']);
export const codeType = z.enum(['procedure', 'modifier']);

export const count = z.int().nonnegative();

/** US dollars, whole cents. */
export const money = z.number().nonnegative();

/** Lower-case hexadecimal SHA-256 of a file's bytes. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a form describes, read-only all the way down: answers are made once and handed on. */
export type Answer<Form extends z.ZodType> = Immutable<z.infer<Form>>;

type Immutable<T> = T extends readonly (infer Entry)[]
  ? readonly Immutable<Entry>[]
  : T extends object
    ? { readonly [Name in keyof T]: Immutable<T[Name]> }
    : T;
