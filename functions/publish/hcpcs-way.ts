import type { Archive } from '../adapters/archive.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { PublishingWay } from './apply-release-decisions.ts';
import { Comparisons } from './comparisons.ts';
import type { ingestRelease } from './ingest-release.ts';
import { SlotRecords } from './slot-records.ts';

export interface HcpcsWayPorts {
  readonly codeSets: CodeSetStore;
  readonly archive: Pick<Archive, 'get'>;
  readonly ingest: ReturnType<typeof ingestRelease>;
}

const nothingNew = { files: new Map(), documents: new Map() };

/** CMS's files: the raw bytes lie in the archive. */
export function hcpcsWay({ codeSets, archive, ingest }: HcpcsWayPorts): PublishingWay {
  return {
    codeSet: 'HCPCS',
    async again({ sha256 }) {
      const archived = await archive.get(sha256);
      if (!archived) throw new Error(`the archive does not hold ${sha256}, which is quarantined`);
      const { name, address, headers, given } = archived.origin;
      return ingest({ name, bytes: archived.bytes, address, headers, ...given, notify: false });
    },
    material(publication) {
      const records = new SlotRecords(codeSets, nothingNew);
      return { records, comparisons: new Comparisons(codeSets, records, publication) };
    },
  };
}
