import type { PayerLoads, SignoffAnswer } from '../../shared/api/signoff-forms.ts';
import { dollars } from '../../shared/claims/claim.ts';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { amountOf, type HoldingType } from '../../shared/holdings/holding.ts';
import {
  isHolding,
  type PayerLoad,
  payerKey,
  type Signature,
  type SignoffItem,
  signed,
  signoffItemNames,
  signoffItems,
  undone,
} from '../../shared/signoff/signoff.ts';
import type { HoldingStore } from '../adapters/holding-store.ts';
import type { SignoffStore } from '../adapters/signoff-store.ts';
import { isDue } from '../queries/list-holdings.ts';
import { releaseNamed } from '../queries/list-releases.ts';
import type { CodeSetReader } from '../queries/question.ts';

export interface SignoffPorts {
  readonly codeSets: CodeSetReader;
  readonly signoffs: SignoffStore;
  readonly holdings: Pick<HoldingStore, 'findings'>;
}

/** The checklist of one release, as one account has it. */
export interface SignoffAsked {
  readonly account: string;
  readonly release: string;
  readonly today: IsoDate;
}

/** What is still open is counted up to here. */
const countedAtMost = 10_000;
/** Lists that the first item of the checklist is about. */
const listsOfCharges: readonly HoldingType[] = ['chargemaster', 'fee-schedule', 'superbill'];

export const describeSignoff =
  ({ codeSets, signoffs, holdings }: SignoffPorts) =>
  async ({ account, release: named, today }: SignoffAsked): Promise<SignoffAnswer> => {
    const { release, date } = await heldRelease(codeSets, named);
    const { signed: done, history } = await signoffs.get(account, release);
    const payers = (await signoffs.loads(account, release)).map((load) => listedLoad(load, today));
    const held = payers.filter(({ holding }) => holding).length;
    const open = {
      chargemaster: await openLines(holdings, account, today),
      payers: { lines: held, amount: 0 },
    };
    const items = signoffItemNames.map((item) => ({
      item,
      title: signoffItems[item],
      signed: done[item] ?? null,
      open: item === 'chargemaster' || item === 'payers' ? open[item] : null,
    }));
    return {
      release,
      effective: date,
      complete: items.every((each) => each.signed !== null),
      items,
      payers,
      history: [...history],
    };
  };

/** Signs an item, or takes its signature back; doing it twice changes nothing. */
export const signOff =
  (ports: SignoffPorts) =>
  async (
    asked: SignoffAsked,
    item: SignoffItem,
    did: 'signed' | 'undone',
    signature: Signature,
  ): Promise<SignoffAnswer> => {
    const { release } = await heldRelease(ports.codeSets, asked.release);
    const decide = did === 'signed' ? signed : undone;
    await ports.signoffs.change(asked.account, release, (before) => decide(before, item, signature));
    return describeSignoff(ports)(asked);
  };

/** Lines of a payer are held from now on, until the day on which it has loaded the release. */
export const holdForPayer =
  ({ codeSets, signoffs }: Pick<SignoffPorts, 'codeSets' | 'signoffs'>) =>
  async (
    { account, release: named, today }: SignoffAsked,
    payer: string,
    loadedOn: IsoDate | null,
    signature: Signature,
  ): Promise<PayerLoads> => {
    const { release } = await heldRelease(codeSets, named);
    await signoffs.putLoad(account, { payer: payerKey(payer), release, loadedOn, ...signature });
    return listLoads({ signoffs })(account, today, release);
  };

/** A payer needs no entry any more: nothing of it is held for this release. */
export const releaseHold =
  ({ codeSets, signoffs }: Pick<SignoffPorts, 'codeSets' | 'signoffs'>) =>
  async ({ account, release: named, today }: SignoffAsked, payer: string): Promise<PayerLoads> => {
    const { release } = await heldRelease(codeSets, named);
    await signoffs.removeLoad(account, { release, payer: payerKey(payer) });
    return listLoads({ signoffs })(account, today, release);
  };

export const listLoads =
  ({ signoffs }: Pick<SignoffPorts, 'signoffs'>) =>
  async (account: string, today: IsoDate, release?: string): Promise<PayerLoads> => ({
    payers: (await signoffs.loads(account, release)).map((load) => listedLoad(load, today)),
  });

function listedLoad(load: PayerLoad, today: IsoDate) {
  const { payer, release, loadedOn, by, at, note } = load;
  return { payer, release, loadedOn, holding: isHolding(load, today), by, at, note };
}

async function heldRelease(codeSets: CodeSetReader, named: string): Promise<HeldRelease> {
  return releaseNamed(await codeSets.state('HCPCS'), named);
}

async function openLines(holdings: SignoffPorts['holdings'], account: string, today: IsoDate) {
  let lines = 0;
  let cents = 0;
  for (const type of listsOfCharges)
    for await (const row of holdings.findings(account, type)) {
      if (lines >= countedAtMost) break;
      if (!isDue(row, today)) continue;
      lines++;
      cents += amountOf(row.holding);
    }
  return { lines, amount: dollars(cents) };
}
