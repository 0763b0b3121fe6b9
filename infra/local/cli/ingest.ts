import { publishArchived, unpublished } from '../../../functions/publish/publish-archived.ts';
import { asPublished } from '../../../functions/publish/publish-cpt.ts';
import type { Published } from '../../../functions/publish/publish-release.ts';
import type { IngestAnswer, IngestedRelease } from '../../../shared/api/command-forms.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { LocalApp } from '../local-app.ts';
import { changeCounts } from './change-text.ts';
import { answer, type Common, type Context, loadFile, remark } from './context.ts';
import { isLicensed, loadFolder } from './load-folder.ts';
import { counted } from './money.ts';
import { withProgress } from './progress.ts';
import { sayAlarms } from './sources.ts';

export interface IngestOptions extends Common {
  readonly release?: string;
  readonly published?: IsoDate;
  readonly notify?: true;
  readonly all?: true;
}

/** `codeset ingest FILE…`: the way that fetched releases take too, then the re-check of what they changed. */
export async function ingest(
  context: Context,
  app: LocalApp,
  paths: readonly string[],
  options: IngestOptions,
): Promise<void> {
  const published: Published[] = [];
  const failures: unknown[] = [];
  for (const path of paths) {
    try {
      const licensed = await isLicensed(context, path);
      published.push(await (licensed ? ingestYear : ingestFile)(context, app, path, options));
      if (!licensed) remarkOnDates(context, published.at(-1)!, options);
    } catch (error) {
      // What is wrong with one file is no reason to leave the others out.
      failures.push(error);
      if (!(error instanceof CodesetError)) break;
    }
  }
  await settle(context, app, published, options, failures);
}

/** `codeset ingest --cms`: everything that CMS's page lists and is not held. */
export async function ingestFromCms(context: Context, app: LocalApp, options: IngestOptions): Promise<void> {
  const published = await fetchFromCms(context, app, { newest: options.all ? 'all' : 2, today: options.today });
  await settle(context, app, published, options, []);
}

/** Fetches what CMS lists and publishes it in order of time; what could not be had or read is said. */
export async function fetchFromCms(
  context: Context,
  app: LocalApp,
  { newest, today }: { readonly newest: number | 'all'; readonly today: IsoDate },
): Promise<readonly Published[]> {
  const report = await withProgress(context, 'Fetching from CMS', () => app.watch({ newest }));
  for (const { url, detail, remedy } of report.failures) remark(context, `${url}: ${detail}; ${remedy}`);
  for (const { url, text } of report.unknown)
    remark(context, `not recognised on CMS's page, have a look: ${text} (${url})`);
  const published: Published[] = [];
  for (const file of unpublished(report, await app.codeSets.state('HCPCS'), await app.quarantine.all('HCPCS'))) {
    const outcome = await publishArchived(app)(file);
    if (outcome.outcome === 'refused') remark(context, `refused: ${outcome.reason}`);
    else if ('published' in outcome) published.push(outcome.published);
  }
  await sayAlarms(context, app, today);
  if (published.length === 0 && report.failures.length > 0)
    throw new CodesetError('CMS', `nothing could be fetched from CMS; ${report.failures[0]!.remedy}`);
  return published;
}

export function ingestFile(
  context: Context,
  app: LocalApp,
  path: string,
  { release, published, notify }: Partial<IngestOptions>,
): Promise<Published> {
  const { name, bytes } = loadFile(context, path);
  return app.ingest({
    name,
    bytes,
    address: null,
    headers: {},
    release: release ?? null,
    published: published ?? null,
    notify: notify ?? false,
  });
}

/** A year of licensed CPT: its texts go into the vault, its codes and dates the way of every release. */
async function ingestYear(
  context: Context,
  app: LocalApp,
  path: string,
  options: Partial<IngestOptions>,
): Promise<Published> {
  const { name: folder, files, sha256 } = await loadFolder(context, path);
  const said = { published: options.published ?? null, notify: options.notify ?? false };
  return asPublished({ folder, sha256 }, await app.ingestCpt({ folder, files, ...said }));
}

/** What could be taken in is re-checked and told, also where other files could not. */
async function settle(
  context: Context,
  app: LocalApp,
  published: readonly Published[],
  options: IngestOptions,
  failures: readonly unknown[],
): Promise<void> {
  const rechecked = await withProgress(context, 'Re-checking', app.sweep);
  const { sent } = await app.deliver(options.today);
  const document: IngestAnswer = { releases: published.map(releaseOf), rechecked, alerts: sent.length };
  if (failures.length === 0) return answer(context, options, document, () => textOf(document, published));
  if (!options.json && published.length > 0) context.io.stdout(textOf(document, published));
  for (const failure of failures.slice(0, -1)) remark(context, messageOf(failure));
  throw failures.at(-1);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function releaseOf({ file, sha256, outcome, release, releases, baseline, changes }: Published): IngestedRelease {
  return {
    file,
    outcome,
    release: release?.release ?? null,
    revisions: releases.map((each) => each.release),
    knownSince: release?.knownSince ?? null,
    baseline,
    records: release?.records ?? 0,
    changes: changes.length,
    sha256,
  };
}

function textOf({ rechecked, alerts }: IngestAnswer, published: readonly Published[]): string {
  const { lines, raised, cleared } = rechecked;
  const told = alerts > 0 ? ` ${counted(alerts, 'alert')} written.` : '';
  const work = `Re-checked ${counted(lines, 'stored line')}: ${counted(raised, 'new finding')}, ${cleared} cleared.${told}\n`;
  const nothing = published.length === 0 ? 'Nothing new: every release that CMS lists is held.\n' : '';
  return published.map(releaseText).join('') + nothing + (lines > 0 || alerts > 0 ? work : '');
}

function releaseText({ file, outcome, release, releases, baseline, changes }: Published): string {
  if (!release) return `${file}: kept; it corrects a release that is not held yet, and waits for it\n`;
  const { records } = release;
  const label = releases.length > 1 ? `${releases[0]!.release} to ${release.release}` : release.release;
  const published = baseline
    ? 'the first release held; later ones are compared with it'
    : `published: ${changeCounts(changes)}`;
  const what = outcome === 'unchanged' ? 'held already, nothing to do' : published;
  return `${release.codeSet} ${label} (${file}): ${counted(records, 'code')}, ${what}\n`;
}

function remarkOnDates(context: Context, { file, release }: Published, { published }: IngestOptions): void {
  if (!release) return;
  const { knownSince, knownSinceSource } = release;
  if (published && knownSinceSource !== 'given')
    remark(context, `note: ${file} says itself that it was published on ${knownSince}; --published is not used`);
  if (knownSinceSource === 'release')
    remark(
      context,
      `note: ${file} does not say when it was published; ${knownSince} is taken, or say it with --published`,
    );
}
