import type { PayersAnswer, WindowsAnswer } from '../../../shared/api/settings-forms.ts';
import type { PayerProfile } from '../../../shared/claims/payers.ts';
import { payerIdOf } from '../../../shared/claims/payers.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { judgedAgain, rejudgedText } from './judged-again.ts';
import { parsed } from './judging-files.ts';
import { textTable } from './table.ts';

type InStore = (app: LocalApp) => Promise<void>;

export function listPayers(context: Context, options: Common): InStore {
  return async (app) => {
    const found = await app.payerSettings.payers(localAccount);
    answer(context, options, found, () => payersText(found, context.io.columns));
  };
}

interface PayerOptions extends Common {
  readonly class?: string;
  readonly name?: string;
  readonly takesSCodes?: boolean;
  readonly hipaa?: boolean;
  readonly timelyFiling?: number;
  readonly source?: string;
}

/** Only what is named changes. */
export function setPayer(context: Context, payer: string, options: PayerOptions): InStore {
  return changePayers(context, options, async (app) => {
    const known = (await app.settings.payers(localAccount)).get(payerIdOf(payer));
    const payerClass = options.class ?? known?.class;
    if (payerClass === undefined) throw new CodesetError('USAGE', `payer ${payer} is new: name its --class`, 2);
    const { name, takesSCodes, hipaa, timelyFiling: timelyFilingDays, source } = options;
    const named = Object.entries({ name, takesSCodes, hipaa, timelyFilingDays, source }).filter(
      ([, said]) => said !== undefined,
    );
    const profile = { ...known, ...Object.fromEntries(named), class: payerClass } as PayerProfile;
    return app.payerSettings.keepPayers(localAccount, { [payer]: profile });
  });
}

export function importPayers(context: Context, file: string, options: Common): InStore {
  const written = parsed(context, file, (json) => json);
  return changePayers(context, options, (app) => app.payerSettings.keepPayers(localAccount, written));
}

export function removePayer(context: Context, payer: string, options: Common): InStore {
  return changePayers(context, options, (app) => app.payerSettings.removePayer(localAccount, payer));
}

interface WindowOptions extends Common {
  readonly payer?: string;
  readonly code?: string;
  readonly from?: string;
  readonly to?: string;
  readonly refuses?: true;
  readonly instead?: string;
  readonly document?: string;
}

export function listWindows(context: Context, options: WindowOptions): InStore {
  return async (app) => {
    const { payer, code } = options;
    const only = { ...(payer ? { payer } : {}), ...(code ? { code } : {}) };
    const found = await app.payerSettings.windows(localAccount, only);
    answer(context, options, found, () => windowsText(found, context.io.columns));
  };
}

export function setWindow(context: Context, payer: string, code: string, options: WindowOptions): InStore {
  const { from = null, to = null, refuses, instead, document } = options;
  if (!document) throw new CodesetError('USAGE', 'name the --document that says so', 2);
  const window = {
    payer,
    code: code.toUpperCase(),
    from,
    to,
    ...(refuses ? { takes: false } : {}),
    ...(instead ? { instead: instead.toUpperCase().split(/[,\s]+/) } : {}),
    document,
  };
  return changeWindows(context, options, (app) => app.payerSettings.keepWindows(localAccount, [window]));
}

export function importWindows(context: Context, file: string, options: Common): InStore {
  const written = parsed(context, file, (json) => json);
  return changeWindows(context, options, (app) => app.payerSettings.keepWindows(localAccount, written));
}

export function removeWindow(context: Context, payer: string, code: string, options: WindowOptions): InStore {
  const { from } = options;
  return changeWindows(context, options, (app) =>
    app.payerSettings.removeWindows(localAccount, { payer, code, ...(from ? { from } : {}) }),
  );
}

function changePayers(context: Context, options: Common, change: (app: LocalApp) => Promise<PayersAnswer>): InStore {
  return changeKept(context, options, change, payersText);
}

function changeWindows(context: Context, options: Common, change: (app: LocalApp) => Promise<WindowsAnswer>): InStore {
  return changeKept(context, options, change, windowsText);
}

function changeKept<Kept extends object>(
  context: Context,
  options: Common,
  change: (app: LocalApp) => Promise<Kept>,
  textOf: (kept: Kept, columns: number | undefined) => string,
): InStore {
  return async (app) => {
    const kept = await change(app);
    const rechecked = await judgedAgain(app);
    const text = () => textOf(kept, context.io.columns) + rejudgedText(rechecked);
    answer(context, options, { ...kept, rechecked }, text);
  };
}

function payersText({ payers }: PayersAnswer, wide: number | undefined): string {
  if (payers.length === 0) return 'No payer is kept yet. "codeset payers set PAYER --class commercial" keeps one.\n';
  return textTable(
    [
      { heading: 'PAYER' },
      { heading: 'CLASS' },
      { heading: 'S CODES' },
      { heading: 'HIPAA' },
      { heading: 'FILING' },
      { heading: 'SOURCE', width: 100 },
    ],
    payers.map(({ payer, name, takesSCodes, hipaa, timelyFilingDays, source, ...profile }) => [
      name ? `${payer} (${name})` : payer,
      profile.class,
      yesNo(takesSCodes),
      yesNo(hipaa),
      timelyFilingDays === undefined ? '-' : `${timelyFilingDays} days`,
      source ?? '-',
    ]),
    wide,
  );
}

function windowsText({ windows, shipped }: WindowsAnswer, wide: number | undefined): string {
  if (windows.length + shipped.length === 0) return 'No window is kept for that.\n';
  const own = windows.map(({ payer, code, from, to, takes, instead = [], document }) => [
    payer,
    code,
    takes === false ? 'refuses' : 'takes',
    from ?? 'always',
    to ?? 'open',
    instead.join(' or ') || '-',
    document,
  ]);
  const others = shipped.map(({ payer, code, from, instead, document }) => [
    payer,
    code,
    'shipped',
    from,
    'open',
    instead.join(' or '),
    document,
  ]);
  return textTable(
    [
      { heading: 'PAYER' },
      { heading: 'CODE' },
      { heading: 'SAYS' },
      { heading: 'FROM' },
      { heading: 'TO' },
      { heading: 'INSTEAD' },
      { heading: 'DOCUMENT', width: 120 },
    ],
    [...own, ...others],
    wide,
  );
}

function yesNo(said: boolean | undefined): string {
  return said === undefined ? '-' : said ? 'yes' : 'no';
}
