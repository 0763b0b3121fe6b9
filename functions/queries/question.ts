import { type CodeSet, type CodeType, codeSetOf, formOf } from '../../shared/code.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';

/** What the questions about code sets read. */
export type CodeSetReader = Pick<
  CodeSetStore,
  'state' | 'codeBook' | 'records' | 'versions' | 'changes' | 'releaseRows'
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
