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
    return (use) => {
      const { findings, unchecked } = checker.assessLine(use.head, use.line, use.code);
      return { findings, awaits: unchecked !== null && dependsOnCoverage(use, book) };
    };
  }
}

/**
 * Whether a release that merely covers the date may turn the line into a finding. A code that lives today beyond what
 * is covered needs no waiting: the release that ends it names it among its changes.
 */
function dependsOnCoverage({ code }: UseRow, book: CodeBook | undefined): boolean {
  if (codeSetOf(code) !== 'HCPCS') return false;
  const entry = book?.entry(code);
  return !entry || entry.unproven !== null;
}
