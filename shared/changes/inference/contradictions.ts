import type { Corpus, Descriptor } from './corpus.ts';
import { contrasting, contrasts, polarity } from './vocabulary.ts';

/** Two descriptors and the words in which they differ. */
export interface Comparison {
  readonly old: Descriptor;
  readonly candidate: Descriptor;
  readonly lost: readonly string[];
  readonly gained: readonly string[];
  /** Words of the old descriptor that the new one spells otherwise, where no other word is its name. */
  readonly respelt: readonly string[];
  readonly corpus: Corpus;
}

/**
 * Differences that make two things of what the texts describe, in words for a person. A word that one text alone has
 * may widen or narrow; a word in the place of another, a negation, a number or a suffix changes the meaning.
 */
export function contradictionsOf(comparison: Comparison): readonly string[] {
  return [
    ...comparison.respelt.map((word) => `"${word}" is spelt otherwise: a mistake, or another name`),
    ...otherName(comparison),
    ...otherQualifiers(comparison),
    ...otherBrand(comparison),
    ...turnedRound(comparison),
    ...otherNumbers(comparison),
    ...otherBiologics(comparison),
    ...biosimilarInstead(comparison),
  ];
}

function otherName({ old, candidate, lost, gained, corpus }: Comparison): readonly string[] {
  const names = (from: Descriptor) => (word: string) =>
    !contrasting.has(word) && !from.bracketed.has(word) && !corpus.isCommon(word);
  return instead('name', lost.filter(names(old)), gained.filter(names(candidate)));
}

function otherQualifiers({ lost, gained }: Comparison): readonly string[] {
  const before = lost.filter((word) => contrasting.has(word));
  const now = gained.filter((word) => contrasting.has(word));
  if (before.length === 0 || now.length === 0) return [];
  return Object.entries(contrasts).flatMap(([group, words]) => {
    const inGroup = (word: string) => words.includes(word);
    return instead(group, before.filter(inGroup), now.filter(inGroup));
  });
}

/** One brand for another, a brand for "not otherwise specified", or a brand by a longer name ("aristada initio"); of drugs alone. */
function otherBrand({ old, candidate, lost, gained }: Comparison): readonly string[] {
  if (old.amounts === '' && candidate.amounts === '') return [];
  const brand = (from: Descriptor) => (word: string) => from.bracketed.has(word) && !contrasting.has(word);
  const [unbranded, branded] = [lost.some(brand(old)), gained.some(brand(candidate))];
  const partly = [...old.bracketed].some((word) => brand(old)(word) && candidate.bracketed.has(word));
  const differs = branded ? unbranded || partly || lost.includes('unspecified') : unbranded && partly;
  return differs ? [`another brand: ${listed(old.bracketed)} before, ${listed(candidate.bracketed)} now`] : [];
}

function turnedRound({ old, candidate, lost, gained }: Comparison): readonly string[] {
  /** "nonlyophilized" against "lyophilized". */
  const negates = (word: string) => {
    const plain = /^non([a-z]{4,})$/.exec(word)?.[1];
    return plain !== undefined && (old.words.has(plain) || candidate.words.has(plain));
  };
  const times = ({ outline }: Descriptor, word: string) => outline.filter((each) => each === word).length;
  const oftener = [...polarity].filter(
    (word) => old.words.has(word) && candidate.words.has(word) && times(old, word) !== times(candidate, word),
  );
  const turned = [...[...lost, ...gained].filter((word) => polarity.has(word) || negates(word)), ...oftener];
  return turned.length > 0 ? [`one text alone says "${turned.join('", "')}"`] : [];
}

function otherNumbers({ old, candidate }: Comparison): readonly string[] {
  if (old.numbers === candidate.numbers) return [];
  return [`the numbers differ: ${old.numbers || 'none'} before, ${candidate.numbers || 'none'} now`];
}

function otherBiologics({ old, candidate }: Comparison): readonly string[] {
  return [...old.suffixed].flatMap(([name, suffix]) => {
    const other = candidate.suffixed.get(name);
    return other === undefined || other === suffix
      ? []
      : [`another biologic: ${name}-${suffix} is not ${name}-${other}`];
  });
}

/** A biosimilar for the reference product, or the other way round. */
function biosimilarInstead({ lost, gained }: Comparison): readonly string[] {
  return [...lost, ...gained].includes('biosimilar') ? ['one of them is a biosimilar of the other'] : [];
}

function instead(what: string, before: readonly string[], now: readonly string[]): readonly string[] {
  return before.length > 0 && now.length > 0
    ? [`another ${what}: ${before.join(' ')} before, ${now.join(' ')} now`]
    : [];
}

function listed(words: ReadonlySet<string>): string {
  return [...words].join(' ') || 'none';
}
