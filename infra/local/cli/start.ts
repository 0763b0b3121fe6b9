import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ImportReport } from '../../../functions/import-claims.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { folderLayout } from '../data-folder.ts';
import { type LocalApp, localAccount, localSite } from '../local-app.ts';
import { sampleFiles, samplePath } from '../sample.ts';
import { importFile, keepPayers } from './claims-import.ts';
import { type Common, type Context, remark } from './context.ts';
import { sampleFolder } from './folders.ts';
import { ingestFile, publishWatched } from './ingest.ts';
import { loadPayers } from './payers.ts';
import { withProgress } from './progress.ts';
import { hostStore } from './serve.ts';
import { summarise } from './summary.ts';

export interface StartOptions extends Common {
  readonly once?: true;
  readonly port: number;
  readonly from?: readonly string[];
}

/** Where the releases come from in this run, decided before anything is opened. */
type Source = { readonly kind: 'own'; readonly files: readonly string[] } | { readonly kind: 'cms' } | Offline;

interface Offline {
  readonly kind: 'offline';
  readonly why: string;
}

/** So long may it take to find out whether CMS can be reached. */
const decisionMs = 4_000;

/**
 * `npm start`: releases from CMS or one's own files, else the sample in a store of its own; then claims, re-check,
 * alerts, a summary, and the pages.
 */
export async function start(context: Context, options: StartOptions): Promise<void> {
  const folder = resolve(context.io.cwd, options.data);
  const source = await sourceOf(context, options);
  if (source.kind === 'offline' && !existsSync(join(folder, folderLayout.format)))
    return startSample(context, folder, options, source.why);
  let real = false;
  await hostStore(context, folder, { ...options, once: true }, async (app) => {
    await fill(context, app, source);
    real = (await app.codeSets.state('HCPCS')).releases.length > 0;
    if (real) await summarise(context, app, options, { imported: null });
  });
  if (!real && source.kind === 'offline') return startSample(context, folder, options, source.why);
  if (!(await hasClaims(context, folder, options))) {
    remark(context, 'No claims of your own are stored yet, so here is what the sample looks like:');
    await hostStore(context, sampleFolder(folder), { ...options, once: true }, (app) =>
      showSample(context, app, options),
    );
  }
  if (!options.once) await hostStore(context, folder, options, async () => {});
}

async function sourceOf(context: Context, { from }: StartOptions): Promise<Source> {
  if (from) return { kind: 'own', files: from.flatMap((path) => releaseFilesIn(resolve(context.io.cwd, path))) };
  const front = await withProgress(context, 'Asking for CMS', () => localSite().reachable(decisionMs));
  return front.kind === 'reachable' ? { kind: 'cms' } : { kind: 'offline', why: front.detail };
}

/** A folder's zips, texts and workbooks; a file is itself. */
function releaseFilesIn(path: string): readonly string[] {
  if (!existsSync(path)) throw new CodesetError('FILE', `${path}: there is no such file or folder`);
  if (!statSync(path).isDirectory()) return [path];
  const files = readdirSync(path).filter((name) => /anweb.*\.(txt|xlsx)$|alpha-?numeric.*hcpcs.*\.zip$/i.test(name));
  const chosen = files.filter((name) => !/correction|trans|noc|layout/i.test(name)).sort();
  if (chosen.length === 0)
    throw new CodesetError('FILE', `${path}: no HCPCS release (…ANWEB….txt, .xlsx or zip) lies in it`);
  return chosen.map((name) => join(path, name));
}

async function fill(context: Context, app: LocalApp, source: Source): Promise<void> {
  if (source.kind === 'offline') remark(context, offlineRemark(source.why, 'The releases held already are used.'));
  if (source.kind === 'own') for (const file of source.files) await ingestFile(context, app, file, {});
  if (source.kind === 'cms') {
    const report = await withProgress(context, 'Fetching from CMS', () => app.watch({ newest: 2 }));
    for (const { url, detail, remedy } of report.failures) remark(context, `${url}: ${detail}; ${remedy}`);
    await publishWatched(app, report);
  }
  await withProgress(context, 'Re-checking', app.sweep);
}

async function hasClaims(context: Context, folder: string, options: StartOptions): Promise<boolean> {
  let found = false;
  await hostStore(context, folder, { ...options, once: true }, async (app) => {
    found = await app.claims.holdsClaimsOf(localAccount);
  });
  return found;
}

async function startSample(context: Context, folder: string, options: StartOptions, why: string): Promise<void> {
  remark(context, offlineRemark(why, 'The SAMPLE releases and claims that the project ships are used instead.'));
  await hostStore(context, markedSample(folder), options, (app) => showSample(context, app, options));
}

/** The sample's store says what it is before anything is in it. */
function markedSample(folder: string): string {
  const sample = sampleFolder(folder);
  mkdirSync(sample, { recursive: true, mode: 0o700 });
  writeFileSync(join(sample, folderLayout.sampleMark), 'Everything in this folder is sample data.\n');
  return sample;
}

/** The story that the sample tells: claims are stored, then a quarterly update breaks some of them. */
async function showSample(context: Context, app: LocalApp, options: StartOptions): Promise<void> {
  const [before, after] = sampleFiles.releases;
  await ingestFile(context, app, samplePath(before), {});
  await keepPayers(app, loadPayers(context, samplePath(sampleFiles.payers)));
  const imported: ImportReport = { read: 0, lines: 0, refused: [], duplicates: 0 };
  for (const name of sampleFiles.claims) {
    const one = await importFile(app, { path: samplePath(name), name }, options.today);
    imported.read += one.read;
    imported.lines += one.lines;
    imported.refused.push(...one.refused);
    imported.duplicates += one.duplicates;
  }
  await ingestFile(context, app, samplePath(after), {});
  await withProgress(context, 'Re-checking', app.sweep);
  await summarise(context, app, options, { imported });
}

function offlineRemark(why: string, consequence: string): string {
  return `*** CMS cannot be reached from here (${why}). ${consequence} ***`;
}
