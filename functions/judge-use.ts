import { createChecker } from '../shared/claims/check/checker.ts';
import type { Finding } from '../shared/claims/finding.ts';
import { codeSetOf } from '../shared/code.ts';
import type { CodeBook } from '../shared/codebook/code-book.ts';
import type { ClaimStore, UseRow } from './adapters/claim-store.ts';

export interface Judgement {
  readonly findings: readonly Finding[];
  /** The line could not be judged from the releases held: it waits for one that can. */
  readonly awaits: boolean;
}

export type Judge = (use: UseRow) => Judgement;

/** Judges of stored uses, one an account and state of the code set: each prepares the pre-bill check once. */
export class Judges {
  private book: CodeBook | undefined;
  private readonly byAccount = new Map<string, Promise<Judge>>();

  constructor(private readonly claims: ClaimStore) {}

  of(account: string, book: CodeBook | undefined): Promise<Judge> {
    if (book !== this.book) this.byAccount.clear();
    this.book = book;
    let judge = this.byAccount.get(account);
    if (!judge) {
      judge = this.prepare(account, book);
      this.byAccount.set(account, judge);
    }
    return judge;
  }

  /** An account's payers changed: its next line is judged by the new ones. */
  forget(account: string): void {
    this.byAccount.delete(account);
  }

  private async prepare(account: string, book: CodeBook | undefined): Promise<Judge> {
    const payers = await this.claims.payers(account);
    const checker = createChecker({ codeBooks: book ? { HCPCS: book } : {}, payers });
    return ({ head, line, code }) => {
      const { findings, unchecked } = checker.assessLine(head, line, code);
      return { findings, awaits: unchecked !== null && codeSetOf(code) === 'HCPCS' };
    };
  }
}
