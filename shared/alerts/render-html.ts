import type { Digest } from './digest.ts';
import { whyBroken, whyRight } from './happening-words.ts';
import {
  brokenWords,
  linesOnClaims,
  notices,
  releaseInAll,
  releaseWords,
  sampleSentence,
  sampleWords,
  subjectOf,
} from './headline.ts';
import { anchor, band, button, chip, escaped, row, styleSheet, styles, table, tones } from './html-parts.ts';
import type { CodeImpact, RightCode } from './impact.ts';
import { insteadWords } from './instead-words.ts';
import { pageLink } from './links.ts';
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
    inAll(digest),
  ];
  return document(digest, rows.filter((each) => each !== '').join('\n'), footer(digest));
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
      : [
          row(escaped(mendedWords), `${styles.figure};color:#14653c`, { tone: 'figure green' }),
          row(`<b>${escaped(linesOnClaims(mended))}</b>`, styles.lead, { top: 2 }),
        ]),
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
      titleRow(code),
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
      titleRow(code),
      row(`${chip('Now right', tones.right)}&nbsp; ${soft(linesOnClaims(code))}`, styles.body),
      ...whyRight(code).map((sentence) => row(escaped(sentence), styles.body, { top: 6 })),
      row('&nbsp;', thin, { bottom: 14 }),
    ].join('\n'),
  );
}

const thin = 'font-size:1px;line-height:1px';

function titleRow(code: RightCode): string {
  const name = code.codeType === 'modifier' ? `Modifier ${code.code}` : code.code;
  return `<tr><td class="pad" style="padding:14px 32px 2px"><table ${table} width="100%"><tr>
<td class="ink" style="padding:0;${styles.code}">${escaped(name)}</td>
<td class="ink" align="right" style="padding:0;${styles.amount}">${escaped(money(code.amount))}</td>
</tr></table></td></tr>`;
}

function inAll(digest: Digest): string {
  const { codeSet, release } = digest.release;
  const words = `<b>${escaped(`${codeSet} ${release}`)} in all:</b> ${escaped(releaseInAll(digest))}.`;
  return entry(row(words, styles.label, { top: 18, bottom: 24, tone: 'soft' }));
}

function footer(digest: Digest): string {
  return closing(digest)
    .map((sentence, index) => row(escaped(sentence), styles.label, { top: index === 0 ? 18 : 4, tone: 'soft' }))
    .join('\n');
}

function heading(words: string): string {
  const title = `<h2 class="ink" style="${styles.heading}">${escaped(words)}</h2>`;
  return entry(row(title, styles.heading, { top: 20, bottom: 8 }));
}

/** A block of the card with a line above it. */
function entry(rows: string): string {
  return `<tr><td class="rule" style="border-top:1px solid #dde2e9;padding:0"><table ${table} width="100%">${rows}</table></td></tr>`;
}

function soft(words: string): string {
  return `<span class="soft" style="color:#5a6472">${escaped(words)}</span>`;
}

/** What a mail program shows beside the subject: the first thing to do. */
function preview({ codes, rightCodes }: Digest): string {
  const first = codes[0];
  const words = first ? [...insteadWords(first), ...whyBroken(first)] : rightCodes.slice(0, 1).flatMap(whyRight);
  return `${first?.code ?? rightCodes[0]?.code ?? ''}: ${words.join(' ')}`;
}

function document(digest: Digest, card: string, below: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escaped(subjectOf(digest))}</title>
<!--[if mso]><style>td,a,span,h2{font-family:Arial,sans-serif!important}</style><![endif]-->
<style>
${styleSheet}
</style>
</head>
<body class="page" style="margin:0;padding:0;${styles.page}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escaped(preview(digest))}</div>
<table ${table} class="page" width="100%" bgcolor="#eef1f5" style="${styles.page}"><tr><td class="edge" align="center" style="padding:24px 12px">
<!--[if mso]><table ${table} width="600"><tr><td><![endif]-->
<table ${table} class="card" width="100%" bgcolor="#ffffff" style="max-width:600px;${styles.card}">
${card}
</table>
<table ${table} width="100%" style="max-width:600px">
${below}
${row('&nbsp;', thin, { bottom: 24 })}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}
