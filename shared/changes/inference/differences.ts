import { sectionOf } from '../../code.ts';
import { contradictionsOf } from './contradictions.ts';
import type { Corpus, Descriptor } from './corpus.ts';
import { contrasting, salts, temporary } from './vocabulary.ts';

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
  const missing = wordsMissingIn(candidate, old);
  const extra = wordsMissingIn(old, candidate);
  const names = shared.filter((word) => corpus.isNameOf(word, candidate));
  const { lost, gained, misspelt, doubtful } = withoutMisspellings(missing, extra, shared.length);
  const weigh = (words: readonly string[], from: Descriptor) =>
    words.reduce((sum, word) => sum + corpus.weightOf(word) * shareOf(word, from, old), 0);
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

function wordsMissingIn(other: Descriptor, own: Descriptor): readonly string[] {
  return [...new Set(outlineBeside(other, own))].filter((word) => own.words.has(word) && !other.words.has(word));
}

/**
 * The outline of a descriptor, held against another. "excludes biosimilar" tells the reference product from its
 * biosimilars once there are any; against a text that names none it says nothing.
 */
export function outlineBeside(other: Descriptor, own: Descriptor): readonly string[] {
  const referenceOnly = own.words.has('excludes') && own.words.has('biosimilar') && !other.words.has('biosimilar');
  return referenceOnly ? own.outline.filter((word) => word !== 'excludes' && word !== 'biosimilar') : own.outline;
}

/**
 * A brand or a salt may come and go. "Not otherwise specified" is what a permanent code without a brand is called once
 * brands have codes of their own; a temporary code stands for one maker's product.
 */
function shareOf(word: string, from: Descriptor, old: Descriptor): number {
  if (word === 'unspecified' && !temporary.has(sectionOf(old.record.code))) return 0.25;
  return from.bracketed.has(word) || salts.has(word) ? 0.5 : 1;
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
