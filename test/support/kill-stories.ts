import type { App } from '../../functions/app.ts';
import { affectedSince } from '../../shared/changes/affects-lines.ts';
import type { Claim } from '../../shared/claims/claim.ts';
import type { RecordSketch } from './release-builder.ts';
import { type ReleaseFile, releaseFile } from './release-chain.ts';

/** Enough codes that writing them takes a while, and a killer finds something to interrupt. */
const codes = Array.from({ length: 48 }, (_, index) => `J${2000 + index}`);

const before: readonly RecordSketch[] = codes.map((code, index) => ({
  code,
  longDescription: `Injection, inventimab ${index}, 10 mg`,
}));

/** Every fourth code ends, and a new one of the same text takes its place; every tenth is no longer covered. */
const after: readonly RecordSketch[] = codes.flatMap((code, index): RecordSketch[] => {
  const longDescription = `Injection, inventimab ${index}, 10 mg`;
  if (index % 10 === 1) return [{ code, longDescription, coverage: 'M', actionCode: 'F' }];
  if (index % 4 !== 0) return [{ code, longDescription }];
  const acted = { actionEffectiveOn: '2025-04-01' };
  return [
    { code, longDescription, terminatedOn: '2025-03-31', actionCode: 'D', ...acted },
    { code: code.replace('J2', 'J7'), longDescription, addedOn: '2025-04-01', actionCode: 'A', ...acted },
  ];
});

/** Two quarters in a row that leave a re-check much to do. */
export const pair: readonly [ReleaseFile, ReleaseFile] = [
  releaseFile('HCPC2025_JAN_ANWEB_12092024.txt', before),
  releaseFile('HCPC2025_APR_ANWEB_03102025.txt', after),
];

/** A claim for each code, after the day on which some of them end. */
export function claims(): readonly Claim[] {
  return codes.map((code, index) => ({
    claimId: `CLAIM-${index}`,
    claimType: 'professional',
    frequency: '1',
    payerClaimNumber: null,
    payer: 'PAYER',
    filingIndicator: 'CI',
    provider: '1999990011',
    place: '11',
    lines: [
      {
        line: 1,
        code,
        modifiers: [],
        units: 2,
        unitOfMeasure: 'UN',
        amount: 12_500,
        dateOfService: '2025-04-10',
        throughDate: '2025-04-10',
        placeOfService: '11',
        revenueCode: null,
        drug: null,
      },
    ],
  }));
}

/** What `codeset recheck` does first: the newest release's changed codes are due again. */
export async function planNewest(app: Pick<App, 'codeSets' | 'sweeps'>): Promise<void> {
  const { changeSet } = (await app.codeSets.state('HCPCS')).releases.at(-1)!;
  await app.sweeps.plan('HCPCS', changeSet, true, affectedSince(await app.codeSets.changes('HCPCS', changeSet)));
}
