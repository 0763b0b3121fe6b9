import type { Corpus, Descriptor } from './corpus.ts';
import { contrasts, polarity, salts } from './vocabulary.ts';

/** What one descriptor says and the other does not. */
export interface Differences {
  readonly shared: readonly string[];
  /** Shared words that no other living code has: what the candidate alone is called. */
  readonly names: readonly string[];
  /** Words of the old descriptor that the new one lacks, and the other way round; spelling mistakes are none. */
  readonly lost: readonly string[];
  readonly gained: readonly string[];
  /** 0 to 1: weight of the lost (gained) words against theirs and the shared ones'. */
  readonly lostShare: number;
  readonly gainedShare: number;
  /** 0 to 1: weight of the shared words among all; brands and salts count half, a name double. */
  readonly similarity: number;
  /** Contradictions in words: "intramuscular, not subcutaneous". One of them makes two things. */
  readonly contradictions: readonly string[];
}

export function differencesOf(old: Descriptor, candidate: Descriptor, corpus: Corpus): Differences {
  const shared = [...old.words].filter((word) => candidate.words.has(word));
  const missing = [...old.words].filter((word) => !candidate.words.has(word));
  const extra = [...candidate.words].filter((word) => !old.words.has(word));
  const { lost, gained, misspelt } = withoutMisspellings(missing, extra, shared.length);
  const weigh = (words: readonly string[], from: Descriptor) =>
    words.reduce(
      (sum, word) => sum + corpus.weightOf(word) * (from.bracketed.has(word) || salts.has(word) ? 0.5 : 1),
      0,
    );
  const names = shared.filter((word) => corpus.isNameOf(word, candidate));
  const common = weigh(shared, old) + weigh(names, old) + weigh(misspelt, old);
  const [lostWeight, gainedWeight] = [weigh(lost, old), weigh(gained, candidate)];
  const apart = lostWeight + gainedWeight;
  return {
    shared: [...shared, ...misspelt],
    names,
    lost,
    gained,
    lostShare: share(lostWeight, common),
    gainedShare: share(gainedWeight, common),
    similarity: common === 0 ? 0 : (2 * common) / (2 * common + apart),
    contradictions: contradictionsOf(old, candidate, lost, gained),
  };
}

function share(part: number, rest: number): number {
  return part === 0 ? 0 : part / (part + rest);
}

/** "derivitive" for "derivative": one letter apart, both long, and other words agree. */
function withoutMisspellings(missing: readonly string[], extra: readonly string[], agreeing: number) {
  const lost: string[] = [];
  const misspelt: string[] = [];
  const left = new Set(extra);
  for (const word of missing) {
    const twin = agreeing > 1 ? [...left].find((other) => oneLetterApart(word, other)) : undefined;
    if (twin === undefined) lost.push(word);
    else {
      left.delete(twin);
      misspelt.push(word);
    }
  }
  return { lost, gained: [...left], misspelt };
}

function oneLetterApart(a: string, b: string): boolean {
  if (a.length < 8 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const skip = (text: string, other: string) => text.slice(start + (text.length >= other.length ? 1 : 0));
  return skip(a, b) === skip(b, a);
}

function contradictionsOf(
  old: Descriptor,
  candidate: Descriptor,
  lost: readonly string[],
  gained: readonly string[],
): readonly string[] {
  const found: string[] = [];
  for (const [group, words] of Object.entries(contrasts)) {
    const [without, instead] = [lost.filter((w) => words.includes(w)), gained.filter((w) => words.includes(w))];
    if (without.length > 0 && instead.length > 0)
      found.push(`another ${group}: ${without.join(' ')} before, ${instead.join(' ')} now`);
  }
  const turned = [...lost, ...gained].filter(
    (word) => polarity.has(word) || negates(word, lost, gained, old, candidate),
  );
  if (turned.length > 0) found.push(`one text alone says "${turned.join('", "')}"`);
  if (old.numbers !== candidate.numbers)
    found.push(`the numbers differ: ${old.numbers || 'none'} before, ${candidate.numbers || 'none'} now`);
  for (const [name, suffix] of old.suffixed) {
    const other = candidate.suffixed.get(name);
    if (other !== undefined && other !== suffix)
      found.push(`another biologic: ${name}-${suffix} is not ${name}-${other}`);
  }
  return found;
}

/** "nonlyophilized" against "lyophilized", or a "non" word that one text alone has. */
function negates(
  word: string,
  lost: readonly string[],
  gained: readonly string[],
  old: Descriptor,
  candidate: Descriptor,
): boolean {
  if (!/^non[a-z]{4,}$/.test(word)) return false;
  const plain = word.slice(3);
  return lost.includes(plain) || gained.includes(plain) || old.words.has(plain) || candidate.words.has(plain);
}
