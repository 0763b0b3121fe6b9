import type { WorklistEntry } from '../../shared/api/worklist-forms.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import { dollars } from '../../shared/claims/claim.ts';
import { type CodeSet, codeSetOf } from '../../shared/code.ts';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { isHolding as isHeldBack, type PayerLoad } from '../../shared/signoff/signoff.ts';
import { billedLine } from '../../shared/worklist/correction.ts';
import type { ClaimStore, UseRow } from '../adapters/claim-store.ts';
import { isHolding } from '../adapters/holding-row.ts';
import type { SignoffStore } from '../adapters/signoff-store.ts';
import { atOnce } from '../at-once.ts';
import type { CodeSetReader } from './question.ts';

interface HoldPorts {
  readonly codeSets: CodeSetReader;
  readonly claims: Pick<ClaimStore, 'openUses'>;
  readonly signoffs: Pick<SignoffStore, 'loads'>;
}

/** Whether a line waits for its payer; null where it does not. */
export type HoldOf = (payer: string | null, dateOfService: IsoDate, release: string | null) => WorklistEntry['hold'];

interface Hold extends PayerLoad {
  readonly of: HeldRelease;
}

export interface Holds {
  readonly list: readonly Hold[];
  readonly of: HoldOf;
}

/** The payers of an account that do not know a release yet. */
export async function holdsOf({ codeSets, signoffs }: HoldPorts, account: string, today: IsoDate): Promise<Holds> {
  const waiting = (await signoffs.loads(account)).filter((load) => isHeldBack(load, today));
  if (waiting.length === 0) return { list: [], of: () => null };
  const { releases } = await codeSets.state('HCPCS');
  const list = waiting.flatMap((load) => {
    const of = releases.find(({ release }) => release === load.release);
    return of ? [{ ...load, of }] : [];
  });
  return {
    list,
    of: (payer, dateOfService, release) => {
      const hold = list.find((each) => isFor(each, payer, dateOfService) && each.release === release);
      return hold ? { release: hold.release, until: hold.loadedOn } : null;
    },
  };
}

function isFor({ payer, of }: Hold, named: string | null, dateOfService: IsoDate): boolean {
  return payer === named?.trim().toUpperCase() && dateOfService >= of.date;
}

const codesAtOnce = 16;
/** So many uses are looked at, and lines told, at most. */
const readAtMost = 10_000;
const toldAtMost = 1_000;

/** Open lines with a code that the release begins, of a payer that does not know it yet: right, and to be held. */
export async function heldLines(
  { codeSets, claims }: HoldPorts,
  account: string,
  { list }: Holds,
  today: IsoDate,
): Promise<{ entries: readonly WorklistEntry[]; more: boolean }> {
  const entries: WorklistEntry[] = [];
  let read = 0;
  for (const release of new Set(list.map(({ of }) => of))) {
    const begun = (await codeSets.changes('HCPCS', release.changeSet)).filter(begins);
    const holds = list.filter(({ of }) => of === release);
    await atOnce(codesAtOnce, begun, async ({ code }) => {
      for await (const use of claims.openUses(codeSetOf(code) as CodeSet, code, release.date)) {
        if (read++ >= readAtMost || entries.length >= toldAtMost) return;
        if (use.account !== account || isHolding(use) || use.standing !== '') continue;
        const hold = holds.find((each) => isFor(each, use.head.payer, use.line.dateOfService!));
        if (hold) entries.push(entryOf(use, hold, today));
      }
    });
  }
  return { entries, more: read >= readAtMost || entries.length >= toldAtMost };
}

function begins({ kind, code }: CodeChange): boolean {
  return (kind === 'added' || kind === 'reactivated') && codeSetOf(code) !== undefined;
}

function entryOf({ head, line, code }: UseRow, { payer, of, loadedOn }: Hold, today: IsoDate): WorklistEntry {
  const until = loadedOn === null ? 'the payer has loaded it' : `${loadedOn} has come`;
  return {
    type: 'claims',
    id: null,
    item: head.claimId,
    list: null,
    line: line.line,
    payer: head.payer,
    provider: head.provider,
    date: line.dateOfService!,
    through: null,
    code,
    severity: 'review',
    rule: 'hold-until-loaded',
    message: `Hold until loaded: ${payer} does not know ${code} of HCPCS ${of.release} yet. Send it once ${until}.`,
    reason: `The code is right from ${of.date} on; the payer loads the release later${loadedOn && loadedOn > today ? `, on ${loadedOn}` : ''}.`,
    source: `Hold list of the account, HCPCS ${of.release}`,
    amount: dollars(line.amount),
    deadline: null,
    days: null,
    status: 'open',
    assignee: null,
    release: of.release,
    hold: { release: of.release, until: loadedOn },
    old: billedLine(line),
    new: [],
    wayBack: null,
    payerClaimNumber: head.payerClaimNumber,
  };
}
