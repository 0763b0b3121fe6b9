/**
 * Segments of the 5010 claim guides by the number of elements that X12 gives them. A segment with more has lost its
 * terminator and swallowed the next one; an id that is not here is damage too, for it might have been a service line.
 */
const claimSegments: readonly (readonly [elements: number, ids: string])[] = [
  [1, 'LE LS LX'],
  [2, 'GE IEA LQ N2 N3 NTE SE'],
  [3, 'AMT CR7 DTP K3 PS1 ST TOO'],
  [4, 'CL1 DN1 HL QTY REF'],
  [5, 'CR3 FRM IMM TA1'],
  [6, 'BHT CN1 DN2 DTM N1 OI PRV SVD'],
  [7, 'CRC N4 SV5 SV6'],
  [8, 'DSB GS HSD UR'],
  [9, 'CR8 MOA PAT PER PWK SBR'],
  [10, 'CR1 SV2'],
  [11, 'CTP DMG SV3 SV7'],
  [12, 'CR2 HI MEA NM1'],
  [15, 'HCP'],
  [16, 'ISA'],
  [18, 'CR5 SV4'],
  [19, 'CAS'],
  [20, 'CLM'],
  [21, 'CR6 CUR SV1'],
  [24, 'MIA'],
  [29, 'CR4'],
  [31, 'LIN'],
];

/** The most elements of each segment, by id. */
export const segmentLengths: ReadonlyMap<string, number> = new Map(
  claimSegments.flatMap(([elements, ids]) => ids.split(' ').map((id) => [id, elements] as const)),
);
