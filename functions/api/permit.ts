import { type Caller, may } from '../../shared/access/caller.ts';
import { scopeTable } from '../../shared/access/scopes.ts';
import type { Operation } from './operation.ts';
import { Refused } from './problems.ts';

/** Lets pass who has the right that an operation asks for; a program by its key, a page by its session. */
export function permit({ scope }: Pick<Operation, 'scope'>, caller: Caller | null): void {
  if (may(caller, scope)) return;
  if (!caller) throw new Refused('unauthorized', 'Send the key as "Authorization: Bearer KEY".');
  throw new Refused('forbidden', `It needs the right ${scope} (${scopeTable[scope].lets}), which this key lacks.`);
}
