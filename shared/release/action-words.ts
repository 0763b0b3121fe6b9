import { actionCodes } from './layout.ts';

/**
 * How CMS's reports put an action into words, told by how the words begin: a print file cuts them or lets them run
 * into the next column. First match wins.
 */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^(?:re-? ?activat|re-?instat)/, 'R'],
  [/^(?:discontinu|terminat|delet)/, 'D'],
  [/^(?:add|new)/, 'A'],
  [/^(?:no change|no chang|unchanged|none)/, 'N'],
  [/^(?:coverage|administrative(?: data)?) ?(?:and|&|\/) ?long/, 'B'],
  [/^long(?: desc[a-z]*)? ?(?:and|&|\/) ?(?:coverage|administrative)/, 'B'],
  [/^(?:coverage|administrative)/, 'F'],
  [/^long/, 'C'],
  [/^short/, 'S'],
  [/^(?:payment|pricing)/, 'P'],
  [/^(?:misc|betos|type of service|tos\b)/, 'T'],
];

/** The action code behind CMS's words, or null where they say nothing that is known. The file's own key goes first. */
export function actionOf(words: string, key: ReadonlyMap<string, string> = new Map()): string | null {
  const folded = foldWords(words);
  const stated = key.get(folded);
  if (stated) return stated;
  if (/^[a-z]$/.test(folded)) return folded.toUpperCase() in actionCodes ? folded.toUpperCase() : null;
  const said = folded.replace(/^(?:change[sd]? )?(?:(?:in|to) )?(?:the )?(?:both )?/, '');
  return beginnings.find(([pattern]) => pattern.test(said))?.[1] ?? null;
}

/** Reads the sheet "Action Code Key": a letter, then its words. */
export function keyRows(rows: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const key = new Map<string, string>();
  for (const row of rows) {
    const [letter, words] = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
    if (letter && words && /^[A-Z]$/.test(letter)) key.set(foldWords(words), letter);
  }
  return key;
}

function foldWords(words: string): string {
  return words.toLowerCase().replace(/\s+/g, ' ').trim();
}
