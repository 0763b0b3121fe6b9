import * as z from 'zod';
import type { ChangesPage, ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { CodesetError } from '../../shared/errors.ts';
import { type ChangeFilter, changeFilter } from './change-filter.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { feedEnd } from './follow-feed.ts';
import { codeSetMeant, releaseNamed } from './list-releases.ts';
import { placedChanges, tellingOf } from './listed-change.ts';
import { askedCode, bookHolding, type CodeSetReader } from './question.ts';

export interface ChangesQuestion extends ChangeFilter {
  readonly codeSet?: CodeSet;
  readonly release?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Where the next page begins: in which comparison, and how far into it. */
interface Place {
  /** Published state at which the reading began: from there on the feed tells what came meanwhile. */
  readonly sequence: number;
  readonly release: string;
  readonly changeSet: string;
  readonly offset: number;
}

/**
 * The changes of the releases held, in order of the releases, then by code and kind: the same list in whatever order
 * the releases came. What is published while somebody pages through it is heard of by `followFeed`.
 */
export const listChanges =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async (question: ChangesQuestion): Promise<ChangesPage> => {
    const { codeSet, code } = await scopeOf(codeSets, question);
    const state = await codeSets.state(codeSet);
    const place = question.cursor === undefined ? undefined : placeOf(codeSet, question.cursor);
    const releases = question.release ? [releaseNamed(state, question.release)] : state.releases;
    const sequence = place?.sequence ?? state.sequence;
    const page: ListedChange[] = [];
    const changesOf = await changeReader(codeSets, state, code);
    const wanted = changeFilter(question);
    for (const release of releases.slice(place ? startOf(releases, place) : 0)) {
      const from = place?.changeSet === release.changeSet ? place.offset : 0;
      const changes = await changesOf(release);
      for (let offset = from; offset < changes.length; offset++) {
        const { change, tell } = changes[offset]!;
        if (!wanted(change)) continue;
        if (page.length === question.limit) return pageOf(codeSet, page, sequence, { release, offset });
        page.push(tell());
      }
    }
    return pageOf(codeSet, page, sequence, null);
  };

/** Which code set is meant: a code belongs to the one that lists it, a release's name tells its own. */
export async function scopeOf(
  codeSets: CodeSetReader,
  { code, release, codeSet = 'HCPCS' }: { code?: string | undefined; release?: string | undefined; codeSet?: CodeSet },
) {
  if (code === undefined) return { codeSet: codeSetMeant(release, codeSet), code };
  const asked = askedCode(code);
  const told = (await bookHolding(codeSets, asked))?.codeSet ?? asked.codeSet;
  if (told === null) throw new CodesetError('NO_CODE_SET', `${asked.code} belongs to no code set that is followed`);
  return { codeSet: told, code: asked.code };
}

/** One code's changes stand with its versions: no whole comparison is read for them. */
async function changeReader(codeSets: CodeSetReader, state: CodeSetState, code: string | undefined) {
  const telling = await tellingOf(codeSets, state);
  if (code === undefined)
    return async (release: HeldRelease) =>
      placedChanges(release, await codeSets.changes(state.codeSet, release.changeSet), telling);
  const rows = new Map((await codeSets.versions(state, code)).map((row) => [row.changeSet, row.changes]));
  return async (release: HeldRelease) => placedChanges(release, rows.get(release.changeSet) ?? [], telling);
}

function pageOf(
  codeSet: CodeSet,
  changes: ListedChange[],
  sequence: number,
  next: { release: HeldRelease; offset: number } | null,
): ChangesPage {
  const cursor =
    next && writeCursor(cursorKind(codeSet), [sequence, next.release.release, next.release.changeSet, next.offset]);
  return { changes, next: cursor, since: feedEnd(codeSet, sequence), more: next !== null, superseded: [] };
}

const placeForm = z.tuple([z.int(), z.string(), z.string(), z.int().nonnegative()]);

function cursorKind(codeSet: CodeSet): string {
  return codeSet === 'HCPCS' ? 'changes' : `changes-${codeSet}`;
}

function placeOf(codeSet: CodeSet, cursor: string): Place {
  const [sequence, release, changeSet, offset] = readCursor(cursorKind(codeSet), placeForm, cursor);
  return { sequence, release, changeSet, offset };
}

/** Where the comparison was replaced meanwhile, its release is read anew: better twice than never. */
function startOf(releases: readonly HeldRelease[], { release, changeSet }: Place): number {
  const same = releases.findIndex((held) => held.changeSet === changeSet);
  const named = same >= 0 ? same : releases.findIndex((held) => held.release === release);
  const from = named >= 0 ? named : releases.findIndex(({ date }) => date >= release.slice(0, 7));
  return from >= 0 ? from : releases.length;
}
