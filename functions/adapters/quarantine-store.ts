import type { CodeSet } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { Decision } from '../../shared/decision.ts';
import { codeSetKeys } from '../../shared/keys/code-set-keys.ts';
import type { Concern } from '../../shared/release/gate.ts';
import type { Item, Table } from './table.ts';

/** `withdrawn`: it was published, and a person has taken it back. */
export type QuarantineStatus = 'open' | 'rejected' | 'withdrawn';

/** A file that could be read, but is not believed without a person's word. Its bytes lie in the archive. */
export interface QuarantinedRelease extends Item {
  readonly codeSet: CodeSet;
  /** Quarter that it claims to be of: `2026-01`; of one that was withdrawn, the name that it had. */
  readonly release: string;
  readonly date: IsoDate;
  readonly file: string;
  readonly sha256: string;
  readonly records: number;
  readonly concerns: readonly Concern[];
  readonly status: QuarantineStatus;
}

/** How a file that is kept out stands after a person's word; `undefined`: nobody has said one. */
export function statusAfter(word: Pick<Decision<'release'>, 'decision'> | undefined): QuarantineStatus {
  if (!word) return 'open';
  return word.decision === 'withdraw' ? 'withdrawn' : 'rejected';
}

/** Releases that wait for a person, or that one has rejected or taken back. */
export class QuarantineStore {
  constructor(private readonly table: Table) {}

  async put(release: QuarantinedRelease): Promise<void> {
    await this.table.put({ ...codeSetKeys.quarantinedRelease(release.codeSet, release.sha256), ...release });
  }

  /** Takes a file out: it was approved and is visible. */
  async release(codeSet: CodeSet, sha256: string): Promise<void> {
    await this.table.delete(codeSetKeys.quarantinedRelease(codeSet, sha256));
  }

  async all(codeSet: CodeSet): Promise<readonly QuarantinedRelease[]> {
    const { pk, prefix } = codeSetKeys.quarantinedReleases(codeSet);
    const sort = { attribute: 'sk', beginsWith: prefix };
    const rows = await this.table.all<QuarantinedRelease>({ partition: ['pk', pk], sort, consistent: true });
    return rows.map(({ pk: _pk, sk: _sk, ...release }) => release as QuarantinedRelease);
  }
}
