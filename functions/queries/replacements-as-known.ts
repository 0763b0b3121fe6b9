import type { Replacement } from '../../shared/changes/replacement.ts';
import { codeSetOf } from '../../shared/code.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { KnownHistory } from './code-history.ts';
import type { CodeSetReader } from './question.ts';

/**
 * What was known to replace a code by then: what the newest deletion known names, and of today's list what the record
 * and the codes of that time bear out. CMS often adds a cross reference long after a code has ended.
 */
export async function replacementsAsKnown(
  codeSets: CodeSetReader,
  state: CodeSetState,
  { releases, rows, history }: KnownHistory,
  ofNow: readonly Replacement[],
): Promise<readonly Replacement[]> {
  const known = new Set(releases.map(({ changeSet }) => changeSet));
  const deletion = rows.flatMap(({ changes }) => changes).findLast(({ kind }) => kind === 'deleted');
  const named = new Map((deletion?.replacements ?? []).map((replacement) => [replacement.code, replacement]));
  const { crossReferences } = history!.versions.at(-1)!.record;
  for (const replacement of ofNow) {
    if (named.has(replacement.code)) continue;
    const said = replacement.source === 'cms-xref' ? wasNamed(replacement) : await wasListed(replacement.code);
    if (said) named.set(replacement.code, replacement);
  }
  return [...named.values()];

  /** A proposed one stands for what CMS misspelt, and is named by another spelling. */
  function wasNamed({ code, status }: Replacement): boolean {
    return crossReferences.includes(code) || (status === 'proposed' && crossReferences.length > 0);
  }

  /** A code of a set that is not held may always have been there. */
  async function wasListed(code: string): Promise<boolean> {
    if (codeSetOf(code) !== state.codeSet) return true;
    return (await codeSets.versions(state, code)).some(({ changeSet, record }) => record && known.has(changeSet));
  }
}
