import type { ClaimStatus } from '../shared/claims/status/claim-status.ts';
import { isAbout, type SaidStatus } from '../shared/claims/status/line-states.ts';
import type { IsoDate } from '../shared/dates.ts';
import { atOnce } from './at-once.ts';
import { type SettleStatusPorts, settleStatuses } from './settle-statuses.ts';

/** What came of statuses; each that was read is among `matched` or `kept`. */
export interface StatusReport {
  read: number;
  /** About a stored claim, and a line of it where it names one. */
  matched: number;
  /** About no claim that is stored: kept until it comes. */
  kept: number;
  /** Claims whose statuses were known already. */
  known: number;
  /** Claim numbers of the first that are kept: whoever reads this sees the account's claims anyway. */
  unmatched: string[];
}

const batchSize = 200;
const writersAtOnce = 16;
const unmatchedTold = 100;

/** Stores what payers and clearing houses say of claims, and opens or closes the lines that it is about. */
export class StatusIntake {
  readonly report: StatusReport = { read: 0, matched: 0, kept: 0, known: 0, unmatched: [] };
  private batch = new Map<string, SaidStatus[]>();
  private waiting = 0;

  constructor(
    private readonly ports: SettleStatusPorts,
    private readonly account: string,
    private readonly window: string,
    /** Stands where a status does not say when it was said. */
    private readonly today: IsoDate,
  ) {}

  async add({ claimId, date, ...status }: ClaimStatus): Promise<void> {
    this.report.read++;
    const said = this.batch.get(claimId) ?? [];
    said.push({ ...status, date: date ?? this.today });
    this.batch.set(claimId, said);
    if (++this.waiting >= batchSize) await this.flush();
  }

  async flush(): Promise<void> {
    const batch = [...this.batch];
    this.batch = new Map();
    this.waiting = 0;
    await atOnce(writersAtOnce, batch, async ([claimId, said]) => this.apply(claimId, said));
  }

  private async apply(claimId: string, said: readonly SaidStatus[]): Promise<void> {
    const { report } = this;
    const isNew = await this.ports.statuses.add(this.account, claimId, said);
    if (!isNew) report.known++;
    // Known already, but whoever said it first may have been stopped before the lines were settled.
    const rows = await settleStatuses(this.ports, this.account, claimId, this.window);
    const matched = said.filter((status) => rows.some(({ claim }) => isAbout(claim, status))).length;
    report.matched += matched;
    report.kept += said.length - matched;
    if (matched < said.length && report.unmatched.length < unmatchedTold) report.unmatched.push(claimId);
  }
}
