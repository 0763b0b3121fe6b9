import type { CodeBooks } from '../../shared/claims/check/code-facts.ts';
import type { PayerClass } from '../../shared/claims/claim.ts';
import type { Finding } from '../../shared/claims/finding.ts';
import { wayBackOf } from '../../shared/claims/way-back.ts';
import { codeSetOf } from '../../shared/code.ts';
import { toDayNumber } from '../../shared/dates.ts';
import type { UseRow } from '../adapters/claim-store.ts';

/**
 * What is wrong with a line that needs nothing more: where it was paid, and a release that came later says that it should
 * not have been. What was wrong when the payer paid is between payer and claim, and was seen before.
 */
export function refundsDue(
  use: UseRow,
  findings: readonly Finding[],
  payerClass: PayerClass,
  books: CodeBooks,
): readonly Finding[] {
  const { state, head } = use;
  if (state?.state !== 'paid') return [];
  return findings
    .filter(
      ({ severity, rule }) => severity === 'error' && rule !== 'code-unknown' && saidSince(use, books) > state.date,
    )
    .map((finding) => ({
      ...finding,
      severity: 'warning',
      message: `${finding.message} The line was paid on ${state.date}: a refund may be due.`,
      wayBack: wayBackOf(payerClass, head.claimType, 'paid-wrongly'),
    }));
}

/** The day on which the publisher said what holds of the code on the line's date. */
function saidSince({ code, line }: UseRow, books: CodeBooks): string {
  const codeSet = codeSetOf(code);
  const book = codeSet && books[codeSet];
  const entry = book?.entry(code);
  if (!book || !entry || line.dateOfService === null) return '';
  const life = book.lifeAt(entry, toDayNumber(line.dateOfService)) ?? entry.lives.at(-1);
  return (life && book.releases[life.release]?.knownSince) ?? '';
}
