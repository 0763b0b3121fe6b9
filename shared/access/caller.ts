import type { Role, Scope } from './scopes.ts';

/** Who asks, once that is proven: everything that is shown or changed belongs to `account`. */
export interface Caller {
  readonly account: string;
  /** `key`: a program, by the id of its key. `user`: a person, by the id of the user. */
  readonly kind: 'key' | 'user';
  readonly id: string;
  readonly role: Role;
  readonly scopes: ReadonlySet<Scope>;
  /** The account has AMA's licence: texts of CPT may be shown to this caller. */
  readonly licensedCpt: boolean;
}

export function may(caller: Caller | null, scope: Scope): boolean {
  return scope === 'public' || (caller?.scopes.has(scope) ?? false);
}
