import { fromDayNumber } from '../../dates.ts';
import { type ClaimLine, dollars, type PayerClass } from '../claim.ts';
import type { Finding, Fix, Severity } from '../finding.ts';
import { wayBackOf } from '../way-back.ts';
import type { ClaimHead } from './claim-in-hand.ts';

/** What a finding is about: one code or modifier on one line of a claim. */
export interface Subject {
  readonly head: ClaimHead;
  readonly payerClass: PayerClass;
  readonly line: ClaimLine;
  readonly code: string;
  readonly day: number;
}

export interface Statement {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly reason: string;
  readonly source: string;
  readonly fix: readonly Fix[];
}

export function findingOf({ head, payerClass, line, code, day }: Subject, statement: Statement): Finding {
  return {
    claimId: head.claimId,
    line: line.line,
    code,
    dateOfService: fromDayNumber(day),
    rule: statement.rule,
    severity: statement.severity,
    message: statement.message,
    reason: statement.reason,
    source: statement.source,
    fix: statement.fix,
    wayBack: wayBackOf(payerClass, head.claimType),
    amount: dollars(line.amount),
  };
}

/** Sentences, each with one full stop. */
export function sentences(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => (part.endsWith('.') ? part : `${part}.`))
    .join(' ');
}
