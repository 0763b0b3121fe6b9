import type { Digest, DigestRelease } from './digest.ts';
import { heldRight, heldToChange } from './held-impact.ts';
import type { Totals } from './impact.ts';
import { counted, dayWords, money } from './words.ts';

/** Where a digest speaks of invented releases and claims. */
export const sampleWords = 'SAMPLE DATA';
export const sampleSentence = 'Invented releases and claims: nothing here is to be billed.';

/** The numbers that matter, in plain ASCII so that every mail program shows them. */
export function subjectOf(digest: Digest): string {
  const { release, sample, part } = digest;
  const parts = [atRisk(digest), ended(digest), listWords(digest)].filter((words) => words !== '');
  return [
    sample ? `${sampleWords} - ` : '',
    `${release.codeSet} ${release.release}: `,
    parts.join(' - '),
    part > 1 ? ` (part ${part})` : '',
  ].join('');
}

/** `HCPCS 2026-01, in force from Jan 1, 2026`. */
export function releaseWords({
  release,
}: {
  readonly release: Pick<DigestRelease, 'codeSet' | 'release' | 'date'>;
}): string {
  return `${release.codeSet} ${release.release}, in force from ${dayWords(release.date)}`;
}

/** `12 open lines on 9 claims`. */
export function linesOnClaims({ lines, claims }: Totals, noun = 'line'): string {
  return `${counted(lines, noun)} on ${counted(claims, 'claim')}`;
}

/** `12 open lines on 9 claims, 4 codes ended`. */
export function brokenWords(digest: Digest): string {
  return `${linesOnClaims(digest.atRisk, 'open line')}, ${ended(digest)}`;
}

/** `288 added, 84 deleted, 46 revised, 1 reactivated`. */
export function releaseInAll({ release: { changes } }: Pick<Digest, 'release'>): string {
  const { added, deleted, revised, reactivated } = changes;
  return Object.entries({ added, deleted, revised, reactivated })
    .map(([kind, count]) => `${count.toLocaleString('en-US')} ${kind}`)
    .join(', ');
}

/** What this digest is about, and what it leaves out. */
export function notices({ window, part, running }: Digest): readonly string[] {
  return [
    ...(window === 'sweep' ? [] : ['These lines came with an import; the code changes were published before.']),
    ...(part > 1 ? [`Part ${part}: only what was found since the mail before.`] : []),
    ...(running ? ['The re-check of your lines is still running: more may follow in another mail.'] : []),
  ];
}

/** `3 chargemaster lines, 2 standing orders to change`; empty where no list is hit. */
export function listWords({ lists }: Digest): string {
  return heldToChange(lists) || heldRight(lists);
}

function atRisk({ atRisk: hit, becameRight: mended }: Digest): string {
  if (hit.lines === 0 && mended.lines === 0) return '';
  if (hit.lines === 0) return `${counted(mended.lines, 'line')} became right, ${money(mended.amount)}`;
  return `${counted(hit.lines, 'open line')}, ${money(hit.amount)} at risk`;
}

/** How many of the codes hit have ended; how many codes were hit where none has. */
function ended({ codes, further, atRisk: hit }: Digest): string {
  if (hit.lines === 0) return '';
  const count = codes.filter(({ happened }) => happened.some(({ kind }) => kind === 'deleted')).length;
  if (count > 0) return `${counted(count, 'code')} ended`;
  return `${counted(codes.length + (further?.codes.length ?? 0), 'code')} to check`;
}
