import * as z from 'zod';
import type { ChangesPage, ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { listedChanges, type Telling, tellingOf } from './listed-change.ts';
import type { CodeSetReader } from './question.ts';

export interface FeedQuestion {
  /** Place and `since` are counted without it: what it lets through is told once, in order. */
  readonly wanted?: (change: ListedChange) => boolean;
  readonly codeSet?: CodeSet;
  /** `start`, or the `since` of an earlier answer. */
  readonly since: string;
  readonly limit: number;
}

type FeedEntry = CodeSetState['feed'][number];

/**
 * The changes in order of their publication here: what came since a place is always behind it, releases that were
 * handed in late included. Comparisons that a later publication replaced are passed over, and named where that happened,
 * so that whoever has read them before can drop what came of them.
 */
export const followFeed =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async ({ codeSet = 'HCPCS', since, limit, wanted = () => true }: FeedQuestion): Promise<ChangesPage> => {
    const state = await codeSets.state(codeSet);
    const [sequence, setIndex, offset] =
      since === 'start' ? [1, 0, 0] : readCursor(cursorKind(codeSet), placeForm, since);
    const telling = await tellingOf(codeSets, state);
    const changes: ListedChange[] = [];
    const superseded: string[] = [];
    for (const entry of state.feed) {
      if (entry.sequence < sequence) continue;
      const resumed = entry.sequence === sequence;
      if (!resumed || (setIndex === 0 && offset === 0)) superseded.push(...entry.supersedes);
      for (let index = resumed ? setIndex : 0; index < entry.changeSets.length; index++) {
        const listed = await inForce(codeSets, state, telling, entry, index);
        for (let at = resumed && index === setIndex ? offset : 0; at < listed.length; at++) {
          if (!wanted(listed[at]!)) continue;
          if (changes.length === limit)
            return { changes, next: null, since: place(codeSet, entry.sequence, index, at), more: true, superseded };
          changes.push(listed[at]!);
        }
      }
    }
    return { changes, next: null, since: feedEnd(codeSet, state.sequence), more: false, superseded };
  };

/** The place in the feed behind everything that the state of that sequence number holds. */
export function feedEnd(codeSet: CodeSet, sequence: number): string {
  return place(codeSet, sequence + 1, 0, 0);
}

const placeForm = z.tuple([z.int().positive(), z.int().nonnegative(), z.int().nonnegative()]);

/** A place of one code set's feed means nothing in the other's. */
function cursorKind(codeSet: CodeSet): string {
  return codeSet === 'HCPCS' ? 'feed' : `feed-${codeSet}`;
}

function place(codeSet: CodeSet, sequence: number, setIndex: number, offset: number): string {
  return writeCursor(cursorKind(codeSet), [sequence, setIndex, offset]);
}

/** The changes of one comparison of the feed; none where a later publication replaced it. */
export async function inForce(
  codeSets: CodeSetReader,
  state: CodeSetState,
  telling: Telling,
  entry: FeedEntry,
  index: number,
): Promise<readonly ListedChange[]> {
  const changeSet = entry.changeSets[index]!;
  const replaced = state.feed.some((later) => later.sequence > entry.sequence && later.supersedes.includes(changeSet));
  const release = state.releases.find((held) => held.changeSet === changeSet);
  if (replaced || !release) return [];
  return listedChanges(release, await codeSets.changes(state.codeSet, changeSet), telling);
}
