import { firstAccount, holds } from '../../shared/access/account.ts';
import type { Caller } from '../../shared/access/caller.ts';
import { type Role, type Scope, scopesOf } from '../../shared/access/scopes.ts';
import { keyHash } from '../access/manage-access.ts';
import { tokenReader } from './oidc-token.ts';
import { Refused } from './problems.ts';
import type { Service } from './service.ts';

/** For so long, in milliseconds, what was proven is believed: so soon a revoked key is shut out everywhere. */
const trust = 5_000;
/** At most so many keys are remembered, in memory alone. */
const mostRemembered = 10_000;
/** Last use is written down this often, in milliseconds, and not at every request. */
const useStep = 600_000;

/** Which key or user it is, however that was proven. `first` is the key that the deployment began with. */
export type Identity = Pick<Caller, 'account' | 'kind' | 'id'>;

/** Proves who sends `Authorization: Bearer KEY`, or a person's token. */
export interface Callers {
  /** Null where nothing is sent; undefined where it has to be proven first. */
  remembered(authorization: string | undefined): Caller | null | undefined;
  /** Null where nothing is sent; refuses what proves nobody. */
  prove(authorization: string | undefined): Promise<Caller | null>;
}

interface Proven {
  readonly caller: Caller;
  readonly until: number;
}

export function callerOf(service: Service): Callers {
  const proven = new Map<string, Proven>();
  const prove = proving(service);
  let changes = service.access.changes;
  const remembered = (authorization: string | undefined): Caller | null | undefined => {
    if (authorization === undefined) return null;
    if (changes !== service.access.changes) proven.clear();
    changes = service.access.changes;
    const known = proven.get(authorization);
    return known && known.until > performance.now() ? known.caller : undefined;
  };
  return {
    remembered,
    async prove(authorization) {
      const known = remembered(authorization);
      if (known !== undefined || authorization === undefined) return known ?? null;
      const given = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
      const caller = given === undefined ? null : await prove(given);
      if (!caller) throw new Refused('unauthorized', 'Send a key that holds as "Authorization: Bearer KEY".');
      if (proven.size >= mostRemembered) proven.clear();
      proven.set(authorization, { caller, until: performance.now() + trust });
      return caller;
    },
  };
}

/** Who is let in with a key or token; null for nobody. */
function proving(service: Service): (given: string) => Promise<Caller | null> {
  const firstKey = keyHash(service.apiKey);
  const readToken = tokenReader(service);
  return async (given) => {
    const hash = keyHash(given);
    if (hash === firstKey) return callerWith(service, firstIdentity(service));
    if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(given)) {
      const identity = await readToken(given);
      return identity && callerWith(service, identity);
    }
    const owner = await service.access.ownerOfKey(hash);
    return owner ? callerWith(service, { account: owner.account, kind: 'key', id: owner.id }) : null;
  };
}

/** The holder of the key that the deployment began with. */
export function firstIdentity({ account }: Pick<Service, 'account'>): Identity {
  return { account, kind: 'key', id: 'first' };
}

/** What a key or user may do at this moment; null where it is let in no more. */
export async function callerWith(service: Service, identity: Identity): Promise<Caller | null> {
  const { licensedCpt, closedAt } = (await service.access.account(identity.account)) ?? firstAccount(identity.account);
  const standing = closedAt === null ? await standingOf(service, identity) : null;
  if (!standing) return null;
  const { role, only } = standing;
  const operator = identity.account === service.account;
  return { ...identity, role, scopes: scopesOf(role, { operator, only }), licensedCpt };
}

interface Standing {
  readonly role: Role;
  readonly only: readonly Scope[] | null;
}

async function standingOf(service: Service, identity: Identity): Promise<Standing | null> {
  const { access, now } = service;
  const { account, kind, id } = identity;
  const moment = now();
  const late = (last: string | null) => last === null || Date.parse(moment) - Date.parse(last) >= useStep;
  if (kind === 'user') {
    const user = await access.user(account, id);
    if (!user || user.disabledAt !== null) return null;
    if (late(user.lastSeenAt)) await access.noteSeen(account, id, moment);
    return { role: user.role, only: null };
  }
  if (id === 'first') return account === service.account ? { role: 'admin', only: null } : null;
  const key = await access.key(account, id);
  if (!key || !holds(key, moment)) return null;
  if (late(key.lastUsedAt)) await access.noteUse(account, id, moment);
  return { role: key.role, only: key.scopes };
}
