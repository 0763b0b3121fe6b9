import type { CodeChange } from '../../shared/changes/change.ts';
import { changesAsDecided, type DecidedState } from '../../shared/codebook/as-decided.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { CodeSetReader } from './question.ts';

/** How people have decided about replacements meanwhile: the state names the decisions, its book rests on them. */
export async function decidedIn(codeSets: Pick<CodeSetReader, 'codeBook'>, state: CodeSetState): Promise<DecidedState> {
  const { decisions } = state;
  return { decisions, book: decisions.length > 0 ? await codeSets.codeBook(state) : undefined };
}

/** The changes of one comparison, as people are told of them: with their replacements as they are decided by now. */
export async function decidedChanges(
  codeSets: Pick<CodeSetReader, 'codeBook' | 'changes'>,
  state: CodeSetState,
  changeSet: string,
): Promise<readonly CodeChange[]> {
  return changesAsDecided(await codeSets.changes(state.codeSet, changeSet), await decidedIn(codeSets, state));
}
