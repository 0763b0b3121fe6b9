import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { LicensedDrops } from '../adapters/licensed-drops.ts';
import type { LicensedTexts } from '../adapters/licensed-texts.ts';
import type { PublishingWay } from './apply-release-decisions.ts';
import { CptYears } from './cpt-years.ts';
import type { ingestCpt } from './ingest-cpt.ts';
import { asPublished } from './publish-cpt.ts';

export interface CptWayPorts {
  readonly codeSets: CodeSetStore;
  readonly drops: LicensedDrops;
  readonly texts: LicensedTexts;
  readonly ingest: ReturnType<typeof ingestCpt>;
}

/** AMA's files: they lie in the vault, and nowhere else. */
export function cptWay({ ingest, ...ports }: CptWayPorts): PublishingWay {
  return {
    codeSet: 'CPT',
    async again({ date, sha256 }) {
      const drop = await ports.drops.get(Number(date.slice(0, 4)), sha256);
      if (!drop) throw new Error(`the vault does not hold ${sha256}, which is quarantined`);
      const { folder, files, handed } = drop;
      const published = handed.at(-1)?.published ?? null;
      return asPublished({ folder, sha256 }, await ingest({ folder, files, published, notify: false }));
    },
    material(publication) {
      const records = new CptYears(ports, publication, null);
      return { records, comparisons: records.comparisons };
    },
  };
}
