import type { Status } from '../../codebook/code-book.ts';
import { addDays, fromDayNumber } from '../../dates.ts';
import { acceptanceOn } from '../acceptance-window.ts';
import type { Finding, Fix, Severity, UncheckedReason } from '../finding.ts';
import { type CheckName, checks } from './checks.ts';
import type { CodeBooks, CodeFacts } from './code-facts.ts';
import { findingOf, type Subject, sentences } from './findings.ts';
import { type FixAnswer, fixOf, noFix } from './fix.ts';
import { chainEndsOf, insteadOfInvalid, predecessorOf, type ReplacementScope } from './replacement-chain.ts';
import { fixSentence, type InvalidStatus, invalidWording, newestHeld, releaseName, spanWording } from './wording.ts';

/** One use of a code or modifier, with what is known of it. */
export interface Use extends Subject {
  readonly facts: CodeFacts;
  readonly throughDay: number;
}

export interface JudgingRules {
  readonly books: CodeBooks;
  /** Severity of a check for this account; null where it is switched off. */
  severityOf(check: CheckName): Severity | null;
}

/** What came out of judging one use. */
export interface Verdict {
  readonly finding: Finding | null;
  readonly unchecked: UncheckedReason | null;
}

const clean: Verdict = { finding: null, unchecked: null };

/** The code of a line on its date of service. */
export function judgeCode(use: Use, rules: JudgingRules): Verdict {
  const { facts, day } = use;
  const acceptance = acceptanceOf(use);
  if (acceptance) return acceptance.accepted ? clean : outsideWindow(use, acceptance.window.document, rules);
  if (facts.form === 'hcpcs-modifier' || facts.form === 'cpt-modifier') return modifierInstead(use, rules);
  if (!facts.book) return { finding: null, unchecked: 'no-code-set' };
  const status = statusOn(facts, day);
  if (status === 'unproven' || status === 'outside-coverage') return { finding: null, unchecked: 'outside-coverage' };
  const last = use.throughDay === day ? status : statusOn(facts, use.throughDay);
  if (status === 'valid') {
    if (isProfessional(use) && isBroken(last)) return crossing(use, rules, 'end');
    return revised(use, rules);
  }
  if (last !== 'valid') return invalid(use, status, rules);
  // A hospital's line of several days does not say on which of them the service was.
  return isProfessional(use) ? crossing(use, rules, 'start') : clean;
}

/** A modifier on the line's date. One that stands in no file may still be valid (trips, state modifiers): no finding. */
export function judgeModifier(use: Use, rules: JudgingRules): Verdict {
  const { facts, day } = use;
  if (!facts.book || facts.entry?.codeType !== 'modifier') return clean;
  const status = statusOn(facts, day);
  if (!isBroken(status)) return clean;
  if (!isProfessional(use) && statusOn(facts, use.throughDay) === 'valid') return clean;
  const wording = invalidWording(status, facts, day);
  const message = sentences(
    wording.message,
    `Take it off; the code ${use.line.code} stays unless a finding says otherwise`,
  );
  return found(use, wording.check, { ...wording, message, fix: [] }, rules);
}

/** Whether a modifier that is asked about by itself could not be judged. Codes say so in their verdict. */
export function uncheckedModifier(facts: CodeFacts, day: number): UncheckedReason | null {
  if (!facts.book) return 'no-code-set';
  const status = statusOn(facts, day);
  return status === 'unproven' || status === 'outside-coverage' ? 'outside-coverage' : null;
}

function statusOn({ book, entry, code }: CodeFacts, day: number): Status {
  return entry ? book!.statusOf(entry, day) : book!.status(code, day);
}

function isBroken(status: Status): status is InvalidStatus {
  return status !== 'valid' && status !== 'unproven' && status !== 'outside-coverage';
}

function isProfessional({ head }: Use): boolean {
  return head.claimType === 'professional';
}

function invalid(use: Use, status: InvalidStatus, rules: JudgingRules): Verdict {
  const wording = invalidWording(status, use.facts, use.day);
  const answer = fixesFor(use, status, scopeOf(use, use.day, rules.books));
  const message = sentences(wording.message, insteadOf(status, answer, use), ...answer.remarks);
  return found(use, wording.check, { ...wording, message, fix: answer.fix }, rules);
}

function insteadOf(status: InvalidStatus, { fix }: FixAnswer, use: Use): string {
  if (status === 'unknown') return 'Look for a typing error';
  if (status === 'not-yet-effective' && fix.length === 0) return 'No code that served before it is known';
  return fixSentence(fix, use.code, hasOtherPayers(use));
}

