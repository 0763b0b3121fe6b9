/** A run of words that both texts have, or one of them alone. */
export interface Run {
  readonly kind: 'same' | 'old' | 'new';
  readonly text: string;
}

/** Longer texts are shown whole, one after the other: comparing them word by word would help nobody. */
const longestText = 600;

/** What differs between two texts, word by word, by their longest common run of words. */
export function wordDifference(old: string, now: string): readonly Run[] {
  const [a, b] = [wordsOf(old), wordsOf(now)];
  if (a.length > longestText || b.length > longestText)
    return [
      { kind: 'old', text: old },
      { kind: 'new', text: now },
    ];
  const common = commonLengths(a, b);
  const runs: Run[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push(runs, 'same', a[i]!);
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) push(runs, 'old', a[i++]!);
    else push(runs, 'new', b[j++]!);
  }
  return runs;
}

/** At [i][j]: how many words the rests of both texts from there on have in common. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  return lengths;
}

function push(runs: Run[], kind: Run['kind'], word: string): void {
  const last = runs.at(-1);
  if (last?.kind === kind) runs[runs.length - 1] = { kind, text: `${last.text} ${word}` };
  else runs.push({ kind, text: word });
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
