import type { CodeSet } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import { lineNumber } from './claim-identity.ts';

/** Spread of a very frequent code over partitions, so that an import is not held up by one of them. */
export const openUseShards = 8;

/** Attributes that place an item in a sparse index of table `accounts`; leaving them out takes it out again. */
export const accountIndexes = {
  openUse: (codeSet: CodeSet, code: string, shard: number) => ({ openCode: `${codeSet}#${code}#${shard}` }),
  /** A line that needs nothing more; a change that reaches back finds it here. */
  closedUse: (codeSet: CodeSet, code: string, shard: number) => ({ openCode: `CLOSED#${codeSet}#${code}#${shard}` }),
  openSort: (date: IsoDate, account: string, claimId: string, line: number) => ({
    openSort: `${date}#${account}#${claimId}#${lineNumber(line)}`,
  }),
  awaiting: (codeSet: CodeSet, shard: number) => ({ awaiting: `${codeSet}#${shard}` }),
  finding: (
    account: string,
    status: string,
    cents: number,
    claimId: string,
    line: number,
    deadline: IsoDate | null = null,
  ) => {
    const findingSort = `${String(999_999_999_999 - cents).padStart(12, '0')}#${claimId}#${lineNumber(line)}`;
    // Where no deadline is known the line comes last, the most money first.
    const deadlineSort = `${deadline ?? '9999-12-31'}#${findingSort}`;
    return { findingStatus: `ACCOUNT#${account}#${status}`, findingSort, deadlineSort };
  },
  /** Spread by the first digit, so that a sweep is not held up by one partition. */
  findingId: (account: string, id: string) => ({ findingIds: `ACCOUNT#${account}#${id.charAt(0)}`, findingId: id }),
  holdingFindings: (account: string, type: string) => ({ findingStatus: `ACCOUNT#${account}#HOLDING#${type}` }),
  /** `since`: the day from which the line is wrong, by which it has to be changed. */
  holdingFinding: (account: string, type: string, cents: number, item: string, since: IsoDate) => {
    const findingSort = `${String(999_999_999_999 - cents).padStart(12, '0')}#${item}`;
    return { ...accountIndexes.holdingFindings(account, type), findingSort, deadlineSort: `${since}#${findingSort}` };
  },
  /** Claims, and what was said of them, by the day since which nothing is open: those that are open come last. */
  kept: (account: string, shard: number, claimId: string, closedOn: IsoDate | null) => ({
    kept: `ACCOUNT#${account}#${shard}`,
    keptSort: `${closedOn ?? '9999-12-31'}#${claimId}`,
  }),
  undelivered: (account: string) => ({ undelivered: `ACCOUNT#${account}` }),
  due: (kind: 'SWEEP' | 'IMPORT' | 'ALERT' | 'OUTGOING' | 'REJUDGING', sort: string) => ({ due: kind, dueSort: sort }),
} as const;
