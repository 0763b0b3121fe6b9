import type { Finding } from '../claims/finding.ts';

/** Findings, lines and money of one group. Findings of one line come behind each other. */
export class Tally {
  findings = 0;
  lines = 0;
  cents = 0;
  private last = '';

  add({ claimId, line, amount }: Pick<Finding, 'claimId' | 'line' | 'amount'>): void {
    this.findings++;
    const place = `${claimId} ${line}`;
    if (place === this.last) return;
    this.last = place;
    this.lines++;
    this.cents += Math.round(amount * 100);
  }

  figures(allCents: number) {
    const { findings, lines, cents } = this;
    const share = allCents === 0 ? 0 : Math.round((cents / allCents) * 10_000) / 10_000;
    return { findings, lines, amount: cents / 100, share };
  }
}
