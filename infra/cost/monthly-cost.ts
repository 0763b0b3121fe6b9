import { apiFacts, type Queued, stageFacts } from '../functions.ts';
import { prices } from './prices.ts';
import { type Customer, work } from './work.ts';

export type Part = 'idle' | 'store' | 'import' | 'close' | 're-check' | 'API' | 'mail';

/** What is paid though nothing happens; a test counts them in the templates. */
export const idleParts = { keys: 5, secrets: 2, alarmMetrics: 69 } as const;

const kbPerGb = 1024 * 1024;
const secondsPerMonth = 30 * 86_400;
/** Lambda asks each queue for messages without an end: five pollers, each waiting up to twenty seconds. */
const pollsPerMonth = 5 * (secondsPerMonth / 20);

/** What a customer costs in a month, in US dollars, by the part that causes it. */
export function monthlyCost(customer: Customer): Readonly<Record<Part, number>> {
  const { openLines, monthsOpen, hitShare, releasesPerMonth } = customer;
  const newLines = openLines / monthsOpen;
  const hits = openLines * hitShare * releasesPerMonth;
  return {
    idle: idleCost(),
    store: storeCost(openLines, hits),
    import:
      newLines * (work.writesPerImportedLine * prices.dynamoWrite + work.claimsPerLine * prices.dynamoRead) +
      importTime(newLines),
    close: newLines * work.writesPerClosedLine * prices.dynamoWrite + importTime(newLines),
    're-check': hits * hitCost(),
    API: apiCost(customer.apiRequestsPerMonth),
    mail: customer.digestsPerMonth * prices.mail,
  };
}

function idleCost(): number {
  const queues = Object.keys(stageFacts).length;
  const { keys, secrets, alarmMetrics } = idleParts;
  const standing = keys * prices.key + secrets * prices.secret + alarmMetrics * prices.alarm;
  return standing + queues * pollsPerMonth * prices.queueRequest;
}

function storeCost(openLines: number, hits: number): number {
  const { usesPerLine, useKb, indexesOfUse, claimsPerLine, claimKb, findingsPerHit, findingKb, indexesOfFinding } =
    work;
  const uses = (openLines * usesPerLine * useKb) / kbPerGb;
  const claims = (openLines * claimsPerLine * claimKb) / kbPerGb;
  const findings = (hits * findingsPerHit * findingKb) / kbPerGb;
  const stored = uses * (1 + indexesOfUse) + claims + findings * (1 + indexesOfFinding);
  const tables = uses + claims + findings;
  return stored * prices.dynamoStorage + tables * (prices.dynamoRecovery + work.weeklyCopies * prices.dynamoBackup);
}

function importTime(lines: number): number {
  return lines * secondsOf('import-claims', work.millisecondsPerImportedLine) * prices.lambdaSecond;
}

/** One index read of a use, and what is written of its verdict. */
function hitCost(): number {
  const read = (work.useKb / 4) * prices.dynamoRead * 0.5;
  const written = work.findingsPerHit * work.writesPerHit * prices.dynamoWrite;
  const time = secondsOf('recheck-code', work.millisecondsPerHit) * prices.lambdaSecond;
  return read + written + time + (work.logKbPerHit / kbPerGb) * prices.logs;
}

function apiCost(requests: number): number {
  const seconds = 0.02 * (apiFacts.memoryMb / 1024);
  return requests * (prices.httpRequest + prices.lambdaRequest + seconds * prices.lambdaSecond + 3 * prices.dynamoRead);
}

/** GB-seconds of a function that runs for so long. */
function secondsOf(name: Queued, milliseconds: number): number {
  return (milliseconds / 1000) * (stageFacts[name].memoryMb / 1024);
}

/** Hours that a release's re-check takes with so many functions at once; sixteen lines a code, ten codes a function. */
export function recheckHours({ openLines, hitShare }: Customer, functions: number): number {
  const hits = openLines * hitShare;
  const codesAtOnce = stageFacts['recheck-code'].batchSize;
  return (hits * work.millisecondsPerHit) / (functions * codesAtOnce) / 3_600_000;
}
