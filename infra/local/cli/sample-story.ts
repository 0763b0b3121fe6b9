import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
export async function sampleNews(context: Context, app: LocalApp, today: string): Promise<MorningNews> {
  const [before, after] = sampleFiles.releases;
  await ingestFile(context, app, samplePath(before), {});
  await keepPayers(app, loadPayers(context, samplePath(sampleFiles.payers)));
  const files = sampleFiles.claims.map((name) => claimFile(samplePath(name), context.io.cwd));
  const imported = await importFiles(context, app, files, { today });
  const { lists, listsAsOf } = sampleFiles;
  for (const [type, name] of lists)
    await importList(context, app, samplePath(name), {
      account: localAccount,
      type,
      asOf: listsAsOf,
      today: listsAsOf,
    });
  await ingestFile(context, app, samplePath(after), {});
  await withProgress(context, 'Re-checking', app.sweep);
  return newsOf(app, imported, today);
}

/** The same story beside a real store; null where another process has the sample's. */
export async function exampleNews(context: Context, folder: string, today: string): Promise<MorningNews | null> {
  return inSpareStore(markedSample(folder), (app) => sampleNews(context, app, today));
}
