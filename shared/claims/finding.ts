import type { IsoDate } from '../dates.ts';

export type Severity = 'error' | 'warning' | 'review';

/** What to bill instead. `confirm` is true where a person has to supply what the claim does not say (a dose, a choice). */
export interface Fix {
  readonly code: string;
  /** One number where it is exact, a range `{ from, to }` where only billed units are known, null where nothing is. */
  readonly units: number | { readonly from: number; readonly to: number } | null;
  readonly confirm: boolean;
}

/** One thing wrong with one line. The form is part of the contract (docs/FORMS.md). */
export interface Finding {
  readonly claimId: string;
  readonly line: number;
  /** The code or modifier that it is about. */
  readonly code: string;
  readonly dateOfService: IsoDate;
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, in a sentence for the biller. */
  readonly message: string;
  /** Why: the dates and the rule. */
  readonly reason: string;
  /** Release and record, or document, that proves it. */
  readonly source: string;
  readonly fix: readonly Fix[];
  /** How the line is mended with this payer (replacement claim, new claim, reopening …); null where it is not known. */
  readonly wayBack: string | null;
  /** Charge of the line in dollars. */
  readonly amount: number;
}

/**
 * Why a line was not judged. Not judged is not invalid. `outside-coverage`: no release held speaks of its days, or its
 * code ends or begins within them and the line does not say on which of them the service was.
 */
export type UncheckedReason = 'no-code-set' | 'outside-coverage';
