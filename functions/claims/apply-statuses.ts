import type { ClaimStatus } from '../../shared/claims/status/claim-status.ts';
import { isAbout, type SaidStatus } from '../../shared/claims/status/line-states.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { ClaimNumber } from '../../shared/keys/claim-identity.ts';
import { atOnce } from '../at-once.ts';
import { claimByNumbers, type LinkPorts, linkNumber } from './link-numbers.ts';
import { settleStatuses } from './settle-statuses.ts';

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
  private batch = new Map<string, Said>();
  private waiting = 0;

  constructor(
    private readonly ports: LinkPorts,
    private readonly account: string,
    private readonly window: string,
    /** Stands where a status does not say when it was said. */
    private readonly today: IsoDate,
  ) {}

  async add({ claimId, clearinghouseNumber, date, ...status }: ClaimStatus): Promise<void> {
    this.report.read++;
    const { payerClaimNumber, payer } = status;
    const name = JSON.stringify(claimId === null ? [clearinghouseNumber, payerClaimNumber] : claimId);
    const numbers = numbersIn(clearinghouseNumber, payerClaimNumber);
    const one = this.batch.get(name) ?? { claimId, numbers, payer, said: [] };
    one.said.push({ ...status, date: date ?? this.today });
    this.batch.set(name, one);
    if (++this.waiting >= batchSize) await this.flush();
  }

  async flush(): Promise<void> {
    const batch = [...this.batch.values()];
    this.batch = new Map();
    this.waiting = 0;
    await atOnce(writersAtOnce, batch, async (one) => this.apply(one));
  }

  /** By the claim's own number; where no claim of that number is stored, by those that others gave it. */
  private async apply({ claimId, numbers, payer, said }: Said): Promise<void> {
    const named = claimId === null ? false : await this.tell(claimId, said);
    if (claimId !== null) await this.teach(claimId, said);
    if (named) return;
    const found = await claimByNumbers(this.ports, this.account, numbers, payer);
    const matched = found !== null && found !== claimId && (await this.tell(found, said));
    if (!matched && numbers[0] && claimId === null) {
      await this.ports.statuses.wait(this.account, numbers[0], said);
      // Whoever bears it may have come meanwhile.
      await linkNumber(this.ports, this.account, numbers[0], this.window);
    }
    if (!matched) this.keep(claimId ?? numbers[0]?.number ?? '', said.length);
  }

  /** Adds to what is known of a claim; false where none of that number is stored. */
  private async tell(claimId: string, said: readonly SaidStatus[]): Promise<boolean> {
    const { report } = this;
    const isNew = await this.ports.statuses.add(this.account, claimId, said);
    if (!isNew) report.known++;
    // Known already, but whoever said it first may have been stopped before the lines were settled.
    const rows = await settleStatuses(this.ports, this.account, claimId, this.window);
    if (rows.length === 0) return false;
    const matched = said.filter((status) => rows.some(({ claim }) => isAbout(claim, status))).length;
    report.matched += matched;
    if (matched < said.length) this.keep(claimId, said.length - matched);
    return true;
  }

  private keep(claimId: string, count: number): void {
    this.report.kept += count;
    if (this.report.unmatched.length < unmatchedTold) this.report.unmatched.push(claimId);
  }

  /** Which number the payer has given the claim: later answers, and replacements, name it by that. */
  private async teach(claimId: string, said: readonly SaidStatus[]): Promise<void> {
    const taught = new Map(said.map(({ payerClaimNumber, payer, date }) => [payerClaimNumber, { payer, date }]));
    for (const [number, { payer, date }] of taught) {
      if (number === null) continue;
      const given: ClaimNumber = { by: 'payer', number };
      await this.ports.numbers.note(this.account, given, 'OF', { claimId, payer, date });
      await linkNumber(this.ports, this.account, given, this.window);
    }
  }
}

/** What was said of one claim, and by which numbers. */
interface Said {
  readonly claimId: string | null;
  readonly numbers: readonly ClaimNumber[];
  readonly payer: string | null;
  readonly said: SaidStatus[];
}

function numbersIn(clearinghouse: string | null, payer: string | null): readonly ClaimNumber[] {
  const numbers: ClaimNumber[] = [];
  if (clearinghouse !== null) numbers.push({ by: 'clearinghouse', number: clearinghouse });
  if (payer !== null) numbers.push({ by: 'payer', number: payer });
  return numbers;
}
