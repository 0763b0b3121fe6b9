import { createHash } from 'node:crypto';
import type { Finding } from '../../shared/claims/finding.ts';
import type { FindingLife, FindingStatus } from '../../shared/claims/finding-life.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { HoldingType } from '../../shared/holdings/holding.ts';
import { accountIndexes } from '../../shared/keys/account-indexes.ts';
import type { Bill } from '../../shared/keys/claim-identity.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { Item } from './table.ts';

/** Which release an alert speaks of, and which run of work found it: one digest for each. */
export interface Occasion {
  /** Change set that caused the finding or cleared it; null where no alert is due (a first release caused it). */
  readonly changeSet: string | null;
  /** `sweep`, or the import that brought the line. */
  readonly window: string;
  /** Why a line is closed, where no release did it: what the payer answered. */
  readonly reason?: string;
}

/** Of the claim and line, what a worklist sorts and filters by. */
export interface FindingSubject extends Bill {
  /** Last day on which the line may be filed; null where the payer's rule is not known. */
  readonly deadline?: IsoDate | null;
}

/** What nobody has been told of a release stays to be told when something that is no news changes the finding. */
export function occasionFor(
  standing: Pick<Occasion, 'changeSet' | 'window'> & Item,
  { changeSet, window }: Occasion,
): Pick<Occasion, 'changeSet' | 'window'> {
  const untold = changeSet === null && 'undelivered' in standing;
  return untold ? { changeSet: standing.changeSet, window: standing.window } : { changeSet, window };
}

/** Everything of a row but its life and its place in the indexes. */
export interface FindingFacts {
  readonly account: string;
  /** Short enough to type; the same for the same line, rule and code, always. */
  readonly id: string;
  readonly finding: Finding;
  readonly provider: string | null;
  readonly payer: string | null;
  readonly deadline: IsoDate | null;
  readonly changeSet: string | null;
  readonly window: string;
  /** Counts the writes: whoever decides by an older state decides again. */
  readonly revision: number;
}

export interface FindingRow extends Item, FindingFacts, FindingLife {
  /** Of what is wrong with a held list, and with no claim: which list, and what tells its lines apart. */
  readonly list?: {
    readonly type: HoldingType;
    readonly name: string;
    readonly line: string;
    /** Last day on which the line can be used in the wrong; null where none is known. */
    readonly wrongUntil: IsoDate | null;
  };
}

/** A row as it is written: the finding, its life, and where the indexes find it. */
export function findingRow(key: Key, facts: FindingFacts, life: FindingLife): Key & FindingRow {
  const { account, finding, deadline, id } = facts;
  const cents = Math.round(finding.amount * 100);
  return {
    ...key,
    ...facts,
    ...life,
    ...accountIndexes.finding(account, life.status, cents, finding.claimId, finding.line, deadline),
    ...accountIndexes.findingId(account, id),
  };
}

/** 40 bits of the key in Crockford's digits, which nobody misreads: `7K3M0XQ2`. */
export function findingIdOf({ pk, sk }: Key): string {
  const bytes = createHash('sha256').update(`${pk} ${sk}`).digest();
  let bits = 0n;
  for (const byte of bytes.subarray(0, 5)) bits = bits * 256n + BigInt(byte);
  let id = '';
  for (let digit = 0n; digit < 8n; digit++) id += crockford[Number((bits >> (35n - digit * 5n)) & 31n)];
  return id;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What people read as O, I or L was 0 or 1. */
export function findingIdAsWritten(text: string): string {
  return text.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/** What a person acts on. Wording that names the newest release held must not raise the same alert again. */
export function contentOf({ rule, severity, fix, wayBack, amount }: Finding): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, severity, fix, wayBack, amount]))
    .digest('hex')
    .slice(0, 20);
}

/** What an alert says of it: somebody who has taken a finding makes no news of it. */
export function alertStatus(status: FindingStatus): 'open' | 'cleared' {
  return status === 'cleared' ? 'cleared' : 'open';
}
