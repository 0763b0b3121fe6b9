import type { ChangeKind } from '../changes/change.ts';
import { type CodeSet, codeSetOf, sectionOf } from '../code.ts';

/** What somebody wants to hear of. An empty list asks for everything. */
export interface Interest {
  /** Stored lines that a release breaks or mends: of claims, and of lists that are held. */
  readonly findings: boolean;
  /** What a release changes, billed or not: its release note, and reminders before it takes effect. */
  readonly changes: boolean;
  readonly codeSets: readonly CodeSet[];
  readonly kinds: readonly ChangeKind[];
  /** `J0013`, a range `J0100-J0199`, or a beginning `J01*`. */
  readonly codes: readonly string[];
  /** Letters of HCPCS sections. */
  readonly sections: readonly string[];
  /** Changes of codes alone that open lines or holdings use. */
  readonly onlyBilled: boolean;
  /** Payer ids of claims. */
  readonly payers: readonly string[];
  /** Billing provider ids of claims. */
  readonly clinics: readonly string[];
  /** Dollars on a line below which a finding is not told. */
  readonly minimum: number;
}

/** As much of a finding as an interest asks about. */
export interface FindingTraits {
  readonly code: string;
  readonly amount: number;
  readonly payer: string | null;
  readonly provider: string | null;
}

export interface ChangeTraits {
  readonly code: string;
  readonly kind: ChangeKind;
}

/** A code, a range or a beginning, as `Interest.codes` takes them. */
export const codePattern = /^(?:[A-Z0-9]{2,5}|[A-Z0-9]{5}-[A-Z0-9]{5}|[A-Z0-9]{1,4}\*)$/;

export function wantsFinding(interest: Interest, { code, amount, payer, provider }: FindingTraits): boolean {
  return (
    interest.findings &&
    amount >= interest.minimum &&
    wantsCode(interest, code) &&
    among(interest.payers, payer) &&
    among(interest.clinics, provider)
  );
}

/** `billed` says whether the account uses a code; it is asked only where the interest hangs on it. */
export function wantsChange(
  interest: Interest,
  { code, kind }: ChangeTraits,
  billed: (code: string) => boolean,
): boolean {
  return (
    interest.changes &&
    among(interest.kinds, kind) &&
    wantsCode(interest, code) &&
    (!interest.onlyBilled || billed(code))
  );
}

function wantsCode({ codeSets, codes, sections }: Interest, code: string): boolean {
  return (
    among(codeSets, codeSetOf(code) ?? null) &&
    among(sections, sectionOf(code)) &&
    (codes.length === 0 || codes.some((pattern) => matches(pattern, code)))
  );
}

function matches(pattern: string, code: string): boolean {
  if (pattern.endsWith('*')) return code.startsWith(pattern.slice(0, -1));
  const [from, to] = pattern.split('-');
  return to === undefined ? code === pattern : code.length === from!.length && code >= from! && code <= to;
}

function among<T>(wanted: readonly T[], value: T | null): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value));
}
