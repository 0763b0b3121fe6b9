import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { X12parser } from 'x12-parser';
import { claimBytes } from '../../infra/local/claim-bytes.ts';
import { createX12ClaimReader } from '../../shared/claims/x12/claim-reader.ts';
import { SegmentScanner } from '../../shared/claims/x12/segment-scanner.ts';
import { createChecking } from './x12-checking.ts';

/** What one stage did with one file, measured in a process of its own. */
export interface StageResult {
  /** Of the processor, all threads together: on one core as long as by the clock, and not longer when others run. */
  readonly seconds: number;
  readonly claims: number;
  readonly lines: number;
  readonly findings: number;
  readonly peakMb: number;
}

type Count = Pick<StageResult, 'claims' | 'lines' | 'findings'>;

/** x12-parser does nothing but split the file into segment objects. */
async function peer(file: string): Promise<Count> {
  let claims = 0;
  const segments = createReadStream(file).pipe(new X12parser());
  segments.on('data', (segment: { readonly name: string }) => {
    if (segment.name === 'CLM') claims++;
  });
  await once(segments, 'end');
  return { claims, lines: 0, findings: 0 };
}

async function splitting(file: string): Promise<Count> {
  let segments = 0;
  const ignore = (): void => undefined;
  const interchanges = { interchange: ignore, junk: ignore, unreadableHeader: ignore };
  const scanner = new SegmentScanner(interchanges, { segment: () => ++segments > 0, hidden: ignore }, 'CLM');
  for await (const chunk of claimBytes(file)) scanner.write(chunk);
  scanner.end();
  return { claims: 0, lines: segments, findings: 0 };
}

async function meaning(file: string, check: ReturnType<typeof createChecking> = null): Promise<Count> {
  let findings = 0;
  const reader = createX12ClaimReader({
    file,
    onClaim: (claim) => {
      if (check) findings += check(claim);
    },
    onRefused: (refused) => {
      throw new Error(`segment ${refused.segment}: ${refused.reason}`);
    },
  });
  for await (const chunk of claimBytes(file)) reader.write(chunk);
  const { claims, lines } = reader.end();
  return { claims, lines, findings };
}

/** Each prepares itself, which is not measured (the code book of the checks is loaded once), and answers how to run. */
const stages: Readonly<Record<string, () => (file: string) => Promise<Count>>> = {
  peer: () => peer,
  splitting: () => splitting,
  meaning: () => (file) => meaning(file),
  checking: () => {
    const check = createChecking();
    return (file) => meaning(file, check);
  },
};

const [stage = '', file = ''] = process.argv.slice(2);
const prepare = stages[stage];
if (!prepare) throw new Error(`no stage ${stage}`);
const run = prepare();
const start = process.cpuUsage();
const counts = await run(file);
const { user, system } = process.cpuUsage(start);
const seconds = (user + system) / 1e6;
const result: StageResult = { ...counts, seconds, peakMb: process.resourceUsage().maxRSS / 1_024 };
console.log(JSON.stringify(result));
