import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { LocalApp } from '../local-app.ts';
import { isSample, sampleFolder } from './folders.ts';

const sampleMail = z.object({ digest: z.object({ sample: z.literal(true) }) });

/** Deletes the store of the sample, once nobody has it open, and the mails that it wrote. Nothing else is touched. */
export async function removeSample({ folder, outbox }: Pick<LocalApp, 'folder' | 'outbox'>): Promise<void> {
  if (folder !== sampleFolder(dirname(folder)) || !isSample(folder)) throw new Error(`${folder} is no sample's store`);
  for (const name of await readdir(outbox).catch(() => [])) {
    if (!name.endsWith('.json') || !(await isOfSample(join(outbox, name)))) continue;
    for (const ending of ['eml', 'json']) await rm(join(outbox, name.replace(/json$/, ending)), { force: true });
  }
  await rm(folder, { recursive: true, force: true });
}

async function isOfSample(path: string): Promise<boolean> {
  try {
    return sampleMail.safeParse(JSON.parse(await readFile(path, 'utf8'))).success;
  } catch {
    // What cannot be read was not written by the sample.
    return false;
  }
}
