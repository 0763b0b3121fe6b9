import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkProgress } from '../../../functions/app.ts';
import type { ImportReport } from '../../../functions/claims/import-claims.ts';
import { folderLayout } from '../data-folder.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { sampleFiles, samplePath } from '../sample.ts';
import { claimFile } from './claim-file.ts';
import { importFiles, keepPayers } from './claims-import.ts';
import type { Context } from './context.ts';
import { sampleFolder } from './folders.ts';
import { importList } from './holdings.ts';
import { inSpareStore } from './host-store.ts';
import { ingestFile } from './ingest.ts';
import { loadPayers } from './payers.ts';
import { withProgress } from './progress.ts';
import { type MorningNews, newsOf } from './summary.ts';

/** The sample's store says what it is before anything is in it. */
export function markedSample(folder: string): string {
  const sample = sampleFolder(folder);
  mkdirSync(sample, { recursive: true, mode: 0o700 });
  writeFileSync(join(sample, folderLayout.sampleMark), 'Everything in this folder is sample data.\n');
  return sample;
}

/** The story that the sample tells: claims are stored, then a quarterly update breaks some of them. */
export async function sampleNews(
  context: Context,
  app: LocalApp,
  today: string,
  tell: WorkProgress = () => {},
): Promise<MorningNews> {
  const [before, after] = sampleFiles.releases;
  let imported: ImportReport | null = null;
  const files = () => sampleFiles.claims.map((name) => claimFile(samplePath(name), context.io.cwd));
  const steps: readonly (readonly [what: string, take: () => Promise<unknown>])[] = [
    ['the older release', () => ingestFile(context, app, samplePath(before), {})],
    ['payers', () => keepPayers(app, loadPayers(context, samplePath(sampleFiles.payers)))],
    [
      'claims',
      async () => {
        imported = await importFiles(context, app, files(), { today });
      },
    ],
    ['chargemaster, orders and other lists', () => importLists(context, app)],
    ['the newer release', () => ingestFile(context, app, samplePath(after), {})],
    ['judging anew what it changed', () => withProgress(context, 'Re-checking', app.sweep)],
  ];
  for (const [at, [what, take]] of steps.entries()) {
    tell(at, steps.length, what);
    await take();
  }
  return newsOf(app, imported, today);
}

async function importLists(context: Context, app: LocalApp): Promise<void> {
  const { lists, listsAsOf } = sampleFiles;
  for (const [type, name] of lists)
    await importList(context, app, samplePath(name), {
      account: localAccount,
      type,
      asOf: listsAsOf,
      today: listsAsOf,
    });
}

/** The same story beside a real store; null where another process has the sample's. */
export async function exampleNews(context: Context, folder: string, today: string): Promise<MorningNews | null> {
  return inSpareStore(markedSample(folder), (app) => sampleNews(context, app, today));
}
