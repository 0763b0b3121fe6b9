import type { CodeChange } from '../changes/change.ts';
import { isProposal, oldCodeOf, type ReplacementDecision } from '../changes/decided.ts';
import type { Replacement } from '../changes/replacement.ts';
import { fromDayNumber } from '../dates.ts';
import { pairSubject } from '../decision.ts';
import type { BookEntry, CodeBook } from './code-book.ts';

/** What people have decided about replacements, and the code book that rests on it. */
export interface DecidedState {
  readonly decisions: readonly ReplacementDecision[];
  readonly book: Pick<CodeBook, 'entry'> | undefined;
}

/**
 * Changes with their replacements as people have decided about them since: rejected ones are gone, accepted and edited
 * ones stand with their units. What CMS stated and nobody spoke of stands as it was.
 */
export function changesAsDecided(
  changes: readonly CodeChange[],
  { decisions, book }: DecidedState,
): readonly CodeChange[] {
  if (decisions.length === 0) return changes;
  const subjects = new Set(decisions.map(({ subject }) => subject));
  const codes = new Set(decisions.map(oldCodeOf));
  return changes.map((change) => {
    const entry = change.kind === 'deleted' && codes.has(change.code) ? book?.entry(change.code) : undefined;
    return entry && !endsEarlierLife(change, entry) ? asDecided(change, entry, subjects) : change;
  });
}

function asDecided(change: CodeChange, { replacements }: BookEntry, subjects: ReadonlySet<string>): CodeChange {
  const isRuled = ({ code }: Replacement) => subjects.has(pairSubject(change.code, code));
  const stated = change.replacements.filter((each) => !isProposal(each) && !isRuled(each));
  const named = new Set(stated.map(({ code }) => code));
  // A cross reference that came with a later release was not stated with this change.
  const others = replacements.filter((each) => !named.has(each.code) && (each.source !== 'cms-xref' || isRuled(each)));
  return { ...change, replacements: [...stated, ...others] };
}

/** Words are about the code's latest meaning. */
function endsEarlierLife({ effective }: CodeChange, { lives }: BookEntry): boolean {
  const latest = lives.at(-1);
  return latest !== undefined && effective <= fromDayNumber(latest.from);
}
