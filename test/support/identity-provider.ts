import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** An OpenID provider on a port of this machine, with a key pair of its own. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Signed as the provider signs, or in another way that a test makes up. */
  token(claims: JWTPayload, more?: { readonly secret?: Uint8Array; readonly kid?: string }): Promise<string>;
  /** What was sent to exchange a code for tokens. */
  readonly exchanged: URLSearchParams[];
  /** The token that the next exchange answers; null: the code is refused. */
  answer: string | null;
  close(): Promise<void>;
}

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }];
  const exchanged: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    const json = (status: number, body: object) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.url === '/.well-known/openid-configuration')
      return json(200, {
        issuer,
        jwks_uri: `${issuer}/keys`,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
      });
    if (request.url === '/keys') return json(200, { keys });
    let text = '';
    for await (const chunk of request) text += chunk;
    exchanged.push(new URLSearchParams(text));
    return provider.answer === null ? json(400, { error: 'invalid_grant' }) : json(200, { id_token: provider.answer });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: IdentityProvider = {
    issuer,
    exchanged,
    answer: null,
    token: (claims, { secret, kid = 'k1' } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const whole = { iss: issuer, aud: 'codeset', sub: 'ann', iat: now, exp: now + 300, ...claims };
      return new SignJWT(whole).setProtectedHeader({ alg: secret ? 'HS256' : 'ES256', kid }).sign(secret ?? privateKey);
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return provider;
}
