import type { CodeBook } from '../../shared/codebook/code-book.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { type IsoDate, toDayNumber } from '../../shared/dates.ts';
import type { CodeSetReader } from './question.ts';

/** A code's texts as one release has them. */
export interface Descriptor {
  readonly long: string;
  readonly short: string;
}

export type DescriptorOf = (code: string) => Promise<Descriptor | undefined>;

/** Texts of a release by code, by the hash of its content: the same for ever. */
type Texts = ReadonlyMap<string, Descriptor>;
const remembered = new Map<string, Promise<Texts>>();
/** Releases whose texts are kept in memory, about two megabytes each. */
const mostRemembered = 4;

/**
 * Texts as of a date of service: those of the release in force; of a code that it no longer lists, those of the
 * release that showed it last changed.
 */
export function descriptorsOn(codeSets: CodeSetReader, state: CodeSetState, book: CodeBook, on: IsoDate): DescriptorOf {
  const inForce = releaseInForce(state, on);
  return async (code) => {
    const now = inForce && (await textsOf(codeSets, inForce)).get(code);
    const entry = book.entry(code);
    if (now || !entry) return now;
    const shown = state.releases[book.versionAt(entry, toDayNumber(on)).release];
    return shown && (await textsOf(codeSets, shown)).get(code);
  };
}

/** The last release that is in force on a day; before all of them, the first. */
export function releaseInForce({ releases }: CodeSetState, on: IsoDate): HeldRelease | undefined {
  return releases.findLast(({ date }) => date <= on) ?? releases[0];
}

function textsOf(codeSets: CodeSetReader, { codeSet, content }: HeldRelease): Promise<Texts> {
  const key = `${codeSet} ${content}`;
  const known = remembered.get(key);
  if (known) return known;
  const fresh = read(codeSets, codeSet, content);
  remembered.set(key, fresh);
  fresh.catch(() => remembered.delete(key));
  for (const oldest of remembered.keys()) if (remembered.size > mostRemembered) remembered.delete(oldest);
  return fresh;
}

async function read(codeSets: CodeSetReader, codeSet: HeldRelease['codeSet'], content: string): Promise<Texts> {
  const records = await codeSets.records(codeSet, content);
  return new Map(
    records.map(({ code, longDescription, shortDescription }) => [
      code,
      { long: longDescription, short: shortDescription },
    ]),
  );
}
