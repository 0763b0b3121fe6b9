import type { Claim, RefusalKind, RefusedClaim } from './claim.ts';
import type { Pushed } from './file-form.ts';
import type { ClaimStatus } from './status/claim-status.ts';

/** Where a reader of claims puts what it reads, as it reads it. */
export interface ClaimSink {
  onClaim(claim: Claim): void;
  onRefused(refused: RefusedClaim): void;
  /** What a file of claims says of where its lines stand; who only checks claims does not ask. */
  onStatus?(status: ClaimStatus): void;
}

/** The account of one file: every claim seen was read or refused. */
export interface IntakeCounts {
  /** Claims seen: `read` and `refused` together. */
  readonly claims: number;
  readonly read: number;
  /** Service lines of the claims that were read. */
  readonly lines: number;
  /** Claims that were not taken. */
  readonly refused: number;
  /** Refusals about something else than a claim. */
  readonly otherRefusals: number;
  readonly notices: number;
  /** Lines read whose code is of a list that is neither HCPCS nor CPT; their code is empty. */
  readonly otherCodeSets: number;
}

export type PushReader = Pushed<IntakeCounts>;

/** Passes claims and refusals on and keeps count of them. */
export class IntakeLedger {
  private readonly counted = { read: 0, lines: 0, otherCodeSets: 0, claim: 0, input: 0, notice: 0 };
  private readonly file: string;
  private readonly sink: ClaimSink;

  constructor(file: string, sink: ClaimSink) {
    this.file = file;
    this.sink = sink;
  }

  claim(claim: Claim, otherCodeSets = 0): void {
    this.counted.read++;
    this.counted.lines += claim.lines.length;
    this.counted.otherCodeSets += otherCodeSets;
    this.sink.onClaim(claim);
  }

  status(status: ClaimStatus): void {
    this.sink.onStatus?.(status);
  }

  refuse(kind: RefusalKind, segment: number, reason: string, claimId: string | null = null): void {
    this.counted[kind]++;
    this.sink.onRefused({ kind, file: this.file, segment, reason, claimId });
  }

  get counts(): IntakeCounts {
    const { read, lines, otherCodeSets, claim, input, notice } = this.counted;
    return { claims: read + claim, read, lines, refused: claim, otherRefusals: input, notices: notice, otherCodeSets };
  }
}
