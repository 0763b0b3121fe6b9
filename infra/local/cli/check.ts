import { resolve } from 'node:path';
import { ClaimCheck } from '../../../functions/claims/check-claims.ts';
import type { CheckAnswer } from '../../../shared/api/claim-forms.ts';
import type { Severity } from '../../../shared/claims/finding.ts';
import { noPayers } from '../../../shared/claims/payers.ts';
import { bookOfReleases } from '../../../shared/codebook/book-of-releases.ts';
import type { CodeBook } from '../../../shared/codebook/code-book.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { claimBytes } from '../claim-bytes.ts';
import type { LocalApp } from '../local-app.ts';
import { sampleFiles, samplePath } from '../sample.ts';
import { bookAsOf } from './book-as-of.ts';
import { type ClaimFile, claimFile } from './claim-file.ts';
import { answer, type Common, type Context, remark } from './context.ts';
import { findingTable, moneyText } from './finding-text.ts';
import { folderToAsk } from './folders.ts';
import { asShipped, type JudgedBy, type JudgingFiles, loadJudgingFiles } from './judging-files.ts';
import { loadRelease } from './load-release.ts';
import { counted } from './money.ts';
import { noticeTeller } from './notice-text.ts';
import { loadPayers } from './payers.ts';

export interface CheckOptions extends Common, JudgingFiles {
  readonly release?: string;
  readonly failOn?: Severity;
  /** Folders of AMA's files, one a year. */
  readonly cpt?: readonly string[];
}

interface Held extends JudgedBy {
  readonly book: CodeBook;
  /** Of the store; folders that are named take its place. */
  readonly cpt?: CodeBook | undefined;
}

/** So many refusals are told in words. */
const mostRefusals = 20;
const severities: readonly Severity[] = ['review', 'warning', 'error'];

/** `codeset check FILE…`: what would be rejected, before it is billed; nothing is stored. */
export async function check(context: Context, paths: readonly string[], options: CheckOptions): Promise<void> {
  const files = paths.map((path) => claimFile(path, context.io.cwd));
  const own = loadJudgingFiles(context, options);
  const cpt = options.cpt?.length ? await (await import('./load-cpt.ts')).loadCptBook(context, options.cpt) : undefined;
  const report = async (held: Held) => {
    const found = await checkFiles(context, { ...held, cpt: cpt ?? held.cpt }, files);
    answer(context, options, found, () => textOf(found, context.io.columns));
    const tooBad = options.failOn ? severities.slice(severities.indexOf(options.failOn)) : [];
    if (found.findings.some(({ severity }) => tooBad.includes(severity))) context.exitWith(1);
  };
  const { release } = options;
  if (release && !isReleaseName(release)) {
    const book = bookOfReleases([await loadRelease(context, release)]);
    return report({ book, payers: noPayers, ...asShipped, ...own });
  }
  const folder = folderToAsk(resolve(context.io.cwd, options.data));
  if (folder)
    return context.store(folder, async (app) =>
      report((await heldIn(app, release, own)) ?? (await sampleBook(context, own))),
    );
  if (release) throw notHeld(release);
  return report(await sampleBook(context, own));
}

/** `2026-01`, `2018-01.v2`; everything else is a file. */
function isReleaseName(text: string): boolean {
  return /^20\d\d-(?:01|04|07|10)(?:\.\w+)?$/.test(text);
}

async function heldIn(app: LocalApp, release: string | undefined, own: Partial<JudgedBy>): Promise<Held | undefined> {
  const { localAccount } = await import('../local-account.ts');
  const { releaseNamed } = await import('../../../functions/queries/list-releases.ts');
  const state = await app.codeSets.state('HCPCS');
  const book = release ? await bookAsOf(app, state, releaseNamed(state, release)) : await app.codeSets.codeBook(state);
  const cpt = await app.codeSets.codeBook(await app.codeSets.state('CPT'));
  return book && { ...(await app.settings.read(localAccount)), ...own, book, cpt };
}

async function sampleBook(context: Context, own: Partial<JudgedBy>): Promise<Held> {
  remark(context, 'SAMPLE DATA: no release is held, so the claims are checked against the sample releases.');
  const releases = await Promise.all(sampleFiles.releases.map((name) => loadRelease(context, samplePath(name))));
  const payers = loadPayers(context, samplePath(sampleFiles.payers));
  return { book: bookOfReleases(releases), payers, ...asShipped, ...own };
}

async function checkFiles(context: Context, held: Held, files: readonly ClaimFile[]): Promise<CheckAnswer> {
  const { book, cpt, payers, windows, rules, lists } = held;
  const notices = noticeTeller((text) => remark(context, text));
  const codeBooks = { HCPCS: book, CPT: cpt };
  const judgedBy = { payers, windows, rules, lists };
  const run = new ClaimCheck({ book, codeBooks, ...judgedBy, onNotice: (notice) => notices.tell(notice) });
  for (const { path, name } of files) {
    await run.file(name, claimBytes(path));
    notices.end();
  }
  return run.answer();
}

function notHeld(release: string): CodesetError {
  return new CodesetError(
    'UNKNOWN_RELEASE',
    `release ${release} is not held, for no store is here yet; name a release file, or "codeset ingest" one`,
  );
}

function textOf(
  { codeBook, claims, lines, unchecked, refused, findings }: CheckAnswer,
  wide: number | undefined,
): string {
  const parts = [
    `Checked against HCPCS ${codeBook.release} (${codeBook.file}): ${counted(claims, 'claim')}, ${counted(lines, 'line')}.`,
  ];
  const notJudged = [
    [unchecked['no-code-set'], 'of code sets that are not held (CPT needs a licence)'],
    [unchecked['outside-coverage'], 'of days that the release does not cover, or that the line does not tell'],
  ] as const;
  const said = notJudged.flatMap(([lines, why]) => (lines > 0 ? [`${counted(lines, 'line')} ${why}`] : []));
  if (said.length > 0) parts.push(`Not judged: ${said.join(', ')}.`);
  for (const { file, segment, reason } of refused.slice(0, mostRefusals))
    parts.push(`Refused: ${file}, segment ${segment}: ${reason}`);
  if (refused.length > mostRefusals)
    parts.push(`… and ${refused.length - mostRefusals} more refused (all of them with --json)`);
  parts.push(
    findings.length === 0
      ? 'Nothing was found.'
      : `${counted(findings.length, 'finding')}, ${moneyText(findings)}:\n\n${findingTable(findings, wide)}`,
  );
  return `${parts.join('\n')}\n`;
}
