import type { CodeBooks } from '../../shared/claims/check/code-facts.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';

/** Everything that lines are judged by, as it was published at one moment. */
export interface HeldCodeSets {
  readonly states: Readonly<Record<CodeSet, CodeSetState>>;
  readonly books: CodeBooks;
}

/** Both sets, whatever the line's own: what replaces a code may belong to the other. */
export async function heldCodeSets(codeSets: Pick<CodeSetStore, 'state' | 'codeBook'>): Promise<HeldCodeSets> {
  const [HCPCS, CPT] = [await codeSets.state('HCPCS'), await codeSets.state('CPT')];
  return {
    states: { HCPCS, CPT },
    books: { HCPCS: await codeSets.codeBook(HCPCS), CPT: await codeSets.codeBook(CPT) },
  };
}

/** Whether nothing was published in between. */
export function isSame(a: HeldCodeSets, b: HeldCodeSets): boolean {
  return a.states.HCPCS.sequence === b.states.HCPCS.sequence && a.states.CPT.sequence === b.states.CPT.sequence;
}
