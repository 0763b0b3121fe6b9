import { hash } from 'node:crypto';
import type { Caller } from '../../shared/access/caller.ts';
import type { ApiResponse, Exchange } from './exchange.ts';
import { isChange, type Operation } from './operation.ts';
import { Refused } from './problems.ts';
import type { SentBody } from './sent-body.ts';
import type { Service } from './service.ts';

/** What of an answer is told again. */
const kept = ['Content-Type', 'Location'];

/**
 * Does a change once for each `Idempotency-Key` of a caller (draft-ietf-httpapi-idempotency-key-header): who asks again
 * within a day gets the answer of the first time. Without the header it is just done.
 */
export async function once(
  service: Service,
  exchange: Exchange,
  asked: { readonly operation: Operation; readonly caller: Caller | null; readonly sent: SentBody | null },
  change: () => Promise<ApiResponse>,
): Promise<ApiResponse> {
  const { operation, caller, sent } = asked;
  const key = exchange.request.header('idempotency-key');
  if (key === undefined || !caller || !isChange(operation)) return change();
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Refused('invalid-request', 'Idempotency-Key: at most 255 visible characters, a UUID for instance.');
  const { requests, now } = service;
  const name = { account: caller.account, id: hash('sha256', `${caller.id} ${key}`) };
  const { method, target } = exchange.request;
  const fingerprint = hash('sha256', Buffer.concat([Buffer.from(`${method} ${target}\n`), sent?.bytes ?? Buffer.of()]));
  const begun = await requests.begin(name, fingerprint, now());
  if (begun.kind === 'other')
    throw new Refused('idempotency-key-reused', 'This Idempotency-Key came with another request within the last day.');
  if (begun.kind === 'running')
    throw new Refused('conflict', 'The request of this Idempotency-Key is still being worked on.', undefined, 1);
  if (begun.kind === 'done') return again(exchange, begun.answer);
  try {
    const answer = await change();
    const headers = Object.fromEntries(
      kept.flatMap((each) => (answer.headers[each] ? [[each, answer.headers[each]]] : [])),
    );
    await requests.finish(name, { status: answer.status, headers, body: operation.shownOnce ? null : answer.body });
    return answer;
  } catch (error) {
    await requests.abandon(name, fingerprint);
    throw error;
  }
}

function again({ headers }: Exchange, { status, headers: stored, body }: ApiResponse): ApiResponse {
  if (body === null && status !== 204)
    throw new Refused('conflict', 'It was done already. What it answered is shown once, and kept nowhere.');
  return { status, headers: Object.assign(headers, stored, { 'Idempotency-Replayed': 'true' }), body };
}
