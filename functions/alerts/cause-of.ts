import type { AlertStore } from '../adapters/alert-store.ts';
import type { SweepStore } from '../adapters/sweep-store.ts';

export interface CausePorts {
  readonly alerts: Pick<AlertStore, 'alert'>;
  readonly sweeps: Pick<SweepStore, 'get'>;
}

/**
 * The id under which every stage logged what led to an alert, from the file that was fetched or dropped on; undefined
 * where an import of claims or a person was its cause, or what came of a release was found before there were such ids.
 */
export async function causeOf(
  { alerts, sweeps }: CausePorts,
  { account, id }: { readonly account: string; readonly id: string },
): Promise<string | undefined> {
  const row = await alerts.alert(account, id);
  if (!row?.changeSet || !('window' in row.alert) || row.alert.window !== 'sweep') return undefined;
  return (await sweeps.get(row.codeSet, row.changeSet))?.correlationId;
}
