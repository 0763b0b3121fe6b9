import { sampleSentence, sampleWords } from './headline.ts';
import type { Letter, LetterEntry } from './letter.ts';
import { headingLines, paragraphLines, textWidth } from './text-lines.ts';

/** A letter as plain text, complete without its HTML twin: lines of 72 at most but for links. */
export function letterText(letter: Letter, sample: boolean, below: readonly string[]): string {
  const { about, title, paragraphs, entries, rest, button } = letter;
  const blocks = [
    sample ? paragraphLines(`${sampleWords} - ${sampleSentence}`) : [],
    [...paragraphLines(title), ...paragraphLines(about), ...(button ? [`${button.words}: ${button.address}`] : [])],
    ...paragraphs.map((paragraph) => paragraphLines(paragraph)),
    entries.length > 0 ? [...headingLines(letter.heading.toUpperCase()), ...entries.flatMap(block)] : [],
    rest === null ? [] : paragraphLines(rest),
    ...below.map((sentence) => paragraphLines(sentence)),
  ];
  const said = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${said.join('\n\n')}\n`;
}

function block({ title, figure, label, sentences, link }: LetterEntry): readonly string[] {
  const left = `${title}  ${label}`;
  return [
    '',
    figure === '' ? left : `${left}${figure.padStart(Math.max(textWidth - left.length, 1 + figure.length))}`,
    ...sentences.flatMap((sentence) => paragraphLines(sentence, '  ')),
    ...(link === null ? [] : [`  ${link}`]),
  ];
}
