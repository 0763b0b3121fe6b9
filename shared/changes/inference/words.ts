import { ownEntry } from '../../own-entry.ts';
import { foldWhiteSpace } from '../../release/record.ts';
import { unitNamed, unitPattern } from './dose-units.ts';
import { administrativeNotes, fillers, isotope, ordinaryTails, synonyms } from './vocabulary.ts';

/** A descriptor taken apart: the words that say what it is, apart from the dose. */
export interface Words {
  /** All words and amounts in order, one way of writing for each: two texts with the same are the same text. */
  readonly text: string;
  /** The same without fillers and amounts. */
  readonly outline: readonly string[];
  /** Those of the outline that are no numbers. */
  readonly words: ReadonlySet<string>;
  /** Those of `words` that stand in parentheses (short ones) and nowhere else: most often a brand. */
  readonly bracketed: ReadonlySet<string>;
  /** Numbers that are no dose, in order. */
  readonly numbers: string;
  /** Doses and sizes, in order, the unit under one name. */
  readonly amounts: string;
  /** FDA suffixes of biologics with the name before them, as `filgrastim-aafi`: part of the identity. */
  readonly suffixed: ReadonlyMap<string, string>;
}

const amount = new RegExp(String.raw`\b(\d[\d.]*)(?: (thousand|million|billion))? ?(${unitPattern})(?![a-z0-9])`, 'g');
const perUnit = new RegExp(String.raw`\bper (${unitPattern})(?![a-z0-9])`, 'g');
const amountMark = '"';

const token = /[()]|"[^"]*"|[<>]=?|[a-z0-9.]*[a-z0-9][a-z0-9.]*(?:~[a-z]{4})?/g;
/** More words than this in parentheses explain something and are no brand. */
const longestBrand = 4;

export function wordsOf(description: string): Words {
  const plain = plainText(description);
  const sequence: string[] = [];
  const outline: string[] = [];
  const numbers: string[] = [];
  const amounts: string[] = [];
  const suffixed = new Map<string, string>();
  for (const [found] of plain.replace(/[()]/g, ' ').matchAll(token)) {
    if (found.startsWith(amountMark)) {
      sequence.push(found.slice(1, -1));
      amounts.push(found.slice(1, -1));
      continue;
    }
    const [name, suffix] = found.split('~') as [string, string | undefined];
    const word = wordOf(name);
    if (suffix) suffixed.set(word, suffix);
    sequence.push(suffix ? `${word}-${suffix}` : word);
    if (isNumber(word)) numbers.push(word);
    if (!fillers.has(word)) outline.push(word);
  }
  return {
    text: sequence.join(' '),
    outline,
    words: new Set(outline.filter((word) => !isNumber(word))),
    bracketed: bracketedIn(plain),
    numbers: numbers.join(' '),
    amounts: amounts.join(', '),
    suffixed,
  };
}

/** Words that stand in short parentheses and nowhere else. */
function bracketedIn(plain: string): ReadonlySet<string> {
  const bracketed = new Set<string>();
  if (!plain.includes('(')) return bracketed;
  const outside = plain.replace(/\(([^()]*)\)/g, (_, inside: string) => {
    const words = namesIn(inside);
    if (words.length > longestBrand) return inside;
    for (const word of words) bracketed.add(word);
    return ' ';
  });
  for (const word of namesIn(outside)) bracketed.delete(word);
  return bracketed;
}

function namesIn(plain: string): readonly string[] {
  const words = [...plain.matchAll(token)].map(([found]) => wordOf(found.split('~')[0]!));
  return words.filter((word) => /[a-z]/.test(word) && !word.startsWith(amountMark) && !fillers.has(word));
}

function isNumber(word: string): boolean {
  return /^[\d.]+$/.test(word);
}

/** Share of the words of two descriptors that both have, each word counting the same: for texts known to be related. */
export function sharedWords(a: { readonly longDescription: string }, b: { readonly longDescription: string }): number {
  const [left, right] = [wordsOf(a.longDescription).words, wordsOf(b.longDescription).words];
  const shared = [...left].filter((word) => right.has(word)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
}

function plainText(description: string): string {
  let text = foldWhiteSpace(description).normalize('NFKD').toLowerCase();
  for (const note of administrativeNotes) text = text.replace(note, ' ');
  return text
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[µμ]/g, 'u')
    .replace(/≥/g, '>=')
    .replace(/≤/g, '<=')
    .replace(/\bi\.\s?u\.?(?![a-z])/g, 'iu')
    .replace(/\be\.g\.?,?/g, ' ')
    .replace(/"/g, ' ')
    .replace(/\((?:s|es)\)/g, '')
    .replace(/%/g, ' percent ')
    .replace(/&/g, ' and ')
    .replace(/'s?\b/g, '')
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/(?<![\d])\.(?=\d)/g, '0.')
    .replace(/\bnot otherwise (?:specified|stated)\b/g, 'unspecified')
    .replace(/\bnot otherwise classified\b/g, 'unclassified')
    .replace(/\bsq\. ?/g, 'sq ')
    .replace(/\b([a-z]{5,})-([a-z]{4})(?![a-z-])/g, (whole, name: string, tail: string) =>
      ordinaryTails.has(tail) ? whole : `${name}~${tail}`,
    )
    .replace(/\bnon[- ](?=[a-z])/g, 'non')
    .replace(/\b([a-z]{1,2})-(\d+[a-z]?)\b/g, '$1$2')
    .replace(isotope, '$1$2')
    .replace(amount, (_, value: string, magnitude: string | undefined, unit: string) => marked(value, magnitude, unit))
    .replace(perUnit, (_, unit: string) => (unit === 'unit' ? ' per unit ' : marked('1', undefined, unit)));
}

/** An amount becomes one token, its unit under one name. */
function marked(value: string, magnitude: string | undefined, unit: string): string {
  const written = [value.replace(/\.$/, ''), magnitude, unitNamed(unit)].filter(Boolean).join(' ');
  return ` ${amountMark}${written}${amountMark} `;
}

function wordOf(token: string): string {
  const bare = token.replace(/^\.+|\.+$/g, '');
  const single = bare.length > 4 ? bare.replace(/ies$/, 'y').replace(/([^aious])s$/, '$1') : bare;
  return ownEntry(synonyms, bare) ?? ownEntry(synonyms, single) ?? single;
}
