import type { Answers, Asked, OperationPlace } from './operations.ts';
import { places } from './operations.ts';
import { ApiProblem } from './problem.ts';
import { type RetrySettings, retrying } from './retry.ts';

export interface ClientOptions extends Partial<RetrySettings> {
  /** Where the service is: `https://codes.example.org`. */
  readonly url: string;
  /** Reads of code sets need none. */
  readonly key?: string;
  readonly fetch?: typeof globalThis.fetch;
}

/** How one request differs from the others. */
export interface RequestOptions {
  /** Another media type than JSON, `text/csv` for instance: the answer is its text. */
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** Repeats a change only once, however often it is sent; one is made up where none is given. */
  readonly idempotencyKey?: string;
}

type Ids = keyof Asked;
type Args<Id extends Ids> =
  Record<never, never> extends Asked[Id]
    ? [asked?: Asked[Id], options?: RequestOptions]
    : [asked: Asked[Id], options?: RequestOptions];

/** One method an operation of the API, under its name in the OpenAPI document. */
export type Client = { readonly [Id in Ids]: (...args: Args<Id>) => Promise<Answers[Id]> } & {
  /** An answer in another media type, as it comes: `client.text('listChanges', { limit: 10 }, 'text/csv')`. */
  text<Id extends Ids>(id: Id, asked: Asked[Id], accept: string): Promise<string>;
};

/** A client of one service. It asks again where that may help, and throws `ApiProblem` where the service refuses. */
export function createClient(options: ClientOptions): Client {
  const ask = asking(options);
  const methods = Object.fromEntries(
    Object.entries<OperationPlace>(places).map(([id, place]) => [
      id,
      (asked: Record<string, unknown> = {}, more: RequestOptions = {}) => ask(place, asked, more),
    ]),
  );
  const text = (id: Ids, asked: Record<string, unknown>, accept: string) => ask(places[id], asked, { accept });
  return { ...methods, text } as unknown as Client;
}

/** A file for an operation that takes one: its bytes or text, and what it is. */
export class SentFile {
  constructor(
    readonly type: string,
    readonly content: string | Uint8Array<ArrayBuffer>,
  ) {}
}

function asking({ url, key, fetch = globalThis.fetch, ...retry }: ClientOptions) {
  const base = url.replace(/\/$/, '');
  const send = retrying(retry);
  return async (place: OperationPlace, asked: Record<string, unknown>, more: RequestOptions): Promise<unknown> => {
    const headers = new Headers({ accept: more.accept ?? 'application/json, */*;q=0.5' });
    if (key) headers.set('authorization', `Bearer ${key}`);
    // Sent again under the same key, a change is made once.
    if (place.method !== 'GET') headers.set('idempotency-key', more.idempotencyKey ?? crypto.randomUUID());
    const init: RequestInit = { method: place.method, headers };
    if (more.signal) init.signal = more.signal;
    addBody(init, headers, asked.body);
    const answer = await send(() => fetch(base + targetOf(place, asked), init));
    return read(answer, more.accept);
  };
}

function targetOf({ path, inPath, query }: OperationPlace, asked: Record<string, unknown>): string {
  const strange = Object.keys(asked).find((name) => name !== 'body' && ![...inPath, ...query].includes(name));
  if (strange !== undefined) throw new TypeError(`${path} has no parameter ${strange}`);
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(asked[name])));
  const given = query.filter((name) => asked[name] !== undefined);
  const search = new URLSearchParams(given.map((name): [string, string] => [name, String(asked[name])]));
  return given.length > 0 ? `${place}?${search}` : place;
}

function addBody(init: RequestInit, headers: Headers, body: unknown): void {
  if (body === undefined) return;
  headers.set('content-type', body instanceof SentFile ? body.type : 'application/json');
  init.body = body instanceof SentFile ? body.content : JSON.stringify(body);
}

async function read(answer: Response, accept: string | undefined): Promise<unknown> {
  if (!answer.ok) throw await ApiProblem.of(answer);
  if (answer.status === 204) return undefined;
  const json = /^application\/(?:[\w.]+\+)?json/.test(answer.headers.get('content-type') ?? '');
  return json && accept === undefined ? answer.json() : answer.text();
}

export type * from './operations.ts';
export { follow, pages } from './paging.ts';
export { ApiProblem } from './problem.ts';
