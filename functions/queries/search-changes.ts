import * as z from 'zod';
import type { ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { type ChangeFilter, changeFilter } from './change-filter.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { releaseNamed } from './list-releases.ts';
import { type Placed, type PlacedChange, placedChanges, tellingOf } from './listed-change.ts';
import type { CodeSetReader } from './question.ts';

export interface ChangeSearch extends ChangeFilter {
  readonly codeSet: CodeSet;
  readonly release?: string | undefined;
  /** Words that all have to stand in code, descriptor, or what is billed instead. */
  readonly words?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface FoundChanges {
  readonly changes: readonly ListedChange[];
  /** How many there are in all. */
  readonly total: number;
  readonly next: string | null;
}

const placeForm = z.tuple([z.int().nonnegative()]);

/**
 * Changes as people look for them: the newest release first, by any words. What is published meanwhile moves the pages;
 * programs that must miss nothing follow the feed.
 */
export const searchChanges =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async ({ codeSet, release, words, cursor, limit, ...filter }: ChangeSearch): Promise<FoundChanges> => {
    const state = await codeSets.state(codeSet);
    const releases = release === undefined ? [...state.releases].reverse() : [releaseNamed(state, release)];
    const telling = await tellingOf(codeSets, state);
    const book = await codeSets.codeBook(state);
    const named = wordFilter(words, (code) => book?.entry(code)?.versions.at(-1)?.shortDescription ?? '');
    const wanted = changeFilter(filter);
    const found: Placed[] = [];
    for (const each of releases)
      for (const placed of await changesOf(each)) if (wanted(placed.change) && named(placed.change)) found.push(placed);
    const [from] = cursor === undefined ? [0] : readCursor('search', placeForm, cursor);
    const end = from + limit;
    const next = found.length > end ? writeCursor('search', [end]) : null;
    return { changes: found.slice(from, end).map(({ tell }) => tell()), total: found.length, next };

    async function changesOf(each: HeldRelease): Promise<readonly Placed[]> {
      // A first release is compared with nothing: what it lists is no news.
      if (each === state.releases[0]) return [];
      return placedChanges(each, await codeSets.changes(codeSet, each.changeSet), telling);
    }
  };

function wordFilter(words: string | undefined, nameOf: (code: string) => string): (change: PlacedChange) => boolean {
  const wanted = (words ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return () => true;
  return (change) => {
    const text = textOf(change, nameOf(change.code));
    return wanted.every((word) => text.includes(word));
  };
}

function textOf({ code, fields, replacements }: PlacedChange, name: string): string {
  const values = fields.flatMap(({ old, new: now }) => [old, now].flat());
  return [code, name, ...values, ...replacements.map((each) => each.code)].join(' ').toLowerCase();
}
