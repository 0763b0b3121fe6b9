import type { ChangeKind, CodeChange } from '../changes/change.ts';
import type { Finding, Severity } from '../claims/finding.ts';
import { type CodeType, formOf } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import type { HoldingType } from '../holdings/holding.ts';
import type { FieldName } from '../release/record.ts';
import { type Instead, insteadOf } from './instead.ts';

/** A finding that a subscriber has not heard of; `cleared`: a release has mended the line. */
export interface AlertedFinding {
  readonly finding: Finding;
  readonly status: 'open' | 'cleared';
  /** Of a line of a held list alone: of which type, and what tells the lines of a type apart. */
  readonly list?: { readonly type: HoldingType; readonly line: string };
}

/** How much is hit. A line counts once, however many findings it has. */
export interface Totals {
  readonly claims: number;
  readonly lines: number;
  /** Charges of the lines, in dollars. */
  readonly amount: number;
}

/** What happened to a code, as far as a biller needs it. */
export interface Happening {
  readonly kind: ChangeKind;
  /** First date of service affected. */
  readonly effective: IsoDate;
  readonly withdrawn: boolean;
  readonly retroactive: boolean;
  /** Which fields differ, of a revised code. */
  readonly fields: readonly FieldName[];
}

/** A code whose change, or whose record, became right for stored lines. */
export interface RightCode extends Totals {
  readonly code: string;
  readonly codeType: CodeType;
  readonly happened: readonly Happening[];
}

/** A code that makes stored lines wrong. */
export interface CodeImpact extends RightCode {
  /** The gravest of its findings. */
  readonly severity: Severity;
  /** Names of the rules that its findings rest on. */
  readonly rules: readonly string[];
  readonly instead: readonly Instead[];
  /** Whether CMS's cross reference names a successor; null where the code has not ended. */
  readonly cmsNamesReplacement: boolean | null;
}

/** What happened to a code in the release, or in the earlier one that ended it. */
export type ChangesOfCode = (code: string) => readonly CodeChange[];

const gravity: readonly Severity[] = ['error', 'warning', 'review'];

/** Codes that make lines wrong, the most money first. */
export function impactsOf(findings: readonly Finding[], changesOf: ChangesOfCode): readonly CodeImpact[] {
  return byCode(findings).map(([code, ofCode]) => {
    const changes = changesOf(code);
    const ended = changes.filter(({ kind }) => kind === 'deleted');
    return {
      ...rightCode(code, ofCode, changes),
      severity: gravity.find((severity) => ofCode.some((finding) => finding.severity === severity))!,
      rules: [...new Set(ofCode.map(({ rule }) => rule))].sort(),
      instead: insteadOf(ofCode, ended),
      cmsNamesReplacement:
        ended.length > 0
          ? ended.some(({ replacements }) => replacements.some(({ source }) => source === 'cms-xref'))
          : null,
    };
  });
}

/** Codes whose lines a release has mended, the most money first. */
export function rightCodesOf(findings: readonly Finding[], changesOf: ChangesOfCode): readonly RightCode[] {
  return byCode(findings).map(([code, ofCode]) => rightCode(code, ofCode, changesOf(code)));
}

export function totalsOf(findings: readonly Finding[]): Totals {
  const centsOfLine = new Map(
    findings.map(({ claimId, line, amount }) => [`${claimId} ${line}`, Math.round(amount * 100)]),
  );
  return {
    claims: new Set(findings.map(({ claimId }) => claimId)).size,
    lines: centsOfLine.size,
    amount: [...centsOfLine.values()].reduce((sum, cents) => sum + cents, 0) / 100,
  };
}

function rightCode(code: string, findings: readonly Finding[], changes: readonly CodeChange[]): RightCode {
  return {
    code,
    codeType: formOf(code).endsWith('modifier') ? 'modifier' : 'procedure',
    happened: changes.map(happeningOf),
    ...totalsOf(findings),
  };
}

export function happeningOf({ kind, effective, withdrawn, retroactive, fields }: CodeChange): Happening {
  return { kind, effective, withdrawn, retroactive, fields: kind === 'revised' ? fields.map(({ name }) => name) : [] };
}

/** Totals of each code, the most money first. */
export function totalsByCode(findings: readonly Finding[]): readonly (Totals & { readonly code: string })[] {
  return byCode(findings).map(([code, ofCode]) => ({ code, ...totalsOf(ofCode) }));
}

function byCode(findings: readonly Finding[]): readonly (readonly [code: string, findings: readonly Finding[]])[] {
  const grouped = new Map<string, Finding[]>();
  for (const finding of findings) {
    const ofCode = grouped.get(finding.code);
    if (ofCode) ofCode.push(finding);
    else grouped.set(finding.code, [finding]);
  }
  return [...grouped]
    .map(([code, ofCode]) => ({ code, ofCode, amount: totalsOf(ofCode).amount }))
    .sort((a, b) => b.amount - a.amount || (a.code < b.code ? -1 : 1))
    .map(({ code, ofCode }) => [code, ofCode] as const);
}
