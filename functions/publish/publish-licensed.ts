import * as z from 'zod';
import { BadInput, CodesetError } from '../../shared/errors.ts';
import type { SourceFile } from '../../shared/release/source-file.ts';
import { licensedFiles } from '../adapters/licensed-files.ts';
import type { ingestCpt } from './ingest-cpt.ts';
import type { PublishedYear } from './publish-cpt.ts';
import type { Inbox } from './publish-dropped.ts';
import { isRefusal } from './publish-outcome.ts';

export interface PublishLicensedPorts {
  readonly inbox: Inbox;
  readonly ingest: ReturnType<typeof ingestCpt>;
}

export type LicensedOutcome =
  | { readonly outcome: PublishedYear['outcome']; readonly published: PublishedYear }
  | { readonly outcome: 'refused'; readonly reason: string }
  /** One of several files: they are read when all are there, and `READY` says so. */
  | { readonly outcome: 'waiting' }
  /** Worked off before: its message came twice. */
  | { readonly outcome: 'gone' };

/** Where AMA's files are dropped, a folder for each year: `licensed/cpt/2026/`. */
export const licensedDrop = 'licensed/cpt/';
/** An object of this name says that the files beside it are all there. */
export const readyMark = 'READY';
/** Folder within a year for what was fetched: its zips are files among others. */
export const fetchedFolder = 'fetched';

const said = z.strictObject({ published: z.iso.date().optional(), notify: z.literal('yes').optional() });

interface Place {
  readonly year: string;
  /** All that stands in front of the file's own name. */
  readonly folder: string;
  readonly name: string;
  readonly fetched: boolean;
  readonly said: z.infer<typeof said>;
}

/** Takes what was dropped for a year the way of all licensed CPT: a zip at once, other files when `READY` lies by them. */
export const publishLicensed =
  ({ inbox, ingest }: PublishLicensedPorts) =>
  async (key: string): Promise<LicensedOutcome> => {
    let keys: readonly string[] = [key];
    try {
      const place = placeOf(key);
      const whole = place.name === readyMark || (/\.zip$/i.test(place.name) && !place.fetched);
      if (!whole) return { outcome: 'waiting' };
      if (place.name === readyMark) keys = [...(await keysIn(inbox, place.folder)), key];
      const files = await taken(inbox, place, keys);
      if (files.length === 0) return { outcome: 'gone' };
      const { published = null, notify } = place.said;
      const opened = await licensedFiles(files);
      const done = await ingest({ folder: place.year, files: opened.files, published, notify: notify === 'yes' });
      for (const each of keys) await inbox.finished(each);
      return { outcome: done.outcome, published: done };
    } catch (error) {
      if (!isRefusal(error) && !(error instanceof CodesetError && error.code === 'CPT_YEAR_HELD')) throw error;
      for (const each of keys) await inbox.refuse(each, error.message);
      return { outcome: 'refused', reason: error.message };
    }
  };

function placeOf(key: string): Place {
  const [year = '', ...rest] = key.slice(licensedDrop.length).split('/');
  const name = rest.pop() ?? '';
  const pairs = rest.filter((part) => part !== fetchedFolder).map((part) => part.split(/=(.*)/, 2));
  const read = said.safeParse(Object.fromEntries(pairs));
  if (/^(?:19|20)\d\d$/.test(year) && read.success)
    return {
      year,
      folder: key.slice(0, key.length - name.length),
      name,
      fetched: rest.includes(fetchedFolder),
      said: read.data,
    };
  const allowed = 'licensed/cpt/YEAR/, and below it published=YYYY-MM-DD or notify=yes';
  throw new BadInput(key, null, 'licensed-place', `lies in no place for licensed files: ${allowed}`);
}

async function keysIn(inbox: Inbox, folder: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of inbox.waiting())
    if (key.startsWith(folder) && !key.slice(folder.length).includes('/') && !key.endsWith(`/${readyMark}`))
      keys.push(key);
  return keys;
}

async function taken(inbox: Inbox, { folder }: Place, keys: readonly string[]): Promise<readonly SourceFile[]> {
  const files: SourceFile[] = [];
  for (const key of keys) {
    const name = key.slice(folder.length);
    const bytes = name === readyMark ? undefined : await inbox.take(key);
    if (bytes) files.push({ name, bytes, modifiedOn: null });
  }
  return files;
}
