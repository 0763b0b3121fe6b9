import * as z from 'zod';
import type { Caller } from '../../shared/access/caller.ts';
import type { Scope } from '../../shared/access/scopes.ts';
import type { FormName } from '../../shared/api/schema-names.ts';
import { type ProblemKind, Refused } from './problems.ts';
import type { Service } from './service.ts';

type Parameters = Readonly<Record<string, z.ZodType>>;

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof methods)[number];

/** One thing that the API does. The server, its checks and the OpenAPI document are made of it. */
export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** As OpenAPI writes it: `/v1/codes/{code}`. */
  readonly path: string;
  readonly summary: string;
  /** What the caller must be allowed to do; `public` needs no key, and knows the caller where one is shown. */
  readonly scope: Scope;
  /** `state`: the answer follows from the published state, and has an entity tag. `moment`: it does not. */
  readonly lasts: 'state' | 'moment';
  /** For a caller it follows from what the caller's account keeps, too: it is theirs alone, and is not kept. */
  readonly ofAccount?: true;
  readonly inPath: Parameters;
  readonly query: Parameters;
  /** Form of the JSON that is sent with the request. */
  readonly body?: z.ZodType;
  /** Media types in which a file may be sent instead, each with what the file is. */
  readonly files?: Readonly<Record<string, string>>;
  /** In bytes; for a body that is longer than usual. */
  readonly longestBody?: number;
  /** A POST or PUT that only asks: it changes nothing, and takes no Idempotency-Key. */
  readonly asks?: true;
  /** The answer holds a secret: it is kept nowhere, not even to be told again under an Idempotency-Key. */
  readonly shownOnce?: true;
  /** Null where nothing is answered (204). */
  readonly response: FormName | null;
  readonly status: 200 | 201 | 202 | 204;
  /**
   * The answer in other media types than `application/json`, by type: `text/csv`. Chosen by `Accept`; the first named
   * stands where nothing is asked for, if the answer has no JSON (`response: null`).
   */
  readonly formats?: Readonly<Record<string, (answer: never) => string>>;
  /** Writes the answer as JSON, where that is known to be faster than `JSON.stringify`, and the same. */
  readonly asJson?: (answer: never) => string;
  /** A read of claims or of licensed text: it is written into the audit log, as every change is. */
  readonly audited: boolean;
  readonly problems: readonly ProblemKind[];
  answer(service: Service, given: Given, caller: Caller | null): Promise<unknown>;
}

/** What came with a request, not yet read. */
export interface Given {
  readonly path: unknown;
  readonly query: unknown;
  readonly body?: unknown;
}

/** A body that is no JSON of the operation's form. */
export class SentFile {
  constructor(
    readonly type: string,
    readonly bytes: Uint8Array,
  ) {}
}

type Read<P extends Parameters> = { readonly [Name in keyof P]: z.output<P[Name]> };
type WithBody<B, F> = B extends z.ZodType
  ? { readonly body: z.output<B> | (F extends undefined ? never : SentFile) }
  : unknown;
type Made =
  | 'inPath'
  | 'query'
  | 'answer'
  | 'method'
  | 'status'
  | 'audited'
  | 'scope'
  | 'body'
  | 'files'
  | 'formats'
  | 'asJson';

interface Definition<
  P extends Parameters,
  Q extends Parameters,
  S extends Scope,
  B extends z.ZodType | undefined,
  F extends Operation['files'] | undefined,
  Answer,
> extends Omit<Operation, Made> {
  readonly method?: Method;
  readonly scope: S;
  readonly inPath: P;
  readonly query: Q;
  readonly body?: B;
  readonly files?: F;
  readonly status?: Operation['status'];
  readonly audited?: boolean;
  readonly formats?: Readonly<Record<string, (answer: Answer) => string>>;
  readonly asJson?: (answer: Answer) => string;
  readonly answer: (
    service: Service,
    asked: Read<P> & Read<Q> & WithBody<B, F>,
    caller: S extends 'public' ? Caller | null : Caller,
  ) => Promise<Answer>;
}

/** Parameters are read once, here; an unknown one is refused, since a misspelt filter would be answered wrongly. */
export function operation<
  P extends Parameters,
  Q extends Parameters,
  S extends Scope,
  Answer,
  B extends z.ZodType | undefined = undefined,
  F extends Operation['files'] | undefined = undefined,
>(definition: Definition<P, Q, S, B, F, Answer>): Operation {
  const { method = 'GET', scope, response, body } = definition;
  const pathForm = z.strictObject(definition.inPath);
  const queryForm = z.strictObject(definition.query);
  const changes = method !== 'GET' && !definition.asks;
  return {
    ...definition,
    method,
    status: definition.status ?? (response === null && !definition.formats ? 204 : 200),
    audited: definition.audited ?? (changes || scope === 'claims:read'),
    answer: async (service, given, caller) => {
      const asked = { ...read(pathForm, given.path), ...read(queryForm, given.query) };
      const whole = body
        ? { ...asked, body: given.body instanceof SentFile ? given.body : read(body, given.body) }
        : asked;
      return definition.answer(service, whole as Read<P> & Read<Q> & WithBody<B, F>, caller as Caller);
    },
  } as Operation;
}

/** Whether it can change what is stored. */
export function isChange({ method, asks }: Pick<Operation, 'method' | 'asks'>): boolean {
  return method !== 'GET' && !asks;
}

type Issue = z.core.$ZodIssue;

/**
 * Of several forms that would do, the one that came nearest says what is wrong; where none came further, all do. Of the
 * name of an entry its own form says it.
 */
function meant(issue: Issue): readonly Issue[] {
  if (issue.code === 'invalid_key') return issue.issues.map((each) => ({ ...each, path: issue.path }));
  if (issue.code !== 'invalid_union') return [issue];
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  const nearest = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0] ?? [];
  if (depth(nearest) === 0) return [issue];
  return nearest.flatMap((each) => meant({ ...each, path: [...issue.path, ...each.path] }));
}

function read<Form extends z.ZodType>(form: Form, given: unknown): z.output<Form> {
  const parsed = form.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .flatMap(meant)
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((name) => ({ name, reason: 'there is no such parameter' }))
        : [{ name: issue.path.join('.'), reason: issue.message }],
    );
  const said = errors.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  throw new Refused('invalid-request', said, errors);
}
