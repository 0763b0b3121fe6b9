/**
 * What one line costs in work. Sizes were measured on the shipped sample, units of writing are counted by a test
 * (test/infra/cost.test.ts), times are cautious guesses for single-digit milliseconds a request.
 */
export const work = {
  /** Codes and modifiers on a line, each an item of its own. */
  usesPerLine: 1.3,
  claimsPerLine: 0.6,
  useKb: 0.65,
  claimKb: 0.7,
  findingKb: 0.95,
  /** Of up to 1 KB, in tables and indexes: the claim before and after its uses, and each use in the index of codes. */
  writesPerImportedLine: 6.2,
  /** The answer, the claim, and each use leaving the index. */
  writesPerClosedLine: 9.4,
  /** The finding in its four indexes, and the use noted before and after. */
  writesPerHit: 12,
  /** Indexes that hold a whole copy of the item. */
  indexesOfUse: 1,
  indexesOfFinding: 2,
  /** Each requests some of DynamoDB's milliseconds; sixteen lines are judged at once. */
  millisecondsPerHit: 1.5,
  millisecondsPerImportedLine: 1,
  /** Lines that turn out wrong, of those hit. */
  findingsPerHit: 0.8,
  logKbPerHit: 0.02,
  /** Kept for 35 days. */
  weeklyCopies: 5,
} as const;

export interface Customer {
  readonly name: string;
  readonly openLines: number;
  /** So long a line stays open. */
  readonly monthsOpen: number;
  /** Of the open lines, those that use a code that a release changes. */
  readonly hitShare: number;
  /** Quarterly releases and the corrections between. */
  readonly releasesPerMonth: number;
  readonly apiRequestsPerMonth: number;
  readonly digestsPerMonth: number;
}

const usual = { monthsOpen: 2, hitShare: 0.005, releasesPerMonth: 8 / 12 } as const;

export const customers: readonly Customer[] = [
  { name: 'small clinic', openLines: 1e4, ...usual, apiRequestsPerMonth: 1e4, digestsPerMonth: 10 },
  { name: 'hospital group', openLines: 1e7, ...usual, apiRequestsPerMonth: 2e6, digestsPerMonth: 200 },
  { name: 'clearing house', openLines: 1e9, ...usual, apiRequestsPerMonth: 1e8, digestsPerMonth: 20_000 },
];
