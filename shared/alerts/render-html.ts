import type { Digest } from './digest.ts';
import { whyBroken, whyRight } from './happening-words.ts';
import {
  brokenWords,
  linesOnClaims,
  listWords,
  notices,
  releaseInAll,
  releaseWords,
  sampleSentence,
  sampleWords,
  subjectOf,
} from './headline.ts';
import { heldSentences } from './held-impact.ts';
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
import type { CodeImpact, RightCode } from './impact.ts';
import { insteadWords } from './instead-words.ts';
import { pageLink } from './links.ts';
import { mailDocument } from './mail-document.ts';
import { closing, mendedSentence, toldBroken, toldRight } from './told.ts';
import { money, severityWords } from './words.ts';

/** The digest as HTML for Outlook, web mail and phones: 600 px at most, light and dark, without images. */
export function renderHtml(digest: Digest): string {
  const rows = [
    digest.sample ? band(`<b>${sampleWords}</b> &ndash; ${escaped(sampleSentence)}`, tones.sample) : '',
    headline(digest),
    noticeBand(digest),
    digest.atRisk.lines > 0 ? whatToDo(digest) : '',
    digest.becameRight.lines > 0 ? becameRight(digest) : '',
    digest.lists ? lists(digest.lists) : '',
    inAll(digest),
  ];
  return mailDocument({
    title: subjectOf(digest),
    preview: preview(digest),
    card: rows.filter((each) => each !== '').join('\n'),
    below: closing(digest).map(escaped),
  });
}

function noticeBand(digest: Digest): string {
  const said = notices(digest).map(escaped);
  return said.length === 0 ? '' : band(said.join('<br>'), tones.review);
}

function headline(digest: Digest): string {
  const { atRisk, becameRight: mended } = digest;
  const link = pageLink(digest);
  const mendedWords = `${money(mended.amount)} became right`;
  return [
    row(escaped(releaseWords(digest)), styles.label, { top: 28, bottom: 6, tone: 'soft' }),
    ...(atRisk.lines > 0
      ? [
          row(`${escaped(money(atRisk.amount))} at risk`, `${styles.figure};color:#a61b11`, { tone: 'figure red' }),
          row(`<b>${escaped(brokenWords(digest))}</b>`, styles.lead, { top: 2 }),
          ...(mended.lines > 0
            ? [
                row(escaped(`${mendedWords}: ${linesOnClaims(mended)}`), `${styles.lead};color:#14653c`, {
                  tone: 'green',
                }),
              ]
            : []),
        ]
      : mended.lines === 0
        ? []
        : [
            row(escaped(mendedWords), `${styles.figure};color:#14653c`, { tone: 'figure green' }),
            row(`<b>${escaped(linesOnClaims(mended))}</b>`, styles.lead, { top: 2 }),
          ]),
    listWords(digest) === '' ? '' : row(`<b>${escaped(listWords(digest))}</b>`, styles.lead, { top: 2 }),
    link === null ? '' : row(button('Open codeset-watch', link), styles.body, { top: 18 }),
    row('&nbsp;', 'font-size:1px;line-height:1px', { top: 26 }),
  ].join('\n');
}

function whatToDo(digest: Digest): string {
  const { codes, rest } = toldBroken(digest);
  return [heading('What to do, the most money first'), ...codes.map((code) => impact(digest, code)), restOf(rest)].join(
    '\n',
  );
}

function restOf(rest: string | null): string {
  return rest === null ? '' : entry(row(escaped(rest), styles.body, { top: 14, bottom: 16 }));
}

function impact(digest: Digest, code: CodeImpact): string {
  const link = pageLink(digest, code.code);
  const [first, ...others] = insteadWords(code);
  return entry(
    [
      titleOf(code),
      row(
        `${chip(severityWords[code.severity], tones[code.severity])}&nbsp; ${soft(linesOnClaims(code))}`,
        styles.body,
      ),
      first === undefined ? '' : row(escaped(first), styles.strong, { top: 8 }),
      ...[...others, ...whyBroken(code)].map((sentence) => row(escaped(sentence), styles.body, { top: 2 })),
      row(link === null ? '&nbsp;' : anchor(`Lines with ${code.code}`, link), link === null ? thin : styles.body, {
        top: 4,
        bottom: link === null ? 12 : 14,
      }),
    ].join('\n'),
  );
}

function becameRight(digest: Digest): string {
  const { codes, rest } = toldRight(digest);
  return [
    heading('Became right'),
    row(escaped(mendedSentence), styles.body, { bottom: 12 }),
    ...codes.map(right),
    restOf(rest),
  ].join('\n');
}

function right(code: RightCode): string {
  return entry(
    [
      titleOf(code),
      row(`${chip('Now right', tones.right)}&nbsp; ${soft(linesOnClaims(code))}`, styles.body),
      ...whyRight(code).map((sentence) => row(escaped(sentence), styles.body, { top: 6 })),
      row('&nbsp;', thin, { bottom: 14 }),
    ].join('\n'),
  );
}

function lists(impacts: NonNullable<Digest['lists']>): string {
  return [
    heading('Lists that you hold'),
    ...heldSentences(impacts).map((sentence) => entry(row(escaped(sentence), styles.body, { top: 12, bottom: 12 }))),
  ].join('\n');
}

function titleOf(code: RightCode): string {
  const name = code.codeType === 'modifier' ? `Modifier ${code.code}` : code.code;
  return titleRow(name, money(code.amount));
}

function inAll(digest: Digest): string {
  const { codeSet, release } = digest.release;
  const words = `<b>${escaped(`${codeSet} ${release}`)} in all:</b> ${escaped(releaseInAll(digest))}.`;
  return entry(row(words, styles.label, { top: 18, bottom: 24, tone: 'soft' }));
}

/** What a mail program shows beside the subject: the first thing to do. */
function preview({ codes, rightCodes, lists: held }: Digest): string {
  const first = codes[0];
  if (!first && rightCodes.length === 0) return heldSentences(held).join(' ');
  const words = first ? [...insteadWords(first), ...whyBroken(first)] : rightCodes.slice(0, 1).flatMap(whyRight);
  return `${first?.code ?? rightCodes[0]?.code ?? ''}: ${words.join(' ')}`;
}
