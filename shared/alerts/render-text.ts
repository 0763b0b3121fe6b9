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
} from './headline.ts';
import { heldSentences } from './held-impact.ts';
import type { CodeImpact, RightCode } from './impact.ts';
import { insteadWords } from './instead-words.ts';
import { pageLink } from './links.ts';
import { headingLines, paragraphLines, textWidth } from './text-lines.ts';
import { closing, mendedSentence, toldBroken, toldRight } from './told.ts';
import { money, severityWords } from './words.ts';

/** The digest as plain text, complete without its HTML twin. ASCII, lines of 72 at most but for links. */
export function renderText(digest: Digest): string {
  const blocks = [
    digest.sample ? paragraphLines(`${sampleWords} - ${sampleSentence}`) : [],
    headline(digest),
    notices(digest).flatMap((notice) => paragraphLines(notice)),
    digest.atRisk.lines > 0 ? whatToDo(digest) : [],
    digest.becameRight.lines > 0 ? becameRight(digest) : [],
    digest.lists ? lists(digest.lists) : [],
    paragraphLines(`${digest.release.codeSet} ${digest.release.release} in all: ${releaseInAll(digest)}.`),
    closing(digest).flatMap((sentence) => paragraphLines(sentence)),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline(digest: Digest): readonly string[] {
  const { atRisk, becameRight: mended } = digest;
  const link = pageLink(digest);
  return [
    ...(atRisk.lines > 0 ? [`${money(atRisk.amount)} AT RISK: ${brokenWords(digest)}`] : []),
    ...(mended.lines > 0 ? [`${money(mended.amount)} BECAME RIGHT: ${linesOnClaims(mended)}`] : []),
    ...(listWords(digest) === '' ? [] : paragraphLines(`YOUR LISTS: ${listWords(digest)}`)),
    releaseWords(digest),
    ...(link === null ? [] : [`See all: ${link}`]),
  ];
}

function whatToDo(digest: Digest): readonly string[] {
  const { codes, rest } = toldBroken(digest);
  return [
    ...headingLines('WHAT TO DO, THE MOST MONEY FIRST'),
    ...codes.flatMap((code) => ['', ...impact(digest, code)]),
    ...restOf(rest),
  ];
}

function restOf(rest: string | null): readonly string[] {
  return rest === null ? [] : ['', ...paragraphLines(rest)];
}

function impact(digest: Digest, code: CodeImpact): readonly string[] {
  const link = pageLink(digest, code.code);
  return [
    entry(code, severityWords[code.severity]),
    ...[...insteadWords(code), ...whyBroken(code)].flatMap((sentence) => paragraphLines(sentence, '  ')),
    ...(link === null ? [] : [`  ${link}`]),
  ];
}

function becameRight(digest: Digest): readonly string[] {
  const { codes, rest } = toldRight(digest);
  return [
    ...headingLines('BECAME RIGHT'),
    ...paragraphLines(mendedSentence),
    ...codes.flatMap((code) => [
      '',
      entry(code, 'Now right'),
      ...whyRight(code).flatMap((sentence) => paragraphLines(sentence, '  ')),
    ]),
    ...restOf(rest),
  ];
}

function lists(impacts: NonNullable<Digest['lists']>): readonly string[] {
  return [
    ...headingLines('LISTS THAT YOU HOLD'),
    ...heldSentences(impacts).flatMap((sentence) => ['', ...paragraphLines(sentence)]),
  ];
}

function entry(code: RightCode, label: string): string {
  const name = code.codeType === 'modifier' ? `modifier ${code.code}` : code.code;
  const left = `${name}  ${label}, ${linesOnClaims(code)}`;
  return `${left}${money(code.amount).padStart(Math.max(textWidth - left.length, 1 + money(code.amount).length))}`;
}
