import { diffArrays } from 'diff';

/** A run of words that both texts have, or one of them alone. */
export interface Run {
  readonly kind: 'same' | 'old' | 'new';
  readonly text: string;
}

/** Longer texts are shown whole, one after the other: comparing them word by word would help nobody. */
const longestText = 600;

/** What differs between two texts, word by word; white space counts for nothing. */
export function wordDifference(old: string, now: string): readonly Run[] {
  const [a, b] = [wordsOf(old), wordsOf(now)];
  if (a.length > longestText || b.length > longestText)
    return [
      { kind: 'old', text: old },
      { kind: 'new', text: now },
    ];
  return diffArrays(a, b).map(({ value, added, removed }) => ({
    kind: removed ? 'old' : added ? 'new' : 'same',
    text: value.join(' '),
  }));
}

/** In one line of plain text: `Injection, x, [-1-] {+0.1+} mg`; long runs that are the same are cut in their middle. */
export function differenceText(runs: readonly Run[], longestSame = 40): string {
  const marks = { same: ['', ''], old: ['[-', '-]'], new: ['{+', '+}'] } as const;
  return runs
    .map(
      ({ kind, text }) => `${marks[kind][0]}${kind === 'same' ? shortened(text, longestSame) : text}${marks[kind][1]}`,
    )
    .join(' ');
}

function shortened(text: string, longest: number): string {
  const half = Math.floor(longest / 2);
  return text.length > longest ? `${text.slice(0, half).trimEnd()} … ${text.slice(-half).trimStart()}` : text;
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
