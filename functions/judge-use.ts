import type { Finding } from '../shared/claims/finding.ts';
import type { CodeBook } from '../shared/codebook/code-book.ts';
import type { UseRow } from './adapters/claim-store.ts';

export interface Judgement {
  readonly findings: readonly Finding[];
  /** The line could not be judged from the releases held: it waits for one that can. */
  readonly awaits: boolean;
}

export function judgeUse(_use: UseRow, _book: CodeBook | undefined): Judgement {
  return { findings: [], awaits: false };
}
