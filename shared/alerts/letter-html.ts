import { sampleSentence, sampleWords } from './headline.ts';
import {
  anchor,
  band,
  button,
  chip,
  entry,
  escaped,
  heading,
  row,
  soft,
  styles,
  thin,
  titleRow,
  tones,
} from './html-parts.ts';
import type { Letter, LetterEntry } from './letter.ts';
import { mailDocument } from './mail-document.ts';

const titleTone = { plain: 'ink', bad: 'figure red', good: 'figure green' } as const;
const titleInk = { plain: '#1d2530', bad: '#a61b11', good: '#14653c' } as const;

/** A letter as HTML for mail programs. `below` is plain text. */
export function letterHtml(letter: Letter, sample: boolean, below: readonly string[]): string {
  const { about, title, tone, paragraphs, entries, rest } = letter;
  const rows = [
    sample ? band(`<b>${sampleWords}</b> &ndash; ${escaped(sampleSentence)}`, tones.sample) : '',
    row(escaped(about), styles.label, { top: 28, bottom: 6, tone: 'soft' }),
    row(escaped(title), `${styles.figure};color:${titleInk[tone]}`, { tone: titleTone[tone] }),
    ...paragraphs.map((paragraph) => row(escaped(paragraph), styles.lead, { top: 8 })),
    letter.button ? row(button(letter.button.words, letter.button.address), styles.body, { top: 18 }) : '',
    row('&nbsp;', thin, { top: 26 }),
    entries.length > 0 ? heading(letter.heading) : '',
    ...entries.map(block),
    rest === null ? '' : entry(row(escaped(rest), styles.body, { top: 14, bottom: 16 })),
  ];
  return mailDocument({
    title: letter.subject,
    preview: paragraphs[0] ?? '',
    card: rows.filter((each) => each !== '').join('\n'),
    below: below.map(escaped),
  });
}

function block({ title, figure, label, sentences, link }: LetterEntry): string {
  return entry(
    [
      titleRow(title, figure),
      row(`${chip(label, tones.review)}`, styles.body),
      ...sentences.map((sentence, index) =>
        row(escaped(sentence), index === 0 ? styles.strong : styles.body, { top: 4 }),
      ),
      row(link === null ? soft('') : anchor(`More on ${title}`, link), link === null ? thin : styles.body, {
        top: 4,
        bottom: 14,
      }),
    ].join('\n'),
  );
}
