import type { FindingDetail } from '../../shared/api/claim-forms.ts';
import { acted, type FindingAct } from '../../shared/claims/finding-life.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { Key } from '../../shared/keys/key.ts';
import { findingIdAsWritten } from '../adapters/finding-row.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import { listedFinding, releaseNames } from '../queries/list-findings.ts';
import type { CodeSetReader } from '../queries/question.ts';
import { recordBehind } from '../queries/record-behind.ts';

export interface DecidePorts {
  readonly codeSets: CodeSetReader;
  readonly findings: Pick<FindingStore, 'keysOf' | 'get' | 'decide'>;
}

/** Who decides what about which finding; the id may be cut short where that names one alone. */
export interface FindingDecision {
  readonly account: string;
  readonly id: string;
  readonly act: FindingAct;
  readonly by: string;
}

/** A person's decision about one finding, kept in its history; the same once more changes nothing. */
export const decideFinding =
  (ports: DecidePorts) =>
  async ({ account, id, act, by }: FindingDecision): Promise<FindingDetail> => {
    const key = await keyOfFinding(ports, account, id);
    await ports.findings.decide(key, (life, at) => acted(life, act, by, at));
    return detailOf(ports, key, id);
  };

/** One finding with its history. */
export const findingDetail =
  (ports: Pick<DecidePorts, 'codeSets'> & { findings: Pick<FindingStore, 'keysOf' | 'get'> }) =>
  async (account: string, id: string): Promise<FindingDetail> =>
    detailOf(ports, await keyOfFinding(ports, account, id), id);

async function keyOfFinding(
  { findings }: { findings: Pick<FindingStore, 'keysOf'> },
  account: string,
  written: string,
): Promise<Key> {
  const id = findingIdAsWritten(written);
  const found = /^[0-9A-Z]{3,8}$/.test(id) ? await findings.keysOf(account, id) : [];
  const [key] = found;
  if (found.length > 1) throw new CodesetError('AMBIGUOUS_FINDING', `several findings begin with ${id}: write more`);
  if (!key) throw noFinding(written);
  return key;
}

async function detailOf(
  { codeSets, findings }: Pick<DecidePorts, 'codeSets'> & { findings: Pick<FindingStore, 'get'> },
  key: Key,
  written: string,
): Promise<FindingDetail> {
  const row = await findings.get(key);
  if (!row) throw noFinding(written);
  const release = releaseNames([await codeSets.state('HCPCS'), await codeSets.state('CPT')])(row.changeSet);
  const record = await recordBehind(codeSets, row.finding.code, row.finding.dateOfService);
  return { ...listedFinding(row, release), history: [...row.history], record };
}

function noFinding(written: string): CodesetError {
  return new CodesetError(
    'UNKNOWN_FINDING',
    `no finding has the id ${written.slice(0, 20)}; "codeset findings" lists them`,
  );
}
