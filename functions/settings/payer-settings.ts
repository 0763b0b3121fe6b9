import * as z from 'zod';
import type { PayersAnswer, WindowsAnswer } from '../../shared/api/settings-forms.ts';
import { curatedForPayers } from '../../shared/changes/curated.ts';
import { type AcceptanceWindow, acceptanceWindowSchema } from '../../shared/claims/acceptance-window.ts';
import { payerClasses, payerIdOf, payerMapOf, type WrittenPayers } from '../../shared/claims/payers.ts';
import { CodesetError } from '../../shared/errors.ts';
import { changeSettings, everyLine, type SettingsPorts } from './change-settings.ts';

/** An account's payers and their own dates, listed and changed. */
export class PayerSettings {
  constructor(private readonly ports: SettingsPorts) {}

  async payers(account: string): Promise<PayersAnswer> {
    const payers = await this.ports.settings.payers(account);
    return { payers: [...payers].sort().map(([payer, profile]) => ({ payer, ...profile })) };
  }

  /** Adds payers or puts them in the place of those of the same id; `whole` leaves no others. */
  async keepPayers(account: string, written: unknown, whole = false): Promise<PayersAnswer> {
    const given = read(() => payerMapOf(written), 'PAYERS', 'payers');
    const kept = await this.ports.settings.payers(account);
    const next = new Map([...(whole ? [] : kept), ...given]);
    if (JSON.stringify([...next].sort()) !== JSON.stringify([...kept].sort()))
      await this.put(account, Object.fromEntries(next));
    return this.payers(account);
  }

  async removePayer(account: string, payer: string): Promise<PayersAnswer> {
    const kept = new Map(await this.ports.settings.payers(account));
    if (!kept.delete(payerIdOf(payer))) throw unknown(`payer ${payer} is not among those that the account keeps`);
    await this.put(account, Object.fromEntries(kept));
    return this.payers(account);
  }

  /** The account's own windows, and what is shipped: replacements that hold for some payers alone. */
  async windows(account: string, only: Partial<Named> = {}): Promise<WindowsAnswer> {
    const { windows } = await this.ports.settings.read(account);
    const meant = (window: Named) => isOf(window, only);
    return { windows: windows.filter(meant), shipped: curatedForPayers().filter(meant) };
  }

  async keepWindows(account: string, written: unknown): Promise<WindowsAnswer> {
    const windows = read(() => windowList.parse(written), 'WINDOWS', 'windows').map(inOneSpelling);
    await changeSettings(
      this.ports,
      account,
      windows.map(({ code }) => code),
      () => this.ports.settings.putWindows(account, windows),
    );
    return this.windows(account);
  }

  /** Windows of a code for a payer; with `from` the one that begins then. */
  async removeWindows(
    account: string,
    which: { payer: string; code: string; from?: string | null | undefined },
  ): Promise<WindowsAnswer> {
    const { windows } = await this.ports.settings.read(account);
    const meant = windows
      .filter((window) => isOf(window, which))
      .filter(({ from }) => which.from === undefined || from === which.from);
    if (meant.length === 0) throw unknown(`no window of ${which.code} is kept for payer ${which.payer}`);
    await changeSettings(this.ports, account, [which.code.toUpperCase()], () =>
      this.ports.settings.removeWindows(account, meant),
    );
    return this.windows(account);
  }

  private async put(account: string, payers: WrittenPayers): Promise<void> {
    await changeSettings(this.ports, account, [everyLine], () => this.ports.settings.putPayers(account, payers));
  }
}

interface Named {
  readonly payer: string;
  readonly code: string;
}

function isOf({ payer, code }: Named, which: Partial<Named>): boolean {
  if (which.payer !== undefined && payerIdOf(payer) !== payerIdOf(which.payer)) return false;
  return which.code === undefined || code === which.code.toUpperCase();
}

/** One window, or several. */
const windowList = z.union([
  z.array(acceptanceWindowSchema).max(10_000),
  acceptanceWindowSchema.transform((window) => [window]),
]);

/** A payer class stays as it is; an id is kept in one spelling, so that the same window is not kept twice. */
function inOneSpelling(window: AcceptanceWindow): AcceptanceWindow {
  const isClass = (payerClasses as readonly string[]).includes(window.payer);
  if (window.from !== null && window.to !== null && window.to < window.from)
    throw new CodesetError('WINDOWS', `the window of ${window.code} for ${window.payer} ends before it begins`);
  return isClass ? window : { ...window, payer: payerIdOf(window.payer) };
}

/** What is not of the form is refused by the place and the reason, not by what was written there. */
export function read<T>(parse: () => T, code: string, what: string): T {
  try {
    return parse();
  } catch (cause) {
    if (!(cause instanceof z.ZodError)) throw cause;
    const [issue] = cause.issues;
    const place = issue?.path.join('.');
    throw new CodesetError(code, `the ${what} cannot be read${place ? `: ${place}` : ''}: ${issue?.message}`, 1, {
      cause,
    });
  }
}

export function unknown(message: string): CodesetError {
  return new CodesetError('NOT_KEPT', message);
}
