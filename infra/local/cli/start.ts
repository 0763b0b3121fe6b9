import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SummaryAnswer } from '../../../shared/api/command-forms.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { folderLayout } from '../data-folder.ts';
import { localAccount } from '../local-account.ts';
import { type LocalApp, localSite } from '../local-app.ts';
import { answer, type Common, type Context, noReleaseYet, remark } from './context.ts';
import { isSample } from './folders.ts';
import { hostStore } from './host-store.ts';
import { fetchFromCms, ingestFile } from './ingest.ts';
import { withProgress } from './progress.ts';
import { exampleNews, markedSample, sampleNews } from './sample-story.ts';
import { serveUntilStopped, servingText } from './serve-pages.ts';
import { type MorningNews, newsOf, newsText } from './summary.ts';

export interface StartOptions extends Common {
  readonly once?: true;
  readonly all?: true;
  readonly port: number;
  readonly from?: readonly string[];
}

/** Where the releases come from in this run, decided before anything is opened. */
type Source =
  | { readonly kind: 'own'; readonly files: readonly string[] }
  | { readonly kind: 'cms' }
  | { readonly kind: 'offline'; readonly why: string };

/** So long may it take to find out whether CMS can be reached. */
const decisionMs = 4_000;

/**
 * `npm start`: releases from CMS or one's own files, else the sample in a store of its own; then claims, re-check,
 * alerts, a summary, and the pages. Where the store is served already, the process that serves it does the work.
 */
export async function start(context: Context, options: StartOptions): Promise<void> {
  const source = await sourceOf(context, options);
  const { opened } = context;
  if (opened) {
    if (!isSample(opened.folder) && !(await fill(context, opened, options, source)))
      throw new CodesetError('NO_RELEASE', noReleaseYet.trim());
    return tell(context, opened, options, source);
  }
  const folder = resolve(context.io.cwd, options.data);
  const real = source.kind !== 'offline' || existsSync(join(folder, folderLayout.format));
  if (real && (await host(context, folder, options, source))) return;
  await host(context, markedSample(folder), options, source);
}

/** Says whether there was anything to tell; a real store without a release is closed again. */
async function host(context: Context, folder: string, options: StartOptions, source: Source): Promise<boolean> {
  let told = false;
  const servedElsewhere = await hostStore(context, folder, async (app, owner) => {
    await owner.exclusively(async () => {
      if (!isSample(folder) && !(await fill(context, app, options, source))) return;
      await tell(context, app, options, source);
      told = true;
    });
    if (told && !options.once)
      await serveUntilStopped(context, app, owner, options, (serving) =>
        context.io[options.json ? 'stderr' : 'stdout'](servingText(serving)),
      );
  });
  if (servedElsewhere && !options.once) remark(context, `The store is served already: ${servedElsewhere}`);
  return told || servedElsewhere !== null;
}

async function sourceOf(context: Context, { from }: StartOptions): Promise<Source> {
  if (from) return { kind: 'own', files: from.flatMap((path) => releaseFilesIn(path, context.io.cwd)) };
  const front = await withProgress(context, 'Asking for CMS', () => localSite().reachable(decisionMs));
  return front.kind === 'reachable' ? { kind: 'cms' } : { kind: 'offline', why: front.detail };
}

/** A folder's zips, texts and workbooks; a file is itself. */
function releaseFilesIn(written: string, cwd: string): readonly string[] {
  const path = resolve(cwd, written);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new CodesetError('FILE', `${written}: there is no such file or folder`);
  if (!found.isDirectory()) return [path];
  const files = readdirSync(path).filter((name) => /anweb.*\.(txt|xlsx)$|alpha-?numeric.*hcpcs.*\.zip$/i.test(name));
  const chosen = files.filter((name) => !/correction|trans|noc|layout/i.test(name)).sort();
  if (chosen.length === 0)
    throw new CodesetError('FILE', `${written}: no HCPCS release (…ANWEB….txt, .xlsx or zip) lies in it`);
  return chosen.map((name) => join(path, name));
}

/** Takes in what is new and re-checks what it changed; says whether any release is held then. */
async function fill(context: Context, app: LocalApp, options: StartOptions, source: Source): Promise<boolean> {
  if (source.kind === 'own') for (const file of source.files) await ingestFile(context, app, file, {});
  if (source.kind === 'cms') await fetchWhatCan(context, app, options);
  const held = (await app.codeSets.state('HCPCS')).releases.length > 0;
  if (held && source.kind === 'offline') remark(context, loud(source, 'The releases held already are used.'));
  await withProgress(context, 'Re-checking', app.sweep);
  return held;
}

/** What fails is said; the releases held already still serve. */
async function fetchWhatCan(context: Context, app: LocalApp, { all, today }: StartOptions): Promise<void> {
  try {
    await fetchFromCms(context, app, { newest: all ? 'all' : 2, today });
  } catch (error) {
    if (!(error instanceof CodesetError)) throw error;
    remark(context, error.message);
  }
}

async function tell(context: Context, app: LocalApp, options: StartOptions, source: Source): Promise<void> {
  const sample = isSample(app.folder);
  if (sample) remark(context, loud(source, 'The SAMPLE releases and claims that the project ships are used instead.'));
  const news = sample ? await sampleNews(context, app, options.today) : await newsOf(app, null, options.today);
  const lacksClaims = !sample && !(await app.claims.holdsLinesOf(localAccount));
  const example = lacksClaims ? await exampleNews(context, app.folder, options.today) : null;
  const document: SummaryAnswer = { ...news.summary, example: example?.summary ?? null };
  answer(
    context,
    options,
    document,
    () => newsText(news, context.io.columns) + exampleText(context, example, lacksClaims),
  );
}

function exampleText({ io }: Context, example: MorningNews | null, lacksClaims: boolean): string {
  if (!lacksClaims) return '';
  const hint = '\nNo claims of your own are stored yet: "codeset claims import FILE" stores and checks them.\n';
  return example ? `${hint}So here is what the sample looks like:\n${newsText(example, io.columns)}` : hint;
}

function loud(source: Source, consequence: string): string {
  const reason =
    source.kind === 'offline'
      ? `CMS cannot be reached from here (${source.why}).`
      : 'Nothing could be fetched from CMS.';
  return `*** ${reason} ${consequence} ***`;
}
