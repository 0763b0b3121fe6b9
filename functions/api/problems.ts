import { HTTPException } from 'hono/http-exception';
import type { Problem } from '../../shared/api/service-forms.ts';
import { CodesetError } from '../../shared/errors.ts';

/** Every kind of refusal: its name makes the stable `type`. */
export const problemKinds = {
  'invalid-request': { status: 400, title: 'The request is not understood' },
  unauthorized: { status: 401, title: 'A key is needed' },
  forbidden: { status: 403, title: 'This key lacks the right' },
  'wrong-host': { status: 403, title: 'Not addressed by a name of this service' },
  'cross-site': { status: 403, title: 'Sent from another site' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'unknown-code': { status: 404, title: 'No release held lists this code' },
  'unknown-release': { status: 404, title: 'This release is not held' },
  'no-code-set': { status: 404, title: 'The code set of this code is not loaded' },
  'method-not-allowed': { status: 405, title: 'Not with this method' },
  'not-acceptable': { status: 406, title: 'Not in the media types that are accepted' },
  conflict: { status: 409, title: 'It does not go with what is stored' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'Not in the media type that was sent' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'too-many-requests': { status: 429, title: 'Too many requests for now' },
  internal: { status: 500, title: 'The service failed' },
} as const;

export type ProblemKind = keyof typeof problemKinds;

/** Which errors of the use cases are the caller's, and what they are called here. */
const kindOfError: Readonly<Record<string, ProblemKind>> = {
  MALFORMED_CODE: 'invalid-request',
  BAD_CURSOR: 'invalid-request',
  UNKNOWN_RELEASE: 'unknown-release',
  NO_CODE_SET: 'no-code-set',
  PAYERS: 'invalid-request',
  WINDOWS: 'invalid-request',
  RULES: 'invalid-request',
  RULE_LISTS: 'invalid-request',
  NOT_KEPT: 'not-found',
  NO_SUCH_ACCOUNT: 'not-found',
  NO_SUCH_KEY: 'not-found',
  NO_SUCH_USER: 'not-found',
  NO_SUCH_SUBSCRIPTION: 'not-found',
  NO_SUCH_DELIVERY: 'not-found',
  ACCOUNT_EXISTS: 'conflict',
  NOT_ACTIVE: 'conflict',
  NOT_A_WEBHOOK: 'conflict',
  USER_EXISTS: 'conflict',
  KEY_ENDED: 'conflict',
  UNKNOWN_FINDING: 'not-found',
  UNKNOWN_IMPORT: 'not-found',
  AMBIGUOUS_FINDING: 'conflict',
  FINDING_STATE: 'conflict',
  UNKNOWN_SWEEP: 'not-found',
  UNKNOWN_CODE: 'unknown-code',
  NOT_ENDED: 'conflict',
  NOT_PROPOSED: 'conflict',
  STATED: 'conflict',
  NOT_QUARANTINED: 'unknown-release',
  AMBIGUOUS: 'conflict',
  LAST_RELEASE: 'conflict',
  NO_INSTRUCTION: 'not-found',
  USAGE: 'invalid-request',
  BAD_INPUT: 'invalid-request',
  LIST_SHRINKS: 'conflict',
};

/** A request that is answered by a problem. */
export class Refused extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    readonly errors?: Problem['errors'],
    /** Seconds after which trying again may help. */
    readonly retryAfter?: number,
  ) {
    super(detail);
    this.name = 'Refused';
  }

  get status() {
    return problemKinds[this.kind].status;
  }
}

/** Any error as a refusal; one of our own making tells the caller nothing of its insides. */
export function refusalOf(error: Error): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof HTTPException && error.status === 403)
    return new Refused('cross-site', 'Forms are taken from the pages of this service alone.');
  const kind = error instanceof CodesetError ? kindOfError[error.code] : undefined;
  if (kind) return new Refused(kind, error.message);
  return new Refused('internal', 'It was noted under the request id. Trying again later may help.');
}

export function problemOf({ kind, detail, errors }: Refused, requestId: string): Problem {
  const { status, title } = problemKinds[kind];
  const problem = { type: `urn:codeset-watch:problem:${kind}`, title, status, detail, instance: requestId };
  return errors ? { ...problem, errors } : problem;
}
