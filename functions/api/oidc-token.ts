import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { roles } from '../../shared/access/scopes.ts';
import { identityHash } from '../access/manage-access.ts';
import type { Identity } from './identify.ts';
import type { Service } from './service.ts';

/** Who proves people's identities: a Cognito user pool in the cloud, or any other OpenID provider. */
export interface OidcSettings {
  /** As it stands in tokens; its description lies under `/.well-known/openid-configuration`. */
  readonly issuer: string;
  /** Of this service at the provider. */
  readonly clientId: string;
  /** Only where the provider gives one to its clients. */
  readonly clientSecret?: string;
}

/** What the provider tells of itself. */
export interface Provider {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** No symmetric ones and no `none`: with them, whoever knows the public key or nothing could sign. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** Seconds by which clocks may differ. */
const clockTolerance = 60;
/** Milliseconds for a provider to answer. */
const patience = 5_000;

/** Asked once, and again only where that failed. */
export function providerOf({ issuer }: OidcSettings, fetch: typeof globalThis.fetch = globalThis.fetch) {
  let known: Promise<Provider> | undefined;
  return (): Promise<Provider> => {
    known ??= described(issuer, fetch).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

async function described(issuer: string, fetch: typeof globalThis.fetch): Promise<Provider> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const provider = (await response.json()) as Provider;
  if (provider.issuer !== issuer) throw new Error(`${address} names the issuer ${provider.issuer}`);
  return provider;
}

/** Reads a person's token and says whose it is; null for one that does not prove it, or a person nobody let in. */
export function tokenReader(service: Service): (token: string) => Promise<Identity | null> {
  const { oidc } = service;
  if (!oidc) return async () => null;
  const verify = tokenVerifier(oidc);
  return async (token) => {
    const claims = await verify(token);
    return claims && identityOf(service, claims);
  };
}

/** Signature, issuer, audience, times. Trouble in reaching the provider is thrown: it is not the caller's. */
export function tokenVerifier(oidc: OidcSettings): (token: string, nonce?: string) => Promise<JWTPayload | null> {
  const provider = providerOf(oidc);
  let keys: JWTVerifyGetKey | undefined;
  return async (token, nonce) => {
    // Part by part: the whole package would bring all that it can encrypt, too.
    const [{ jwtVerify }, { createRemoteJWKSet }, { JOSEError, JWKSTimeout }] = await Promise.all([
      import('jose/jwt/verify'),
      import('jose/jwks/remote'),
      import('jose/errors'),
    ]);
    keys ??= createRemoteJWKSet(new URL((await provider()).jwks_uri), { timeoutDuration: patience });
    try {
      const required = ['sub', 'exp', 'iat'];
      const options = { issuer: oidc.issuer, algorithms, clockTolerance, requiredClaims: required };
      const { payload } = await jwtVerify(token, keys, options);
      return isForUs(payload, oidc) && (nonce === undefined || payload.nonce === nonce) ? payload : null;
    } catch (error) {
      if (error instanceof JWKSTimeout || !(error instanceof JOSEError)) throw error;
      return null;
    }
  };
}

/** Cognito names the client in `client_id` where the token is for access, and in `aud` where it is of identity. */
function isForUs({ aud, client_id }: JWTPayload, { clientId }: OidcSettings): boolean {
  return aud === undefined ? client_id === clientId : [aud].flat().includes(clientId);
}

/**
 * The user whom the claims prove: known by the provider's own id, else by a verified address, else by a group
 * `ACCOUNT:ROLE` of the provider, whose members are let in as they come. The group's role goes before the one stored.
 */
export async function identityOf(service: Service, claims: JWTPayload): Promise<Identity | null> {
  const found = (await knownBy(service, claims)) ?? (await cameByGroup(service, claims));
  if (!found) return null;
  const { account, id } = found;
  const group = groupsOf(claims).find((each) => each.account === account);
  const user = group && (await service.access.user(account, id));
  if (group && user && user.role !== group.role)
    await service.manageAccess.changeUser(account, id, { role: group.role });
  return { account, kind: 'user', id };
}

type Found = Pick<Identity, 'account' | 'id'>;

async function knownBy({ access }: Service, claims: JWTPayload): Promise<Found | null> {
  const known = await access.ownerOfIdentity(subjectOf(claims));
  if (known) return known;
  const email = verifiedEmail(claims);
  const invited = email === null ? undefined : await access.ownerOfIdentity(identityHash('mail', email));
  if (invited) await access.bindIdentity(subjectOf(claims), invited.account, invited.id);
  return invited ?? null;
}

async function cameByGroup(service: Service, claims: JWTPayload): Promise<Found | null> {
  const group = groupsOf(claims)[0];
  const email = verifiedEmail(claims);
  if (!group || email === null || !(await isOpen(service, group.account))) return null;
  const name = typeof claims.name === 'string' ? claims.name : email;
  const { id } = await service.manageAccess.addUser(group.account, { email, name, role: group.role });
  await service.access.bindIdentity(subjectOf(claims), group.account, id);
  return { account: group.account, id };
}

function subjectOf({ iss, sub }: JWTPayload): string {
  return identityHash('subject', `${iss}|${sub}`);
}

function verifiedEmail({ email, email_verified }: JWTPayload): string | null {
  return email_verified === true && typeof email === 'string' ? email.toLowerCase() : null;
}

function groupsOf(claims: JWTPayload) {
  const named = [claims['cognito:groups'] ?? claims.groups ?? []].flat().map(String);
  return named.flatMap((name) => {
    const [, account, word] = /^([a-z0-9-]{1,40}):(\w+)$/.exec(name) ?? [];
    const role = roles.find((each) => each === word);
    return account && role ? [{ account, role }] : [];
  });
}

async function isOpen({ access, account: first }: Service, account: string): Promise<boolean> {
  const profile = await access.account(account);
  return profile ? profile.closedAt === null : account === first;
}
