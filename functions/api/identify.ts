import type { Caller } from '../../shared/access/caller.ts';
import { scopesOf } from '../../shared/access/scopes.ts';
import { isSame } from './guards.ts';
import { Refused } from './problems.ts';
import type { Service } from './service.ts';

/** Proves who sends `Authorization: Bearer KEY`; null where nothing is sent. */
export function callerOf(service: Service): (authorization: string | undefined) => Promise<Caller | null> {
  const operator = operatorOf(service);
  return async (authorization) => {
    if (authorization === undefined) return null;
    const given = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (given && isSame(given, service.apiKey)) return operator;
    throw new Refused('unauthorized', 'Send a key that holds as "Authorization: Bearer KEY".');
  };
}

/** Who holds the key that the deployment began with. */
export function operatorOf({ account }: Pick<Service, 'account'>): Caller {
  const scopes = scopesOf('admin', { operator: true });
  return { account, kind: 'key', id: 'first', role: 'admin', scopes, licensedCpt: false };
}
