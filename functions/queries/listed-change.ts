import type { ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import { isProposal } from '../../shared/changes/decided.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { CodeSetReader } from './question.ts';

/** How people have decided about replacements meanwhile: the state names the decisions, its book rests on them. */
export interface Decided {
  readonly decisions: CodeSetState['decisions'];
  readonly book: CodeBook | undefined;
}

export async function decidedIn(codeSets: Pick<CodeSetReader, 'codeBook'>, state: CodeSetState): Promise<Decided> {
  const { decisions } = state;
  return { decisions, book: decisions.length > 0 ? await codeSets.codeBook(state) : undefined };
}

/**
 * Changes with the release that brought them. A code may have several changes in one comparison: their number makes
 * the id, which stays the same for ever.
 */
export function listedChanges(
  release: HeldRelease,
  changes: readonly CodeChange[],
  decided: Decided,
): readonly ListedChange[] {
  const seen = new Map<string, number>();
  const ruled = new Set(decided.decisions.map(({ subject }) => subject.slice(0, subject.indexOf(' '))));
  return changes.map((change) => {
    const nth = (seen.get(change.code) ?? 0) + 1;
    seen.set(change.code, nth);
    return {
      ...(ruled.has(change.code) ? asDecided(change, decided) : change),
      codeSet: release.codeSet,
      id: `${release.changeSet}-${change.code}-${nth}`,
      release: release.release,
      changeSet: release.changeSet,
      knownSince: release.knownSince,
    };
  });
}

/** What was proposed with a deletion, as people have decided about it; what CMS stated then stands as it was. */
function asDecided(change: CodeChange, { book }: Decided): CodeChange {
  const now = book?.entry(change.code)?.replacements;
  if (change.kind !== 'deleted' || !now) return change;
  const stated = change.replacements.filter((replacement) => !isProposal(replacement));
  const named = new Set(stated.map(({ code }) => code));
  const others = now.filter(({ code, source }) => !named.has(code) && source !== 'cms-xref');
  return { ...change, replacements: [...stated, ...others] };
}
