import type { Published } from '../../../functions/publish-release.ts';
import type { WatchReport } from '../../../functions/watch-sources.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { LocalApp } from '../local-app.ts';
import { changeCounts } from './change-text.ts';
import { answer, type Common, type Context, loadFile, remark } from './context.ts';
import { counted } from './money.ts';
import { withProgress } from './progress.ts';

export interface IngestOptions extends Common {
  readonly release?: string;
  readonly published?: IsoDate;
  readonly notify?: true;
  readonly all?: true;
}

/** What became of one file; the form of `codeset ingest --json` is a list of these. */
export interface Ingested {
  readonly file: string;
  readonly outcome: Published['outcome'];
  readonly release: string;
  readonly knownSince: IsoDate;
  readonly baseline: boolean;
  readonly records: number;
  readonly changes: number;
  readonly sha256: string;
}

interface Told {
  readonly ingested: Ingested;
  readonly text: string;
}

/** `codeset ingest FILE…`: the way that fetched releases take too, then the re-check of what they changed. */
export async function ingest(
  context: Context,
  app: LocalApp,
  paths: readonly string[],
  options: IngestOptions,
): Promise<void> {
  const told: Told[] = [];
  for (const path of paths) {
    const published = await ingestFile(context, app, path, options);
    told.push(tell(published));
    remarkOnDates(context, published, options);
  }
  await settle(context, app, told, options);
}

/** `codeset ingest --cms`: everything that CMS's page lists and is not held. */
export async function ingestFromCms(context: Context, app: LocalApp, options: IngestOptions): Promise<void> {
  const report = await withProgress(context, "Reading CMS's page", () =>
    app.watch({ newest: options.all ? 'all' : 2 }),
  );
  const told = (await publishWatched(app, report)).map(tell);
  for (const { url, detail, remedy } of report.failures) remark(context, `${url}: ${detail}; ${remedy}`);
  for (const { url, text } of report.unknown)
    remark(context, `not recognised on CMS's page, have a look: ${text} (${url})`);
  if (told.length === 0 && report.failures.length > 0)
    throw new CodesetError('CMS', `nothing could be fetched from CMS; ${report.failures[0]!.remedy}`);
  await settle(context, app, told, options);
}

/** Publishes the releases that the watcher has put into the archive, in order of time. */
export async function publishWatched(app: LocalApp, report: WatchReport): Promise<readonly Published[]> {
  const published: Published[] = [];
  for (const file of report.files) {
    if (file.outcome === 'failed' || file.outcome === 'refused' || file.link.kind !== 'release') continue;
    const archived = await app.archive.get(file.sha256);
    if (archived) published.push(await app.ingest({ ...arrival, ...archived.origin, bytes: archived.bytes }));
  }
  return published;
}

const arrival = { release: null, published: null, notify: false } as const;

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

async function settle(context: Context, app: LocalApp, told: readonly Told[], options: IngestOptions): Promise<void> {
  const { lines, raised, cleared } = await withProgress(context, 'Re-checking', app.sweep);
  await app.deliver();
  const rechecked = `Re-checked ${counted(lines, 'stored line')}: ${counted(raised, 'new finding')}, ${cleared} cleared.\n`;
  const text = told.map((each) => each.text).join('');
  answer(
    context,
    options,
    told.map((each) => each.ingested),
    () => text + (lines > 0 ? rechecked : ''),
  );
}

function tell({ outcome, release, baseline, changes }: Published): Told {
  const { release: label, knownSince, records, sha256, file } = release;
  const ingested = { file, outcome, release: label, knownSince, baseline, records, changes: changes.length, sha256 };
  const what =
    outcome === 'unchanged'
      ? 'held already, nothing to do'
      : baseline
        ? 'the first release held; later ones are compared with it'
        : `published: ${changeCounts(changes)}`;
  return { ingested, text: `HCPCS ${label} (${file}): ${counted(records, 'code')}, ${what}\n` };
}

function remarkOnDates(context: Context, { release }: Published, { published }: IngestOptions): void {
  const { file, knownSince, knownSinceSource } = release;
  if (published && knownSinceSource !== 'given')
    remark(context, `note: ${file} says itself that it was published on ${knownSince}; --published is not used`);
  if (knownSinceSource === 'release')
    remark(
      context,
      `note: ${file} does not say when it was published; ${knownSince} is taken, or say it with --published`,
    );
}
