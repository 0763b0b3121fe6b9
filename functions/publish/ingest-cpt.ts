import type { FileSource } from '../../shared/codebook/source.ts';
import { yearContent } from '../../shared/cpt/content.ts';
import type { CptYear } from '../../shared/cpt/cpt-record.ts';
import { readCptYear } from '../../shared/cpt/read-year.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { SourceFile } from '../../shared/release/source-file.ts';
import { hashOfDrop, type LicensedDrops } from '../adapters/licensed-drops.ts';
import type { PublishedYear, publishCpt } from './publish-cpt.ts';

export interface IngestCptPorts {
  readonly drops: LicensedDrops;
  readonly publish: ReturnType<typeof publishCpt>;
  /** The present moment, ISO 8601 in UTC. */
  readonly now: () => string;
}

/** A licensee's folder of one year. */
export interface CptArrival {
  /** Its name, which says the year. */
  readonly folder: string;
  readonly files: readonly Pick<SourceFile, 'name' | 'bytes'>[];
  /** When AMA published it; two drops of one year are told apart by it. */
  readonly published: IsoDate | null;
  readonly notify: boolean;
}

/**
 * The way of licensed CPT: read → judge → archive in the vault → publish codes, kinds and dates. What cannot be read
 * or believed is refused before anything is stored, and no text leaves the vault.
 */
export const ingestCpt =
  ({ drops, publish, now }: IngestCptPorts) =>
  async (arrival: CptArrival): Promise<PublishedYear> => {
    const { folder, files, notify, published } = arrival;
    const sha256 = hashOfDrop(files);
    const year = readCptYear(folder, files);
    const archive = () => drops.put({ year: year.year, folder, sha256, files }, { published, archivedAt: now() });
    return publish({ source: sourceOf({ folder, sha256, published }, year), year, notify, archive });
  };

/** What is known of a drop without its texts. */
export function sourceOf(
  { folder, sha256, published }: { folder: string; sha256: string; published: IsoDate | null },
  year: CptYear,
): FileSource {
  const content = yearContent(year);
  return {
    kind: 'file',
    codeSet: 'CPT',
    date: year.date,
    coveredThrough: `${year.year}-12-31`,
    knownSince: published ?? year.date,
    knownSinceSource: published ? 'given' : 'release',
    file: folder,
    entry: folder,
    sha256,
    given: { release: null, published },
    content,
    meaning: content,
    records: year.records.length,
  };
}
