import type { PurgeAnswer } from '../../../shared/api/purge-form.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { counted } from './money.ts';
import { userName } from './user-name.ts';

export interface PurgeOptions extends Common {
  readonly account?: string;
  readonly closedBefore?: IsoDate;
  readonly keepClosed?: number;
  readonly yes?: true;
}

/** `codeset purge`: deletes claims for good; without --yes it only says what would be deleted. */
export async function purge(context: Context, app: LocalApp, options: PurgeOptions): Promise<void> {
  const { account, closedBefore = null, keepClosed, yes } = options;
  if (account === undefined && closedBefore === null && keepClosed === undefined)
    throw new CodesetError('USAGE', 'name what to purge: --account A, or --closed-before DATE', 2);
  const of = account ?? localAccount;
  if (keepClosed !== undefined) await app.purges.keepFor(of, keepClosed);
  if (keepClosed !== undefined && closedBefore === null) {
    const kept = { account: of, keepClosedDays: keepClosed };
    answer(context, options, kept, () => `Closed claims of ${of} are kept for ${counted(keepClosed, 'day')}.\n`);
    return;
  }
  const done = await app.purge({ account: of, closedBefore, dryRun: !yes });
  if (yes) await app.audit.record(eventOf(done));
  answer(context, options, done, () => textOf(done));
}

/** Who deleted how much, and nothing of what. */
function eventOf({ account, closedBefore, claims }: PurgeAnswer) {
  const what = closedBefore === null ? 'purge of everything' : `purge of claims closed before ${closedBefore}`;
  return {
    at: new Date().toISOString(),
    account,
    by: { kind: 'command', id: userName() },
    action: `${what}: ${claims}`,
    effect: 'change',
    object: null,
    status: 200,
    requestId: null,
  } as const;
}

function textOf({ account, closedBefore, dryRun, claims, items, files }: PurgeAnswer): string {
  const which = closedBefore === null ? `All of ${account}` : `Claims of ${account} closed before ${closedBefore}`;
  const parts = [counted(claims, 'claim'), counted(items, 'item')];
  if (files > 0) parts.push(counted(files, 'file'));
  const much = parts.join(', ');
  if (dryRun) return `${which}: ${much} would be deleted for good. Nothing was: add --yes to do it.\n`;
  return `${which}: ${much} deleted for good.\n`;
}
