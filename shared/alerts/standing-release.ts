import type { CodeSetState, HeldRelease } from '../codebook/code-set-state.ts';

export interface StandingRelease {
  readonly release: HeldRelease;
  /** The change set itself is gone: a release that came between, or before, has taken its place. */
  readonly superseded: boolean;
}

/**
 * The visible release that a change set belongs to. A change set is superseded where a release came in before its own:
 * its release lives on under the last of the change sets that took its place. Undefined where nobody can see it (yet).
 */
export function standingRelease(state: CodeSetState, changeSet: string): StandingRelease | undefined {
  const seen = new Set<string>();
  for (let name: string | undefined = changeSet; name !== undefined && !seen.has(name); name = successor(state, name)) {
    seen.add(name);
    const release = state.releases.find((each) => each.changeSet === name);
    if (release) return { release, superseded: name !== changeSet };
  }
  return undefined;
}

function successor({ feed }: CodeSetState, changeSet: string): string | undefined {
  return feed.findLast(({ supersedes }) => supersedes.includes(changeSet))?.changeSets.at(-1);
}
