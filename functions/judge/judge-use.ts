import { turningDays } from '../../shared/claims/acceptance-window.ts';
import { createChecker } from '../../shared/claims/check/checker.ts';
import type { CodeBooks } from '../../shared/claims/check/code-facts.ts';
import type { Claim, ClaimLine } from '../../shared/claims/claim.ts';
import type { Finding } from '../../shared/claims/finding.ts';
import { payerClassOf, profileOf } from '../../shared/claims/payers.ts';
import { isOpenLine } from '../../shared/claims/status/line-states.ts';
import { filingDeadline } from '../../shared/claims/timely-filing.ts';
import { codeSetOf } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { ClaimHead, ClaimRulesRow, UseRow } from '../adapters/claim-store.ts';
import type { SettingsStore } from '../adapters/settings-store.ts';
import { refundsDue } from './refunds-due.ts';

export interface Judgement {
  readonly findings: readonly Finding[];
  /** The line could not be judged from the releases held: it waits for one that can. */
  readonly awaits: boolean;
  /** Last day on which the line may be filed; null where the payer's rule is not known. */
  deadlineOf(finding: Finding): IsoDate | null;
}

export interface Judge {
  (use: UseRow): Judgement;
  /** Days on which what payers say of a code begins and ends to hold, and a verdict may turn. */
  readonly windowDays: (code: string) => readonly IsoDate[];
}

/** Judges claims by the rules that look at all of their lines. */
export interface ClaimJudge {
  judge(row: ClaimRulesRow): Judgement;
  /** Whether such a rule may find something in the claim. */
  asks(claim: Pick<Claim, 'lines'>): boolean;
  /** Whether a change of the code's record may turn what is found in claims that use it. */
  readsRecordOf(code: string): boolean;
}

interface Prepared {
  readonly version: string | null;
  readonly use: Judge;
  readonly claim: ClaimJudge;
}

/** Judges of stored uses, one an account and state of the code set: each prepares the pre-bill check once. */
export class Judges {
  private books: CodeBooks = {};
  private readonly byAccount = new Map<string, Promise<Prepared>>();

  constructor(private readonly settings: Pick<SettingsStore, 'read' | 'version'>) {}

  async of(account: string, books: CodeBooks): Promise<Judge> {
    return (await this.prepared(account, books)).use;
  }

  async ofClaims(account: string, books: CodeBooks): Promise<ClaimJudge> {
    return (await this.prepared(account, books)).claim;
  }

  /** An account's payers changed: its next line is judged by the new ones. */
  forget(account: string): void {
    this.byAccount.delete(account);
  }

  /**
   * Whether an account changed what its lines are judged by since its judge was prepared; such a judge is forgotten.
   * Asked after judging, it closes the race: what was judged by the old settings is judged again.
   */
  async outdated(): Promise<boolean> {
    let some = false;
    for (const [account, prepared] of [...this.byAccount]) {
      const { version } = await prepared;
      if (version === (await this.settings.version(account))) continue;
      this.byAccount.delete(account);
      some = true;
    }
    return some;
  }

  private prepared(account: string, books: CodeBooks): Promise<Prepared> {
    if (books.HCPCS !== this.books.HCPCS || books.CPT !== this.books.CPT) this.byAccount.clear();
    this.books = books;
    let judge = this.byAccount.get(account);
    if (!judge) {
      judge = this.prepare(account, books);
      this.byAccount.set(account, judge);
    }
    return judge;
  }

  private async prepare(account: string, codeBooks: CodeBooks): Promise<Prepared> {
    const { payers, windows, rules, lists, version } = await this.settings.read(account);
    const checker = createChecker({ codeBooks, payers, windows, rules, lists });
    const deadlinesIn = (head: ClaimHead, lines: readonly ClaimLine[]) => (finding: Finding) => {
      const line = lines.find((each) => each.line === finding.line);
      if (!line) return null;
      return filingDeadline(line, head.claimType, payerClassOf(head, payers), profileOf(head.payer, payers));
    };
    const judgeUse = (use: UseRow): Judgement => {
      const { findings, unchecked } = checker.assessLine(use.head, use.line, use.code);
      const isOpen = isOpenLine(use.state);
      const awaits = isOpen && unchecked !== null && dependsOnCoverage(use, codeBooks);
      const due = isOpen ? findings : refundsDue(use, findings, payerClassOf(use.head, payers), codeBooks);
      return { findings: due, awaits, deadlineOf: deadlinesIn(use.head, [use.line]) };
    };
    return {
      version,
      use: Object.assign(judgeUse, {
        windowDays: (code: string) => windows.filter((window) => window.code === code).flatMap(turningDays),
      }),
      claim: {
        judge: ({ head, lines, closed }) => ({
          findings: checker.assessClaim(head, lines).filter(({ line }) => !closed.includes(line)),
          awaits: false,
          deadlineOf: deadlinesIn(head, lines),
        }),
        asks: ({ lines }) => checker.asksOfClaim(lines),
        readsRecordOf: (code) => checker.claimReadsRecordOf(code),
      },
    };
  }
}

/**
 * Whether a release that merely covers the date may turn the line into a finding. A code that lives today beyond what
 * is covered needs no waiting: the release that ends it names it among its changes. Of a code set that is not held at all
 * the codes are noted (`ClaimImport`), not the lines: where nobody has a licence for CPT, nothing comes of most lines.
 */
function dependsOnCoverage({ code }: UseRow, books: CodeBooks): boolean {
  const codeSet = codeSetOf(code);
  const book = codeSet && books[codeSet];
  if (!book) return false;
  const entry = book.entry(code);
  return !entry || entry.unproven !== null;
}
