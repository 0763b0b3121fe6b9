import type { Status } from '../../codebook/code-book.ts';
import { fromDayNumber } from '../../dates.ts';
import type { AcceptanceWindow } from '../acceptance-window.ts';
import type { Finding, Fix, Severity, UncheckedReason } from '../finding.ts';
import { isBoundByHipaa, type PayerProfile } from '../payers.ts';
import { type CheckName, checks } from './checks.ts';
import type { CodeBooks, CodeFacts } from './code-facts.ts';
import { findingOf, type Subject } from './findings.ts';
import type { ReplacementScope } from './replacement-chain.ts';

/** One use of a code or modifier, with what is known of it. */
export interface Use extends Subject {
  readonly facts: CodeFacts;
  readonly throughDay: number;
  /** What the account knows of the payer. */
  readonly profile: PayerProfile | null;
}

export interface JudgingRules {
  readonly books: CodeBooks;
  readonly windows: readonly AcceptanceWindow[];
  /** Severity of a check for this account; null where it is switched off. */
  severityOf(check: CheckName): Severity | null;
}

/** What came out of judging one use. */
export interface Verdict {
  readonly finding: Finding | null;
  readonly unchecked: UncheckedReason | null;
}

export const clean: Verdict = { finding: null, unchecked: null };

export function statusOn({ book, entry, code }: CodeFacts, day: number): Status {
  return entry ? book!.statusOf(entry, day) : book!.status(code, day);
}

export function isProfessional({ head }: Use): boolean {
  return head.claimType === 'professional';
}

export function scopeOf({ head, payerClass, line }: Subject, day: number, books: CodeBooks): ReplacementScope {
  const place = line.placeOfService ?? head.place;
  return {
    books,
    day,
    date: fromDayNumber(day),
    payer: head.payer,
    payerClass,
    hospitalCodes: head.claimType === 'institutional' || place === null || place === '24',
  };
}

interface Said {
  readonly message: string;
  readonly reason: string;
  readonly source: string;
  readonly fix: readonly Fix[];
}

/** Payers outside HIPAA (workers' compensation, automobile, liability) have dates of their own: a person decides. */
export function found(use: Use, check: CheckName, said: Said, rules: JudgingRules): Verdict {
  const severity = rules.severityOf(check);
  if (severity === null) return clean;
  const bound = isBoundByHipaa(use.payerClass, use.profile) || checks[check] !== 'error' || ownWord.has(check);
  return { finding: findingOf(use, { ...said, rule: check, severity: bound ? severity : 'review' }), unchecked: null };
}

/** What the payer itself says binds it, under HIPAA or not. */
const ownWord: ReadonlySet<CheckName> = new Set(['code-outside-payer-window', 's-code-not-taken']);
