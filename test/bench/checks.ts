import { performance } from 'node:perf_hooks';
import type { Checker } from '../../shared/claims/check/checker.ts';
import type { Claim } from '../../shared/claims/claim.ts';
import { benchBook, benchChecker, benchClaims } from './checks-fixture.ts';

interface ChecksMeasured {
  readonly lines: number;
  readonly findingLines: number;
  readonly seconds: number;
  readonly linesPerSecond: number;
  /** By the processor's time of this process: what one core does while the machine has other work. */
  readonly linesPerCpuSecond: number;
}

/** So many lines lie in memory at a time, as when a file is read; they are checked again and again. */
const inHand = 20_000;

/** Checks alone, on one core, findings made and thrown away: the best of several rounds. */
function measureChecks(lines = 500_000, rounds = 7): ChecksMeasured {
  const checker = benchChecker(benchBook());
  const claims = benchClaims(inHand, 7);
  let findingLines = 0;
  let seconds = Number.POSITIVE_INFINITY;
  let cpuSeconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    findingLines = 0;
    for (let done = 0; done < lines; done += inHand) findingLines += checkAll(checker, claims);
    const { user, system } = process.cpuUsage(cpu);
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
    cpuSeconds = Math.min(cpuSeconds, (user + system) / 1e6);
  }
  const perSecond = (time: number) => Math.round(lines / time);
  return {
    lines,
    findingLines,
    seconds,
    linesPerSecond: perSecond(seconds),
    linesPerCpuSecond: perSecond(cpuSeconds),
  };
}

/** Answers how many lines have findings. */
function checkAll(checker: Checker, claims: readonly Claim[]): number {
  let lines = 0;
  let [claimId, line] = ['', 0];
  for (const claim of claims)
    checker.check(claim, (finding) => {
      if (finding.claimId !== claimId || finding.line !== line) lines++;
      ({ claimId, line } = finding);
    });
  return lines;
}

console.log(JSON.stringify(measureChecks()));
