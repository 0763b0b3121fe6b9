import type { ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';

/**
 * Changes with the release that brought them. A code may have several changes in one comparison: their number makes
 * the id, which stays the same for ever.
 */
export function listedChanges(release: HeldRelease, changes: readonly CodeChange[]): readonly ListedChange[] {
  const seen = new Map<string, number>();
  return changes.map((change) => {
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
