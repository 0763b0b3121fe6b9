import type { Caller } from '../../shared/access/caller.ts';
import type { MadeAnswer } from './answer-cache.ts';
import { showsLicensedText } from './audit.ts';
import type { ApiRequest, ApiResponse, Exchange } from './exchange.ts';
import { once } from './idempotency.ts';
import { answerFor, copyrightHeader } from './licensed-answer.ts';
import { chooseMedia } from './media.ts';
import type { Operation } from './operation.ts';
import { pageLinks } from './page-links.ts';
import { Refused } from './problems.ts';
import { entityTag, isHeld, type Published } from './published.ts';
import { queryOf } from './query-of.ts';
import { readBody, type SentBody, takeBody } from './sent-body.ts';
import type { Service } from './service.ts';

/** What is to be answered, and to whom. */
export interface Asked {
  readonly operation: Operation;
  readonly inPath: Readonly<Record<string, string>>;
  readonly caller: Caller | null;
}

/** Answers what may be answered: from the published state and what was made of it already, or anew. */
export function answering(service: Service, published: Published) {
  return async (exchange: Exchange, asked: Asked): Promise<ApiResponse> => {
    const { operation, caller } = asked;
    const { request, headers } = exchange;
    const media = mediaOf(operation, request);
    const theirs = isTheirs(operation, caller);
    if (operation.lasts === 'moment' || operation.method !== 'GET' || theirs) {
      headers['Cache-Control'] = 'no-store';
      const sent = await takeBody(operation, request);
      // Who only asks is answered from one published state, as every reader is, without a look at the database.
      const of = operation.asks || theirs ? { ...service, codeSets: (await published.newest()).codeSets } : service;
      return once(service, exchange, { operation, caller, sent }, () => made(exchange, asked, media, of, sent));
    }
    const now = await published.newest();
    const tag = entityTag(now, `${media} ${caller?.licensedCpt ?? false} ${request.target}`);
    const known = now.answers.get(askedAs(request, caller));
    if (known || isHeld(request.header('if-none-match'), tag))
      return ready(exchange, known ?? { operation, tag, type: '', link: null, body: null });
    const answer = await made(exchange, asked, media, { ...service, codeSets: now.codeSets }, null);
    const ofState = { operation, tag, type: answer.headers['Content-Type']!, link: answer.headers.Link ?? null };
    const licensed = showsLicensedText(answer);
    // Each sight of a licensed text is written down: it is not answered from memory.
    if (!licensed) now.answers.put(askedAs(request, caller), { ...ofState, body: answer.body });
    const sent = ready(exchange, { ...ofState, body: answer.body });
    if (licensed) exchange.headers['Cache-Control'] = 'private, no-cache';
    return sent;
  };
}

/** Whether an answer holds for the caller's account alone, and what others were answered is not for it. */
export function isTheirs({ ofAccount }: Operation, caller: Caller | null): boolean {
  return ofAccount === true && caller !== null;
}

/** All on which the answer of a state depends, as it stands in the request. */
export function askedAs(request: ApiRequest, caller: Caller | null): string {
  const accept = request.header('accept');
  const plain = accept === undefined || accept === '*/*';
  if (plain && !caller?.licensedCpt) return request.target;
  return `${request.target} ${accept ?? ''} ${caller?.licensedCpt ?? false}`;
}

/** An answer of the state, or the word that the caller has it already. */
export function ready({ request, headers }: Exchange, known: MadeAnswer): ApiResponse {
  const { tag, type, link, body } = known;
  headers['Cache-Control'] = 'no-cache';
  headers.Vary = 'Accept, Authorization';
  headers.ETag = tag;
  const held = request.header('if-none-match');
  if (held !== undefined && isHeld(held, tag)) {
    delete headers['Content-Type'];
    return { status: 304, headers, body: null };
  }
  headers['Content-Type'] = type;
  if (link !== null) headers.Link = link;
  return { status: 200, headers, body };
}

async function made(
  exchange: Exchange,
  asked: Asked,
  media: string,
  service: Service,
  sent: SentBody | null,
): Promise<ApiResponse> {
  const { operation, inPath, caller } = asked;
  const { request, headers } = exchange;
  const at = request.target.indexOf('?');
  const query = queryOf(at < 0 ? '' : request.target.slice(at + 1));
  const body = sent ? readBody(operation, sent) : undefined;
  const { answer, copyright } = await answerFor(operation, service, { path: inPath, query, body }, caller);
  if (copyright !== null) headers[copyrightHeader] = copyright;
  if (operation.status === 204) return { status: 204, headers, body: null };
  const links = pageLinks(request.target, answer);
  if (links) headers.Link = links;
  headers['Content-Type'] = media === 'application/json' ? media : `${media}; charset=utf-8`;
  return { status: operation.status, headers, body: writerOf(operation, media)(answer) };
}

function writerOf({ formats, asJson }: Operation, media: string): (answer: unknown) => string {
  const write = formats?.[media] ?? (media === 'application/json' ? asJson : undefined);
  return (write as ((answer: unknown) => string) | undefined) ?? JSON.stringify;
}

function mediaOf({ response, formats = {} }: Operation, request: ApiRequest): string {
  const offered = [...(response === null ? [] : ['application/json']), ...Object.keys(formats)];
  if (offered.length === 0) return '';
  const media = chooseMedia(request.header('accept'), offered);
  if (media) return media;
  throw new Refused('not-acceptable', `It is answered as ${offered.join(' or ')}.`);
}
