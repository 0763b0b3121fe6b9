import { fromDayNumber } from '../../dates.ts';
import type { Finding } from '../finding.ts';
import type { Match } from '../rules/match-rule.ts';
import type { ClaimInHand } from './claim-in-hand.ts';
import type { CodeBooks } from './code-facts.ts';
import { findingOf, type Subject, sentences } from './findings.ts';
import { type FixAnswer, fixOf, noFix } from './fix.ts';
import { chainEndsOf, insteadOfUnpaid } from './replacement-chain.ts';
import { scopeOf } from './verdict.ts';
import { fixSentence, releaseName } from './wording.ts';

/** A match of a rule in words. Rules never name a modifier as the fix: they say what the record has to show. */
export function ruleFinding(match: Match, claim: ClaimInHand, at: number, books: CodeBooks): Finding {
  const line = claim.lines[at]!;
  const day = claim.days[at]!;
  const { rule, condition } = match.condition;
  const subject = { head: claim.head, payerClass: claim.payerClass, line, code: line.code, day };
  const answer = answerOf(match, claim, at, subject, books);
  const sought = condition.kind === 'pattern' && condition.fix !== undefined;
  const instead = sought || answer.fix.length > 0 ? insteadOf(answer, line.code) : '';
  return findingOf(subject, {
    rule: rule.name,
    severity: match.severity,
    message: sentences(filled(condition.message, match, claim, at), instead, ...answer.remarks),
    reason: sentences(
      `${rule.number === null ? 'Own rule' : `Rule ${rule.number}`}: ${rule.title}`,
      match.detail ?? '',
      `The record has to show: ${rule.evidence}`,
      `It is right all the same where ${rule.falsePositives.join(', or ')}`,
    ),
    source: sourceOf(match, claim, at),
    fix: answer.fix,
  });
}

function answerOf(match: Match, claim: ClaimInHand, at: number, subject: Subject, books: CodeBooks): FixAnswer {
  const { condition } = match.condition;
  if (condition.kind !== 'pattern' || condition.fix === undefined) return { fix: match.fix, remarks: [] };
  const { entry } = claim.facts[at]!;
  if (!entry) return noFix;
  const scope = scopeOf(subject, subject.day, books);
  const ends = chainEndsOf(entry, scope, insteadOfUnpaid);
  return ends.length > 0 ? fixOf(entry, subject.line, ends, scope) : noFix;
}

function insteadOf({ fix }: FixAnswer, code: string): string {
  return fix.length > 0 ? fixSentence(fix, code, true) : `CMS names nothing that Medicare pays instead of ${code}`;
}

function filled(message: string, { other }: Match, claim: ClaimInHand, at: number): string {
  const line = claim.lines[at]!;
  const values: Readonly<Record<string, string>> = {
    code: line.code,
    date: fromDayNumber(claim.days[at]!),
    other: other >= 0 ? claim.lines[other]!.code : '',
    modifiers: line.modifiers.join(' ') || 'no modifier',
    units: String(line.units),
    place: line.placeOfService ?? claim.head.place ?? 'unknown',
    coverage: coverageOn(claim, at) ?? 'none',
  };
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function coverageOn({ facts, days }: ClaimInHand, at: number): string | null {
  const { book, entry } = facts[at]!;
  return book && entry ? book.versionAt(entry, days[at]!).coverage : null;
}

/** The document, and for what rests on a code's record the release that shows it. */
function sourceOf({ condition: { rule, condition }, detail }: Match, { facts, days }: ClaimInHand, at: number): string {
  const { book, entry, code } = facts[at]!;
  const line = condition.line;
  if (book && entry && (line?.coverage || line?.pricing)) {
    const version = book.versionAt(entry, days[at]!);
    const field = line.coverage ? `coverage ${version.coverage}` : `pricing ${version.pricingIndicators.join(' ')}`;
    return `${releaseName(book, version.release)}, ${code}, ${field}; ${rule.source.document}`;
  }
  return detail === null ? rule.source.document : `${detail}; ${rule.source.document}`;
}