function fixesFor({ facts, line }: Use, status: InvalidStatus, scope: ReplacementScope): FixAnswer {
  if (!facts.entry) return noFix;
  const ends = chainEndsOf(facts.entry, scope, insteadOfInvalid);
  if (ends.length > 0) return fixOf(facts.entry, line, ends, scope);
  const before = status === 'not-yet-effective' ? predecessorOf(facts.code, scope) : undefined;
  return before ? fixOf(facts.entry, line, [before], scope) : noFix;
}

function hasOtherPayers({ facts }: Use): boolean {
  return (facts.entry?.replacements.length ?? 0) > 0;
}

/** The part of the span on the far side of the change gets the code that is valid there; its units nobody can say. */
function crossing(use: Use, rules: JudgingRules, change: 'start' | 'end'): Verdict {
  const { facts, day, throughDay } = use;
  const ends = change === 'end';
  const life = facts.entry!.lives.find(({ from, to }) => (ends ? from <= day && day <= to : from > day))!;
  const lastOfFirst = ends ? fromDayNumber(life.to) : addDays(fromDayNumber(life.from), -1);
  const span = [fromDayNumber(day), fromDayNumber(throughDay)] as const;
  const wording = spanWording(facts, change, span, lastOfFirst, life.release);
  const scope = scopeOf(use, ends ? throughDay : day, rules.books);
  const { fix } = fixesFor(use, ends ? 'terminated' : 'not-yet-effective', scope);
  const numbers = fix.map(({ code }): Fix => ({ code, units: null, confirm: true }));
  const message = sentences(wording.message, fixSentence(numbers, use.code, hasOtherPayers(use)));
  return found(use, wording.check, { ...wording, message, fix: numbers }, rules);
}

/** Templates still bill in the old unit for a while: a year after the change a person is asked to look. */
function revised(use: Use, rules: JudgingRules): Verdict {
  const { facts, day, code } = use;
  const revision = facts.revisions.findLast(({ from }) => from <= day && day < from + 10_000);
  if (!revision) return clean;
  const since = fromDayNumber(revision.from);
  const [before, after] = [revision.before ?? 'no stated dose', revision.after ?? 'no stated dose'];
  return found(
    use,
    'unit-revised',
    {
      message: `One unit of ${code} changed on ${since} from ${before} to ${after}: look at the units billed.`,
      reason: `The code stays valid, and units counted the old way are wrong. ${newestHeld(facts.book!)}`,
      source: `${releaseName(facts.book!, revision.release)}, ${code}, long description`,
      fix: [],
    },
    rules,
  );
}

function modifierInstead(use: Use, rules: JudgingRules): Verdict {
  return found(
    use,
    'code-is-a-modifier',
    {
      message: `${use.code} stands where a procedure code belongs, and has the form of a modifier.`,
      reason: 'Codes of HCPCS and CPT have five characters; two characters are a modifier.',
      source: 'X12 837, SV101-2 and SV202-2; HCPCS record layout',
      fix: [],
    },
    rules,
  );
}

function acceptanceOf({ facts, head, payerClass, day }: Use) {
  if (facts.windows.length === 0) return undefined;
  return acceptanceOn(facts.windows, head.payer, payerClass, fromDayNumber(day));
}

function outsideWindow(use: Use, document: string, rules: JudgingRules): Verdict {
  const { facts, line, code, day } = use;
  const scope = scopeOf(use, day, rules.books);
  const ends = facts.entry ? chainEndsOf(facts.entry, scope, insteadOfInvalid) : [];
  const answer = ends.length > 0 ? fixOf(facts.entry!, line, ends, scope) : noFix;
  const message = `The payer does not take ${code} on ${fromDayNumber(day)}`;
  return found(
    use,
    'code-outside-payer-window',
    {
      message: sentences(message, fixSentence(answer.fix, code, true), ...answer.remarks),
      reason: "The payer's own dates for the code override the code set's.",
      source: document,
      fix: answer.fix,
    },
    rules,
  );
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
function found(use: Use, check: CheckName, said: Said, rules: JudgingRules): Verdict {
  const severity = rules.severityOf(check);
  if (severity === null) return clean;
  const bound = use.payerClass === 'other' && checks[check] === 'error' ? 'review' : severity;
  return { finding: findingOf(use, { ...said, rule: check, severity: bound }), unchecked: null };
}
