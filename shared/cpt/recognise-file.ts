import { isWebPage } from '../release/text-lines.ts';
import type { DescriptorKind } from './cpt-record.ts';
import { descriptorNames, descriptorWidths, type LineForm, lineForms } from './layout.ts';
import { isModifierHeading } from './parse-modifiers.ts';
import { type TableShape, tableShape } from './table.ts';

/** What a file is: a list of lines with its descriptor, a table with its columns, or none of AMA's code files. */
export type RecognisedFile =
  | { readonly form: LineForm; readonly descriptor: DescriptorKind }
  | { readonly form: 'table'; readonly shape: TableShape }
  | { readonly form: 'modifier-text' | 'pla-xml' }
  | { readonly form: null; readonly reason: string };

/** So many lines show what a file is. */
const headLines = 3_000;
/** Of the lines from the first that has a form on, so many have it; in prose a stray line may look like a code. */
const leastShare = 0.5;
const mostZeroes = 0.1;

/** By its content; its name is asked which descriptor a list has, and what a file that is damaged was meant to be. */
export function recogniseFile(name: string, lines: readonly string[]): RecognisedFile {
  const head = lines.slice(0, headLines);
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  if (isBinary(head)) return { form: null, reason: 'is no plain text' };
  if (head.some((line) => /<plaCodes?\b/.test(line))) return { form: 'pla-xml' };
  if (isWebPage(head)) return { form: null, reason: 'is a web page; a licence or login page may stand in the way' };
  const shape = tableShape(lines);
  if (shape) return { form: 'table', shape };
  if (head.some(isModifierHeading) && !lineFormOf(head)) return { form: 'modifier-text' };
  const form = lineFormOf(head) ?? formInName(base);
  if (!form) return { form: null, reason: 'holds no list of codes' };
  if (form === 'modifier-text') return { form };
  return { form, descriptor: descriptorNames.find(([pattern]) => pattern.test(base))?.[1] ?? byWidth(lines, form) };
}

/** One stray zero byte is damage, many are another kind of file. */
function isBinary(head: readonly string[]): boolean {
  if (/^%PDF|^PK|^\{\\rtf/.test(head[0] ?? '')) return true;
  return head.filter((line) => line.includes('\0')).length > head.length * mostZeroes;
}

function lineFormOf(head: readonly string[]): LineForm | undefined {
  const counted = (Object.keys(lineForms) as LineForm[]).map((form) => {
    const first = head.findIndex((line) => lineForms[form].test(line));
    const rest = first < 0 ? [] : head.slice(first).filter((line) => line.trim() !== '');
    const matching = rest.filter((line) => lineForms[form].test(line)).length;
    return { form, matching, enough: matching > 0 && matching >= rest.length * leastShare };
  });
  const best = counted.filter(({ enough }) => enough).sort((a, b) => b.matching - a.matching)[0];
  return best?.form;
}

function formInName(base: string): LineForm | 'modifier-text' | undefined {
  if (/^longu?l?t\b/i.test(base)) return 'tab-list';
  if (/^longu?l?f\b/i.test(base)) return 'fixed-long';
  if (/^(?:med|short)u/i.test(base)) return 'fixed-short';
  return /^modu/i.test(base) ? 'modifier-text' : undefined;
}

function byWidth(lines: readonly string[], form: LineForm): DescriptorKind {
  if (form === 'fixed-long') return 'long';
  const entries = lines.filter((line) => lineForms[form].test(line));
  const widest = entries.reduce((width, line) => Math.max(width, line.trim().length - 6), 0);
  return descriptorWidths.find(([, width]) => widest <= width)?.[0] ?? 'long';
}
