import { codeForm, fixedLongLayout, fixedShortLayout, type LineForm, lineForms } from './layout.ts';
import { unquoted } from './table.ts';

/** A line of a list, cut into its parts. */
export interface CutLine {
  readonly code: string;
  /** From 1 in files that number a descriptor's lines; 1 in all others. */
  readonly sequence: number;
  readonly text: string;
}

/** Why a line cannot be cut. */
export const cuttingFaults = {
  'not-an-entry': 'is no line of the list: no code stands where one is due',
  'wrong-columns': 'has other columns than a code and its descriptor',
  'joined-lines': 'is too long: a line end is missing',
} as const;

/** Two lines that ran into one are longer than any descriptor of a short list. */
const longestShort = 110;

export function cutLine(written: string, form: LineForm): CutLine | keyof typeof cuttingFaults {
  if (!lineForms[form].test(written)) return 'not-an-entry';
  if (form === 'tab-list') return cutAtTabs(written);
  const code = written.slice(0, fixedLongLayout.code[1]);
  if (!codeForm.test(code)) return 'not-an-entry';
  return form === 'fixed-long' ? cutLong(code, written) : cutShort(code, written);
}

function cutAtTabs(written: string): ReturnType<typeof cutLine> {
  const [code = '', text = '', ...more] = written.split('\t').map((cell) => cell.trim());
  if (!codeForm.test(code)) return 'not-an-entry';
  return more.some((cell) => cell !== '') ? 'wrong-columns' : { code, sequence: 1, text: unquoted(text) };
}

function cutLong(code: string, written: string): ReturnType<typeof cutLine> {
  const { sequence, text } = fixedLongLayout;
  if (written.slice(text[1]).trim() !== '') return 'joined-lines';
  const number = Number(written.slice(sequence[0] - 1, sequence[1]));
  return { code, sequence: number, text: written.slice(text[0] - 1).trim() };
}

function cutShort(code: string, written: string): ReturnType<typeof cutLine> {
  const text = written.slice(fixedShortLayout.textFrom - 1).trim();
  return text.length > longestShort ? 'joined-lines' : { code, sequence: 1, text };
}

/** The code that a line which cannot be read seems to speak of. */
export function codeSeemingly(written: string): string | null {
  return /^\s*(\d{4}[\dAFMTU])(?![A-Za-z])/.exec(written)?.[1] ?? null;
}

/** A line whose first word is nearly a code: an entry that was damaged, and no prose. */
export function looksSpoilt(written: string): boolean {
  const [word = ''] = written.trimStart().split(/\s/, 1);
  return /^\S{5,8}$/.test(word) && word.replace(/\D/g, '').length >= 4 && /\t|^.{5,8} /.test(written);
}
