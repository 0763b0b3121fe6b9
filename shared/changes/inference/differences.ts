import { contradictionsOf } from './contradictions.ts';
import type { Corpus, Descriptor } from './corpus.ts';
import { contrasting, salts } from './vocabulary.ts';

/** What one descriptor says and the other does not. */
export interface Differences {
  readonly shared: readonly string[];
  /** Shared words that no other living code has: what the candidate alone is called. */
  readonly names: readonly string[];
  /** Words of the old descriptor that the new one lacks, and the other way round; spelling mistakes are none. */
  readonly lost: readonly string[];
  readonly gained: readonly string[];
  /** 0 to 1: weight of the shared words among all; brands and salts count half, a name double. */
  readonly similarity: number;
  /** Contradictions in words: "intramuscular, not subcutaneous". One of them makes two things. */
  readonly contradictions: readonly string[];
}

export function differencesOf(old: Descriptor, candidate: Descriptor, corpus: Corpus): Differences {
  const shared = [...old.words].filter((word) => candidate.words.has(word));
  const missing = [...old.words].filter((word) => !candidate.words.has(word));
  const extra = [...candidate.words].filter((word) => !old.words.has(word));
  const names = shared.filter((word) => corpus.isNameOf(word, candidate));
  const { lost, gained, misspelt, doubtful } = withoutMisspellings(missing, extra, shared.length);
  const weigh = (words: readonly string[], from: Descriptor) =>
    words.reduce(
      (sum, word) => sum + corpus.weightOf(word) * (from.bracketed.has(word) || salts.has(word) ? 0.5 : 1),
      0,
    );
  const common = weigh(shared, old) + weigh(names, old) + weigh(misspelt, old);
  const apart = weigh(lost, old) + weigh(gained, candidate);
  return {
    shared: [...shared, ...misspelt],
    names,
    lost,
    gained,
    similarity: common === 0 ? 0 : (2 * common) / (2 * common + apart),
    contradictions: contradictionsOf({
      old,
      candidate,
      lost,
      gained,
      respelt: names.length > 0 ? [] : doubtful,
      corpus,
    }),
  };
}

/** "derivitive" for "derivative": one letter apart, both long, and other words agree. Doubtful where neither is a word that is known. */
function withoutMisspellings(missing: readonly string[], extra: readonly string[], agreeing: number) {
  const lost: string[] = [];
  const misspelt: string[] = [];
  const doubtful: string[] = [];
  const left = new Set(extra);
  for (const word of missing) {
    const twin = agreeing > 1 ? [...left].find((other) => oneLetterApart(word, other)) : undefined;
    if (twin === undefined) lost.push(word);
    else {
      left.delete(twin);
      misspelt.push(word);
      if (contrasting.has(word) === contrasting.has(twin)) doubtful.push(word);
    }
  }
  return { lost, gained: [...left], misspelt, doubtful };
}

function oneLetterApart(a: string, b: string): boolean {
  if (a.length < 8 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const skip = (text: string, other: string) => text.slice(start + (text.length >= other.length ? 1 : 0));
  return skip(a, b) === skip(b, a);
}
