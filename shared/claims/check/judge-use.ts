import type { Status } from '../../codebook/code-book.ts';
import { addDays, fromDayNumber } from '../../dates.ts';
import type { PayerAcceptance } from '../acceptance-window.ts';
import type { Fix, UncheckedReason } from '../finding.ts';
import type { CodeFacts } from './code-facts.ts';
import { sentences } from './findings.ts';
import { type FixAnswer, fixOf, noFix } from './fix.ts';
import { acceptanceOf, isTaken, outsideWindow, refusesSCode, sCodeRefused, windowCrossed } from './payer-window.ts';
import { chainEndsOf, insteadOfInvalid, predecessorOf, type ReplacementScope } from './replacement-chain.ts';
import {
  clean,
  found,
  isProfessional,
  type JudgingRules,
  scopeOf,
  statusOn,
  type Use,
  type Verdict,
} from './verdict.ts';
import { fixSentence, type InvalidStatus, invalidWording, newestHeld, releaseName, spanWording } from './wording.ts';

/** The code of a line on its date of service. */
export function judgeCode(use: Use, rules: JudgingRules): Verdict {
  const { facts, day } = use;
  const [acceptance, atEnd] = acceptances(use);
  // A hospital's line of several days, as one dated by the statement, does not say on which of them the service was.
  if (!isProfessional(use) && acceptance?.accepted !== atEnd?.accepted) return dayNotTold;
  if (acceptance) return acceptance.accepted ? withinWindow(use, rules) : outsideWindow(use, acceptance.window, rules);
  if (facts.form === 'hcpcs-modifier' || facts.form === 'cpt-modifier') return modifierInstead(use, rules);
  if (!facts.book) return { finding: null, unchecked: 'no-code-set' };
  const status = statusOn(facts, day);
  if (status === 'unproven' || status === 'outside-coverage') return { finding: null, unchecked: 'outside-coverage' };
  const last = use.throughDay === day ? status : statusOn(facts, use.throughDay);
  if (status === 'valid' && refusesSCode(use)) return sCodeRefused(use, rules);
  if (status === 'valid' && !isBroken(last))
    return atEnd?.accepted === false ? windowCrossed(use, atEnd.window, rules) : revised(use, rules);
  if (!isProfessional(use) && livesWithin(use)) return dayNotTold;
  if (status === 'valid') return crossing(use, rules, 'end');
  return last === 'valid' ? crossing(use, rules, 'start') : invalid(use, status, rules);
}

const dayNotTold: Verdict = { finding: null, unchecked: 'outside-coverage' };

/** What the payer's own document says of the line's first and last day. */
function acceptances(use: Use): readonly (PayerAcceptance | undefined)[] {
  const first = acceptanceOf(use, use.day);
  return [first, use.throughDay === use.day ? first : acceptanceOf(use, use.throughDay)];
}

/** Whether the code may be billed on some day of the line. */
function livesWithin({ facts, day, throughDay }: Use): boolean {
  return facts.entry?.lives.some(({ from, to }) => from <= throughDay && to >= day) ?? false;
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

function isBroken(status: Status): status is InvalidStatus {
  return status !== 'valid' && status !== 'unproven' && status !== 'outside-coverage';
}

function invalid(use: Use, status: InvalidStatus, rules: JudgingRules): Verdict {
  const wording = invalidWording(status, use.facts, use.day);
  const answer = fixesFor(use, status, scopeOf(use, use.day, rules.books), rules);
  const message = sentences(wording.message, insteadOf(status, answer, use), ...answer.remarks);
  return found(use, wording.check, { ...wording, message, fix: answer.fix }, rules);
}

function insteadOf(status: InvalidStatus, { fix }: FixAnswer, use: Use): string {
  if (status === 'unknown') return 'Look for a typing error';
  if (status === 'not-yet-effective' && fix.length === 0) return 'No code that served before it is known';
  return fixSentence(fix, use.code, hasOtherPayers(use));
}

function fixesFor(use: Use, status: InvalidStatus, scope: ReplacementScope, { windows }: JudgingRules): FixAnswer {
  const { facts, line } = use;
  if (!facts.entry) return noFix;
  const ends = chainEndsOf(facts.entry, scope, insteadOfInvalid).filter(
    ({ code }) => isTaken(code, scope, windows) && !refusesSCode({ ...use, code }),
  );
  if (ends.length > 0) return fixOf(facts.entry, line, ends, scope);
  const before = status === 'not-yet-effective' ? predecessorOf(facts.code, scope) : undefined;
  return before && !refusesSCode({ ...use, code: before.code }) ? fixOf(facts.entry, line, [before], scope) : noFix;
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
  const { fix } = fixesFor(use, ends ? 'terminated' : 'not-yet-effective', scope, rules);
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

/** The payer takes the code on the line's first day, whatever the code set says of it. */
function withinWindow(use: Use, rules: JudgingRules): Verdict {
  const { facts, day } = use;
  const [, last] = acceptances(use);
  if (last?.accepted === false) return windowCrossed(use, last.window, rules);
  return facts.book && statusOn(facts, day) === 'valid' ? revised(use, rules) : clean;
}
