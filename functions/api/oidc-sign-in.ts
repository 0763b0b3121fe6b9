import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as z from 'zod';
import { isSame } from './guards.ts';
import { callerWith } from './identify.ts';
import { identityOf, type OidcSettings, providerOf, tokenVerifier } from './oidc-token.ts';
import { Refused } from './problems.ts';
import type { HttpEnvironment, Service } from './service.ts';
import { sealOf, startSession } from './session.ts';

const cookieName = 'codeset-signing-in';
/** Seconds in which a person has signed in at the provider. */
const lasting = 600;

const answerForm = z.object({ code: z.string().max(4000), state: z.string().max(200) });
const tokensForm = z.object({ id_token: z.string() });

/** Signing in at an OpenID provider: authorization code with PKCE, state and nonce. */
export function addOidcSignIn(pages: Hono<HttpEnvironment>, service: Service): void {
  const { oidc, random } = service;
  if (!oidc) return;
  const provider = providerOf(oidc);
  const verify = tokenVerifier(oidc);
  pages.get('/sign-in/start', async (context) => {
    const secret = random(32);
    setCookie(context, cookieName, secret, { ...cookieOptions(service), maxAge: lasting });
    const address = new URL((await provider()).authorization_endpoint);
    const { state, nonce, challenge } = drawnFrom(service, secret);
    for (const [name, value] of Object.entries({
      response_type: 'code',
      client_id: oidc.clientId,
      redirect_uri: callbackOf(context),
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      // Workstations are shared: whoever signs in proves it anew, though another is still known to the provider.
      prompt: 'login',
    }))
      address.searchParams.set(name, value);
    return context.redirect(address.href, 303);
  });
  pages.get('/sign-in/callback', async (context) => {
    const secret = getCookie(context, cookieName) ?? '';
    deleteCookie(context, cookieName, cookieOptions(service));
    const answered = answerForm.safeParse(context.req.query());
    const { state, nonce, verifier } = drawnFrom(service, secret);
    if (secret === '' || !answered.success || !isSame(answered.data.state, state))
      throw new Refused('cross-site', 'This sign-in was not begun in this browser, or too long ago: begin again.');
    const { token_endpoint } = await provider();
    const token = await exchanged(oidc, token_endpoint, answered.data.code, callbackOf(context), verifier);
    const claims = token === null ? null : await verify(token, nonce);
    const identity = claims && (await identityOf(service, claims));
    if (!identity || !(await callerWith(service, identity)))
      throw new Refused('forbidden', 'You are known to the provider, but no account here has let you in.');
    startSession(context, service, identity);
    return context.redirect('/', 303);
  });
}

function cookieOptions({ hosts }: Service) {
  return { path: '/sign-in', httpOnly: true, sameSite: 'Lax', secure: hosts === null } as const;
}

/** One secret of the browser gives all three, so that nothing need be stored meanwhile. */
function drawnFrom(service: Service, secret: string) {
  const verifier = sealOf(service, `verifier ${secret}`);
  return {
    state: sealOf(service, `state ${secret}`),
    nonce: sealOf(service, `nonce ${secret}`),
    verifier,
    challenge: createHash('sha256').update(verifier).digest('base64url'),
  };
}

function callbackOf({ req }: Context<HttpEnvironment>): string {
  return `${new URL(req.url).origin}/sign-in/callback`;
}

/** The token of identity for the code, or null where the provider does not take it. */
async function exchanged(
  { clientId, clientSecret }: OidcSettings,
  endpoint: string,
  code: string,
  redirect: string,
  verifier: string,
): Promise<string | null> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: redirect,
    code_verifier: verifier,
    ...(clientSecret ? { client_secret: clientSecret } : {}),
  });
  const response = await fetch(endpoint, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) return null;
  return tokensForm.safeParse(await response.json()).data?.id_token ?? null;
}
