import { sampleSentence } from './headline.ts';
import type { Letter, LetterEntry } from './letter.ts';

/** Chats are glanced at: the rest is behind the button. */
const mostEntries = 10;

/** A message of Slack's incoming webhooks, in Block Kit. */
export function slackMessage(letter: Letter, sample: boolean): object {
  const { subject, about, title, paragraphs, entries, rest, button } = letter;
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 3000) } });
  return {
    text: subject,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title.slice(0, 150) } },
      { type: 'context', elements: [{ type: 'mrkdwn', text: slackText([...sampleNote(sample), about].join(' - ')) }] },
      ...paragraphs.map((paragraph) => section(slackText(paragraph))),
      ...entries.slice(0, mostEntries).map((entry) => section(slackEntry(entry))),
      ...moreNote(entries, rest).map((note) => section(slackText(note))),
      ...(button === null
        ? []
        : [
            {
              type: 'actions',
              elements: [{ type: 'button', text: { type: 'plain_text', text: button.words }, url: button.address }],
            },
          ]),
    ],
  };
}

/** An Adaptive Card as a Microsoft Teams workflow takes it. */
export function teamsMessage(letter: Letter, sample: boolean): object {
  const { subject, about, title, tone, paragraphs, entries, rest, button } = letter;
  const text = (words: string, more: object = {}) => ({ type: 'TextBlock', text: words, wrap: true, ...more });
  const colour = { plain: 'Default', bad: 'Attention', good: 'Good' }[tone];
  return {
    type: 'message',
    summary: subject,
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            text([...sampleNote(sample), about].join(' - '), { isSubtle: true, size: 'Small' }),
            text(title, { size: 'Large', weight: 'Bolder', color: colour }),
            ...paragraphs.map((paragraph) => text(paragraph)),
            ...entries.slice(0, mostEntries).map((entry) => ({ type: 'Container', items: teamsEntry(entry, text) })),
            ...moreNote(entries, rest).map((note) => text(note, { isSubtle: true })),
          ],
          actions: button === null ? [] : [{ type: 'Action.OpenUrl', title: button.words, url: button.address }],
        },
      },
    ],
  };
}

function slackEntry({ title, figure, label, sentences, link }: LetterEntry): string {
  const name = link === null ? `*${slackText(title)}*` : `*<${link}|${slackText(title)}>*`;
  const first = [name, ...(figure === '' ? [] : [`*${slackText(figure)}*`]), slackText(label)].join('  ');
  return [first, ...sentences.map(slackText)].join('\n');
}

function teamsEntry({ title, figure, label, sentences }: LetterEntry, text: (words: string, more?: object) => object) {
  const first = [title, ...(figure === '' ? [] : [figure])].join('  ');
  return [text(first, { weight: 'Bolder' }), text([label, ...sentences].join('. '), { spacing: 'None' })];
}

/** The three characters that Slack gives a meaning. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function sampleNote(sample: boolean): readonly string[] {
  return sample ? [`SAMPLE DATA: ${sampleSentence}`] : [];
}

function moreNote(entries: readonly LetterEntry[], rest: string | null): readonly string[] {
  const more = entries.length - mostEntries;
  if (more <= 0) return rest === null ? [] : [rest];
  return [rest === null ? `${more} more on the site.` : `${more} more, and ${rest}`];
}
