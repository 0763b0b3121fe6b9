import type { ReplacementDecisionAnswer, WaitingReplacements } from '../../shared/api/replacement-forms.ts';
import { newCodeOf, oldCodeOf, type ReplacementDecision } from '../../shared/changes/decided.ts';
import { type BookEntry, type CodeBook, noEnd } from '../../shared/codebook/code-book.ts';
import { fromDayNumber } from '../../shared/dates.ts';
import type { CodeSetReader } from './question.ts';

/** Discontinued codes with a proposal and nothing that is confirmed, the latest ends first. */
export const waitingReplacements =
  ({ codeSets }: { codeSets: Pick<CodeSetReader, 'state' | 'codeBook'> }) =>
  async (): Promise<WaitingReplacements> => {
    const book = await codeSets.codeBook(await codeSets.state('HCPCS'));
    return { waiting: book ? waitingIn(book) : [] };
  };

function waitingIn(book: CodeBook): WaitingReplacements['waiting'] {
  const waiting = [...book.codes()].map((code) => book.entry(code)!).filter(waits);
  const endOf = ({ lives }: BookEntry) => lives.at(-1)?.to ?? 0;
  return waiting
    .sort((a, b) => endOf(b) - endOf(a) || (a.code < b.code ? -1 : 1))
    .map((entry) => ({
      code: entry.code,
      shortDescription: entry.versions.at(-1)!.shortDescription,
      endedOn: endOf(entry) === 0 ? null : fromDayNumber(endOf(entry)),
      replacements: entry.replacements,
    }));
}

function waits({ lives, replacements }: BookEntry): boolean {
  const settled = replacements.some(
    ({ status, relation }) => status === 'confirmed' && (relation === 'same' || relation === 'one-of'),
  );
  return !settled && lives.at(-1)?.to !== noEnd && replacements.some(({ status }) => status === 'proposed');
}

/** A decision as it is told. */
export function decisionAnswer(made: ReplacementDecision): ReplacementDecisionAnswer {
  const { decision, by, at, note } = made;
  return { old: oldCodeOf(made), code: newCodeOf(made), ...decision, by, at, note };
}
