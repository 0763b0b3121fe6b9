import { isProposal } from '../../shared/changes/decided.ts';
import { codeSetOf } from '../../shared/code.ts';
import type { BookEntry, CodeBook } from '../../shared/codebook/code-book.ts';
import { noEnd } from '../../shared/codebook/code-book.ts';
import { type Decision, pairSubject } from '../../shared/decision.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { DecisionArchive } from '../adapters/decision-archive.ts';
import { askedCode } from '../queries/question.ts';

export interface DecideReplacementPorts {
  readonly codeSets: Pick<CodeSetStore, 'state' | 'codeBook'>;
  readonly decisions: Pick<DecisionArchive, 'keep'>;
  /** The present moment, ISO 8601 in UTC. */
  readonly now: () => string;
  /** Has the word take effect: at once where there is one process, by the publisher's queue in the cloud. */
  readonly apply: () => Promise<unknown>;
}

/** A person's word about one code in the place of another. */
export interface ReplacementRuling {
  readonly old: string;
  readonly code: string;
  readonly verdict: Decision<'replacement'>['decision']['verdict'];
  readonly units: Decision<'replacement'>['decision']['units'];
  readonly by: string;
  readonly note: string | null;
}

/**
 * Keeps the word for ever and lets it take effect in everything that asks the code book. A later word about the same
 * two codes takes its place; the earlier one stays in the archive.
 */
export const decideReplacement =
  ({ codeSets, decisions, now, apply }: DecideReplacementPorts) =>
  async ({ verdict, units, by, note, ...asked }: ReplacementRuling): Promise<Decision<'replacement'>> => {
    const [old, code] = [askedCode(asked.old).code, askedCode(asked.code).code];
    if ((verdict === 'edit') !== (units !== null))
      throw new CodesetError('USAGE', 'units go with edit, and edit goes with units: --units 1/20', 2);
    const state = await codeSets.state('HCPCS');
    const book = await codeSets.codeBook(state);
    const decided = state.decisions.some(({ subject }) => subject === pairSubject(old, code));
    if (!book) throw new CodesetError('UNKNOWN_CODE', 'no release is held yet');
    refuseWrong(book, endedIn(book, old), code, verdict, decided);
    const made = {
      kind: 'replacement',
      subject: pairSubject(old, code),
      decision: { verdict, units },
      by,
      at: now(),
      note,
    } as const;
    await decisions.keep(made);
    await apply();
    return made;
  };

function endedIn(book: CodeBook, old: string): BookEntry {
  const entry = book.entry(old);
  if (!entry) throw new CodesetError('UNKNOWN_CODE', `no release held lists ${old}`);
  if (entry.lives.at(-1)?.to === noEnd)
    throw new CodesetError('NOT_ENDED', `${old} is not discontinued: nothing takes its place`);
  return entry;
}

function refuseWrong(
  book: CodeBook,
  old: BookEntry,
  code: string,
  verdict: ReplacementRuling['verdict'],
  decided: boolean,
): void {
  const known = old.replacements.find((replacement) => replacement.code === code);
  if (code === old.code) throw new CodesetError('USAGE', 'a code does not replace itself', 2);
  if (verdict === 'reject' && known && !isProposal(known) && !decided)
    throw new CodesetError(
      'STATED',
      `${code} is stated by ${known.source === 'cms-xref' ? 'CMS' : 'a sourced list'}, and no proposal`,
    );
  if ((verdict === 'reject' || verdict === 'reopen') && !known && !decided)
    throw new CodesetError('NOT_PROPOSED', `${code} is not proposed for ${old.code}`);
  if (!known && !book.entry(code) && codeSetOf(code) !== 'CPT')
    throw new CodesetError('UNKNOWN_CODE', `no release held lists ${code}`);
}
