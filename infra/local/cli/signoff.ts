import {
  describeSignoff,
  holdForPayer,
  listLoads,
  releaseHold,
  signOff,
} from '../../../functions/worklist/sign-off.ts';
import type { PayerLoads, SignoffAnswer } from '../../../shared/api/signoff-forms.ts';
import { type SignoffItem, signoffItemOf } from '../../../shared/signoff/signoff.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Context } from './context.ts';
import type { OfAccount } from './holdings.ts';
import { asDollars, counted } from './money.ts';
import { textTable } from './table.ts';
import { userName } from './user-name.ts';

export interface SignoffOptions extends OfAccount {
  readonly by?: string;
  readonly note?: string;
  readonly undo?: true;
  /** Of a payer: the day on which it has loaded the release. */
  readonly on?: string;
}

/** `codeset signoff RELEASE [ITEM]`: the checklist of an update; with an item, it is signed. */
export async function signoff(
  context: Context,
  app: LocalApp,
  [release, written]: readonly [release: string, item: string | undefined],
  options: SignoffOptions,
): Promise<void> {
  const asked = { account: options.account, release, today: options.today };
  const item: SignoffItem | null = written === undefined ? null : signoffItemOf(written);
  const found =
    item === null
      ? await describeSignoff(app)(asked)
      : await signOff(app)(asked, item, options.undo ? 'undone' : 'signed', signatureOf(options));
  answer(context, options, found, () => signoffText(found));
}

/** `codeset holds`: payers that do not know a release yet, and what is said of them. */
export async function holds(
  context: Context,
  app: LocalApp,
  release: string | undefined,
  options: OfAccount,
): Promise<void> {
  const found = await listLoads(app)(options.account, options.today, release);
  answer(context, options, found, () => loadsText(found));
}

/** `codeset holds add|loaded PAYER RELEASE`. */
export async function hold(
  context: Context,
  app: LocalApp,
  [payer, release]: readonly [payer: string, release: string],
  options: SignoffOptions,
): Promise<void> {
  const asked = { account: options.account, release, today: options.today };
  const found = await holdForPayer(app)(asked, payer, options.on ?? null, signatureOf(options));
  answer(context, options, found, () => loadsText(found));
}

/** `codeset holds remove PAYER RELEASE`. */
export async function removeHold(
  context: Context,
  app: LocalApp,
  [payer, release]: readonly [payer: string, release: string],
  options: OfAccount,
): Promise<void> {
  const found = await releaseHold(app)({ account: options.account, release, today: options.today }, payer);
  answer(context, options, found, () => loadsText(found));
}

function signatureOf({ by, note }: SignoffOptions) {
  return { by: by ?? userName(), at: new Date().toISOString(), note: note ?? null };
}

function signoffText({ release, effective, items, payers, complete }: SignoffAnswer): string {
  const rows = items.map(({ item, title, signed, open }) => [
    signed ? 'done' : 'open',
    item,
    signed ? `${signed.by}, ${signed.at.slice(0, 10)}` : '-',
    `${title}${openText(item, open)}${signed?.note ? ` (${signed.note})` : ''}`,
  ]);
  const table = textTable(
    [{ heading: 'STATE' }, { heading: 'ITEM' }, { heading: 'BY' }, { heading: 'WHAT', width: 160 }],
    rows,
  );
  const state = complete ? 'signed off' : 'not signed off yet';
  return `HCPCS ${release}, in force from ${effective}: ${state}\n\n${table}${payers.length > 0 ? `\n${loadsText({ payers })}` : ''}`;
}

function openText(item: SignoffItem, open: { readonly lines: number; readonly amount: number } | null): string {
  if (!open || open.lines === 0) return '';
  if (item === 'payers') return `: ${counted(open.lines, 'payer')} held`;
  return `: ${counted(open.lines, 'line')} still wrong, ${asDollars(open.amount)}`;
}

function loadsText({ payers }: PayerLoads): string {
  if (payers.length === 0) return 'No payer is on the hold list. "codeset holds add PAYER RELEASE" puts one there.\n';
  return textTable(
    [
      { heading: 'PAYER' },
      { heading: 'RELEASE' },
      { heading: 'LOADED' },
      { heading: 'STATE' },
      { heading: 'BY', width: 80 },
    ],
    payers.map(({ payer, release, loadedOn, holding, by, at, note }) => [
      payer,
      release,
      loadedOn ?? 'not known',
      holding ? 'hold until loaded' : 'loaded',
      `${by}, ${at.slice(0, 10)}${note ? ` (${note})` : ''}`,
    ]),
  );
}
