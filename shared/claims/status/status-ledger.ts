import type { RefusalKind } from '../claim.ts';
import type { ClaimStatus, StatusCounts, StatusSink } from './claim-status.ts';

/** Passes statuses and refusals on and keeps count of them. */
export class StatusLedger {
  private read = 0;
  private refused = 0;
  private notices = 0;
  private readonly file: string;
  private readonly sink: StatusSink;

  constructor(file: string, sink: StatusSink) {
    this.file = file;
    this.sink = sink;
  }

  give(status: ClaimStatus): void {
    this.read++;
    this.sink.onStatus(status);
  }

  refuse(kind: RefusalKind, segment: number, reason: string, claimId: string | null = null): void {
    if (kind === 'notice') this.notices++;
    else this.refused++;
    this.sink.onRefused({ kind, file: this.file, segment, reason, claimId });
  }

  get counts(): StatusCounts {
    return { read: this.read, refused: this.refused, notices: this.notices };
  }
}
