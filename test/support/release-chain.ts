import type { App } from '../../functions/app.ts';
import type { Published } from '../../functions/publish/publish-release.ts';
import { type RecordSketch, releaseText } from './release-builder.ts';

export interface ReleaseFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Codes that live through all releases of the chain, so that no release looks incomplete. */
const steady: readonly RecordSketch[] = Array.from({ length: 20 }, (_, index) => ({
  code: `A${4000 + index}`,
  longDescription: `Invented supply number ${index}, each`,
}));

const added = (code: string, addedOn: string, more: Partial<RecordSketch> = {}): RecordSketch => ({
  code,
  addedOn,
  actionEffectiveOn: addedOn,
  actionCode: 'A',
  ...more,
});

/**
 * Four quarters in which something of every kind happens: added, ended, reactivated, retroactive, withdrawn, aged off,
 * born and died between two files, revised with a new dose, a modifier that ends.
 */
const quarters: Readonly<Record<string, readonly RecordSketch[]>> = {
  HCPC2025_JAN_ANWEB_12092024: [
    { code: 'J1001', longDescription: 'Injection, examplinib, 10 mg' },
    { code: 'G2001', terminatedOn: '2024-06-30', actionCode: 'N' },
    { code: 'E0301', terminatedOn: '2023-12-31', actionCode: 'N' },
    { code: 'Q4001', coverage: 'D' },
    { code: 'ZX' },
    { code: 'K0901' },
  ],
  HCPC2025_APR_ANWEB_03102025: [
    { code: 'J1001', longDescription: 'Injection, examplinib, 10 mg' },
    { code: 'G2001', terminatedOn: '2024-06-30', actionCode: 'N' },
    { code: 'Q4001', coverage: 'M', actionCode: 'F', actionEffectiveOn: '2025-04-01' },
    { code: 'ZX', terminatedOn: '2025-03-31', actionCode: 'D', actionEffectiveOn: '2025-04-01' },
    { code: 'K0901' },
    added('C9001', '2025-04-01', { longDescription: 'Injection, samplumab, 1 mg' }),
  ],
  HCPC2025_JUL_ANWEB_06092025: [
    added('J1002', '2025-07-01', { longDescription: 'Injection, examplinib, 10 mg' }),
    {
      code: 'J1001',
      longDescription: 'Injection, examplinib, 10 mg',
      terminatedOn: '2025-06-30',
      actionCode: 'D',
      actionEffectiveOn: '2025-07-01',
    },
    { code: 'G2001', actionCode: 'R', actionEffectiveOn: '2025-07-01' },
    { code: 'Q4001', coverage: 'M', actionEffectiveOn: '2025-04-01' },
    { code: 'ZX', terminatedOn: '2025-03-31' },
    { code: 'C9001', addedOn: '2025-04-01', longDescription: 'Injection, samplumab, 1 mg' },
    added('G2002', '2025-05-15'),
    added('Q5001', '2025-04-01', { terminatedOn: '2025-06-30', actionCode: 'D', actionEffectiveOn: '2025-07-01' }),
  ],
  HCPC2025_OCT_ANWEB_09082025: [
    { code: 'J1002', addedOn: '2025-07-01', longDescription: 'Injection, examplinib, 1 mg', actionCode: 'C' },
    { code: 'J1001', longDescription: 'Injection, examplinib, 10 mg', terminatedOn: '2025-06-30' },
    { code: 'G2001', actionCode: 'N', actionEffectiveOn: '2025-07-01' },
    { code: 'Q4001', coverage: 'M', actionEffectiveOn: '2025-04-01' },
    {
      code: 'C9001',
      addedOn: '2025-04-01',
      longDescription: 'Injection, samplumab, 1 mg',
      terminatedOn: '2025-09-30',
      actionCode: 'D',
      actionEffectiveOn: '2025-10-01',
      crossReferences: ['J1003'],
    },
    added('J1003', '2025-10-01', { longDescription: 'Injection, samplumab, 5 mg' }),
    { code: 'G2002', addedOn: '2025-05-01' },
  ],
};

/** The chain as CMS would publish it, in order of time. */
export const chain: readonly ReleaseFile[] = Object.entries(quarters).map(([name, sketches]) =>
  releaseFile(`${name}.txt`, sketches),
);

/** A release of the named codes and of those that live through the whole chain. */
export function releaseFile(name: string, sketches: readonly RecordSketch[]): ReleaseFile {
  const sorted = [...steady, ...sketches].sort((a, b) => (a.code < b.code ? -1 : 1));
  return { name, bytes: releaseText(sorted) };
}

export function ingestFile(
  app: App,
  { name, bytes }: ReleaseFile,
  more: { notify?: boolean } = {},
): Promise<Published> {
  return app.ingest({
    name,
    bytes,
    address: null,
    headers: {},
    release: null,
    published: null,
    notify: more.notify ?? false,
  });
}
