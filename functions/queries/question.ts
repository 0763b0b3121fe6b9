import { type CodeSet, type CodeType, codeSetOf, formOf } from '../../shared/code.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';

/** What the questions about code sets read. */
export type CodeSetReader = Pick<
  CodeSetStore,
  'state' | 'codeBook' | 'records' | 'versions' | 'changes' | 'releaseRows' | 'report'
>;

export interface AskedCode {
  readonly code: string;
  readonly codeType: CodeType;
  /** Null where no code set that is followed holds codes of this form (CDT, local Level III). */
  readonly codeSet: CodeSet | null;
}

/** Reads a code as people type it. Throws where no code of any set has that form. */
export function askedCode(written: string): AskedCode {
  const code = written.trim().toUpperCase();
  const form = formOf(code);
  if (form === 'malformed')
    throw new CodesetError(
      'MALFORMED_CODE',
      `"${code.slice(0, 20)}" is no code: write five characters for a procedure (J0013), two for a modifier (RT)`,
      2,
    );
  const codeType = form.endsWith('modifier') ? 'modifier' : 'procedure';
  return { code, codeType, codeSet: codeSetOf(code) ?? null };
}

/** The code set that tells of a code, as it is published. */
export interface HeldBook {
  readonly codeSet: CodeSet;
  readonly state: CodeSetState;
  readonly book: CodeBook;
}

/**
 * The code set that holds the code; where none lists it, the one of its form, which may say so. CMS's file lists a few
 * codes of another set (the anesthesia modifiers P1 to P6 are CPT's). Null where no set that is held can tell.
 */
export async function bookHolding(codeSets: CodeSetReader, { code, codeSet }: AskedCode): Promise<HeldBook | null> {
  let ofItsForm: HeldBook | null = null;
  for (const each of ['HCPCS', 'CPT'] as const) {
    const state = await codeSets.state(each);
    const book = await codeSets.codeBook(state);
    if (book?.entry(code)) return { codeSet: each, state, book };
    if (book && each === codeSet) ofItsForm = { codeSet: each, state, book };
  }
  return ofItsForm;
}
