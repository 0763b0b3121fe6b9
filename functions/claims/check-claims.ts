import type { CheckAnswer } from '../../shared/api/claim-forms.ts';
import { type CheckerConfig, createChecker } from '../../shared/claims/check/checker.ts';
import type { Claim } from '../../shared/claims/claim.ts';
import type { Finding } from '../../shared/claims/finding.ts';
import { createClaimReader } from '../../shared/claims/intake.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';

type Refused = CheckAnswer['refused'][number];

export interface ClaimCheckOptions extends CheckerConfig {
  /** The book that the answer names. */
  readonly book: CodeBook;
  /** Told of what is odd in a file and loses nothing. */
  readonly onNotice?: (notice: Refused) => void;
}

/** A check of claims from files or programs, of which nothing is stored; memory does not grow with the claims. */
export class ClaimCheck {
  private readonly checker;
  private readonly findings: Finding[] = [];
  private readonly refused: Refused[] = [];
  private claims = 0;
  private lines = 0;

  constructor(private readonly options: ClaimCheckOptions) {
    this.checker = createChecker(options);
  }

  add(claim: Claim): void {
    this.claims++;
    this.judge(claim);
  }

  /** Takes a file in chunks of any size. */
  async file(name: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const reader = createClaimReader({
      file: name,
      onClaim: (claim) => this.judge(claim),
      onRefused: ({ kind, file, segment, reason }) => {
        if (kind === 'notice') this.options.onNotice?.({ file, segment, reason });
        else this.refused.push({ file, segment, reason });
      },
    });
    for await (const chunk of chunks) reader.write(chunk);
    this.claims += reader.end().claims;
  }

  answer(): CheckAnswer {
    const { release, file, sha256 } = this.options.book.release;
    const { claims, lines, refused, findings } = this;
    const unchecked = { ...this.checker.unchecked };
    return { codeBook: { release, file, sha256 }, claims, lines, unchecked, refused, findings };
  }

  private judge(claim: Claim): void {
    this.lines += claim.lines.length;
    this.checker.check(claim, (finding) => this.findings.push(finding));
  }
}
