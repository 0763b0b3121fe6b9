import type { ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import { isProposal } from '../../shared/changes/decided.ts';
import { type Reported, toldChanges } from '../../shared/changes/told.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { CodeSetReader } from './question.ts';

/** What has to be known to tell of the changes of a state. */
export interface Telling {
  /** How people have decided about replacements meanwhile: the state names the decisions, its book rests on them. */
  readonly decisions: CodeSetState['decisions'];
  readonly book: CodeBook | undefined;
  /** In order of time. */
  readonly releases: readonly HeldRelease[];
  /** CMS's own reports, by change set. */
  readonly reports: ReadonlyMap<string, Reported>;
}

export async function tellingOf(
  codeSets: Pick<CodeSetReader, 'codeBook' | 'report'>,
  state: CodeSetState,
): Promise<Telling> {
  const { decisions, releases } = state;
  const reports = await Promise.all(
    releases.map(async (release) => [release.changeSet, await codeSets.report(release)] as const),
  );
  const book = decisions.length > 0 ? await codeSets.codeBook(state) : undefined;
  return { decisions, book, releases, reports: new Map(reports) };
}

/**
 * Changes with the release that brought them. A code may have several changes in one comparison: their number makes
 * the id, which stays the same for ever.
 */
export function listedChanges(
  release: HeldRelease,
  changes: readonly CodeChange[],
  telling: Telling,
): readonly ListedChange[] {
  const seen = new Map<string, number>();
  const { decisions, releases, reports } = telling;
  const ruled = new Set(decisions.map(({ subject }) => subject.slice(0, subject.indexOf(' '))));
  const at = releases.findIndex(({ changeSet }) => changeSet === release.changeSet);
  const between = { older: releases[at - 1]?.date ?? null, newer: release.date };
  const asTold = changes.map((change) => (ruled.has(change.code) ? asDecided(change, telling) : change));
  return toldChanges(asTold, between, reports.get(release.changeSet) ?? null).map((change) => {
    const nth = (seen.get(change.code) ?? 0) + 1;
    seen.set(change.code, nth);
    return {
      ...change,
      codeSet: release.codeSet,
      id: `${release.changeSet}-${change.code}-${nth}`,
      release: release.release,
      changeSet: release.changeSet,
      knownSince: release.knownSince,
    };
  });
}

/** What was proposed with a deletion, as people have decided about it; what CMS stated then stands as it was. */
function asDecided(change: CodeChange, { book }: Telling): CodeChange {
  const now = book?.entry(change.code)?.replacements;
  if (change.kind !== 'deleted' || !now) return change;
  const stated = change.replacements.filter((replacement) => !isProposal(replacement));
  const named = new Set(stated.map(({ code }) => code));
  const others = now.filter(({ code, source }) => !named.has(code) && source !== 'cms-xref');
  return { ...change, replacements: [...stated, ...others] };
}
