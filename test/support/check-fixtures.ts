import { inferredBetween } from '../../shared/changes/inferred.ts';
import { replacementsOf } from '../../shared/changes/replace.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
import { type Checker, type CheckerConfig, createChecker } from '../../shared/claims/check/checker.ts';
import type { Claim, PayerClass } from '../../shared/claims/claim.ts';
import type { Finding } from '../../shared/claims/finding.ts';
import { payerMapOf } from '../../shared/claims/payers.ts';
import { lineOfExample } from '../../shared/claims/rules/examples.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import { compileCodeBook } from '../../shared/codebook/compile.ts';
import { coveredPeriods } from '../../shared/codebook/coverage.ts';
import { foldReleases, type ReleaseState } from '../../shared/codebook/history.ts';
import { addDays } from '../../shared/dates.ts';
import { type RecordSketch, recordOf } from './release-builder.ts';

/** A release of some codes: `2018-01`, or `2018-01.v2` for a revision of it. */
export interface ReleaseSketch {
  readonly release: string;
  readonly coveredThrough: string;
  readonly records: readonly RecordSketch[];
}

/** The code book of releases in order of time, replacements included, as a published state has it. */
export function codeBookOf(releases: readonly ReleaseSketch[]): CodeBook {
  return bookOfStates(
    releases.map(({ release, coveredThrough, records }) => ({
      release,
      date: `${release.slice(0, 7)}-01`,
      coveredThrough,
      knownSince: addDays(`${release.slice(0, 7)}-01`, -20),
      records: records.map(recordOf),
    })),
  );
}

function bookOfStates(states: readonly ReleaseState[]): CodeBook {
  const histories = foldReleases(states);
  const lookup = (code: string) => histories.get(code)?.versions.at(-1)?.record;
  const inferred = states.slice(1).map((state, index) => inferredBetween(states[index]!, state));
  const replacements = new Map<string, readonly Replacement[]>();
  for (const [code, { versions }] of histories) {
    const found = replacementsOf(versions.at(-1)!.record, lookup, (old) => inferred.flatMap((between) => between(old)));
    if (found.length > 0) replacements.set(code, found);
  }
  return compileCodeBook({
    codeSet: 'HCPCS',
    releases: states.map(({ release, date, knownSince }) => ({ release, file: release, sha256: '', date, knownSince })),
    coverage: coveredPeriods(states),
    histories,
    replacements,
  });
}

/** One payer id for each class: `MED` is Medicare, `COM` commercial, and what is not listed is unknown. */
export const payerIds = {
  MED: 'medicare',
  DME: 'medicare-dme',
  ADV: 'medicare-advantage',
  CAID: 'medicaid',
  TRI: 'tricare',
  COM: 'commercial',
  AUTO: 'other',
} as const satisfies Record<string, PayerClass>;

export const payers = payerMapOf(payerIds);

export type ClaimSketch = Partial<Omit<Claim, 'lines'>> & { readonly date: string; readonly lines: readonly string[] };

/** Lines in the notation of rule examples: `S0013 x84 @2025-12-31`. */
export function claimOf({ date, lines, ...head }: ClaimSketch): Claim {
  return {
    claimId: 'C1',
    claimType: 'professional',
    frequency: '1',
    payerClaimNumber: null,
    payer: 'COM',
    filingIndicator: null,
    provider: null,
    place: '11',
    ...head,
    lines: lines.map((text, index) => lineOfExample(text, index + 1, date)),
  };
}

export function checkerOf(HCPCS: CodeBook, config: Partial<CheckerConfig> = {}): Checker {
  return createChecker({ payers, ...config, codeBooks: { HCPCS, ...config.codeBooks } });
}

export function findingsIn(checker: Checker, claim: Claim): readonly Finding[] {
  const findings: Finding[] = [];
  checker.check(claim, (finding) => findings.push(finding));
  return findings;
}

/** What a table of cases compares: which rule on which line, and what to bill. */
export function brief({ line, code, rule, fix }: Finding) {
  return { line, code, rule, fix };
}

export function headOf({ lines: _lines, ...head }: Claim): Omit<Claim, 'lines'> {
  return head;
}

/** The check of one claim, and what of it could not be judged. */
export function checkOf(claim: Claim, config: CheckerConfig) {
  const checker = createChecker(config);
  const findings: Finding[] = [];
  checker.check(claim, (finding) => findings.push(finding));
  return { findings, unchecked: checker.unchecked };
}
