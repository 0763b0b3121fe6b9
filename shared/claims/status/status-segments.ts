/** Segments of the 5010 remittance (835) and status (277, 277CA) guides by the number of elements that X12 gives them. */
const statusSegments: readonly (readonly [elements: number, ids: string])[] = [
  [2, 'GE IEA LQ SE'],
  [3, 'AMT DTP NTE RDM ST'],
  [4, 'HL N2 N3 QTY REF TRN'],
  [5, 'TA1'],
  [6, 'BHT DTM LX N1'],
  [7, 'N4 SVC'],
  [8, 'GS PRV'],
  [9, 'MOA PAT PER'],
  [11, 'DMG'],
  [12, 'NM1 STC'],
  [14, 'CLP PLB'],
  [16, 'ISA'],
  [19, 'CAS TS2'],
  [21, 'BPR CUR'],
  [24, 'MIA TS3'],
];

/** The most elements of each segment, by id. */
export const statusSegmentLengths: ReadonlyMap<string, number> = new Map(
  statusSegments.flatMap(([elements, ids]) => ids.split(' ').map((id) => [id, elements] as const)),
);
