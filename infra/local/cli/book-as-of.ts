import type { CodeChange } from '../../../shared/changes/change.ts';
import type { CodeBook } from '../../../shared/codebook/code-book.ts';
import type { CodeSetState, HeldRelease } from '../../../shared/codebook/code-set-state.ts';
import { compileState } from '../../../shared/codebook/compile-state.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import type { LocalApp } from '../local-app.ts';

/** The code book as it was when a release was the newest held; later releases play no part. */
export async function bookAsOf({ codeSets }: LocalApp, state: CodeSetState, release: HeldRelease): Promise<CodeBook> {
  const { codeSet } = state;
  const releases = state.releases.slice(0, state.releases.indexOf(release) + 1);
  const records = new Map<string, readonly CodeRecord[]>();
  const changes = new Map<string, readonly CodeChange[]>();
  for (const { content, changeSet } of releases) {
    records.set(content, await codeSets.records(codeSet, content));
    changes.set(changeSet, await codeSets.changes(codeSet, changeSet));
  }
  return compileState(codeSet, releases, records, changes, new Map(), state.decisions);
}
