import { clientOf } from '../../infra/local/dynamo.ts';
import type { DynamoAnswer } from '../../infra/local/dynamo-handler.ts';
import type { Medium } from './medium.ts';

export interface Load {
  /** From 0 inclusive to 1 exclusive. */
  readonly random: () => number;
  /** How many of the entries of a batch are left undone, on average. */
  readonly leaves: number;
  /** How many requests are refused because too much is asked of the table. */
  readonly throttles: number;
  /** How many answers to writes never arrive, though what was asked is done; the SDK asks again by itself. */
  readonly loses?: number;
}

type Batch = Readonly<Record<string, unknown>>;

/** A medium under load, as AWS answers then: parts of batches come back undone, and some requests are refused. */
export function busyMedium(medium: Medium, load: Load) {
  const { requestHandler } = medium.client.config;
  const seen = { left: 0, throttled: 0, lost: 0 };
  const client = clientOf(async (request) => {
    if (load.random() < load.throttles) {
      seen.throttled += 1;
      return { response: throttled };
    }
    const pass = (body: unknown) =>
      requestHandler.handle({ ...request, body: encoded(body) } as never) as Promise<{ response: DynamoAnswer }>;
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
    if (/^(?:Put|Update|Delete|BatchWrite)/.test(operation) && load.random() < (load.loses ?? 0)) {
      await requestHandler.handle(request as never);
      seen.lost += 1;
      throw Object.assign(new Error('no answer in time'), { name: 'TimeoutError' });
    }
    const body = JSON.parse(new TextDecoder().decode(request.body as Uint8Array));
    const [table, entries] = Object.entries<Batch>(body.RequestItems ?? {})[0] ?? [];
    if (table === undefined || !operation.startsWith('Batch')) return pass(body);

    const list = (Array.isArray(entries) ? entries : entries!.Keys) as readonly unknown[];
    const kept = list.filter((_, index) => index === 0 || load.random() >= load.leaves);
    const undone = list.filter((entry) => !kept.includes(entry));
    seen.left += undone.length;
    const part = (some: readonly unknown[]) => ({
      [table]: Array.isArray(entries) ? some : { ...entries, Keys: some },
    });
    const { response } = await pass({ ...body, RequestItems: part(kept) });
    const answer = JSON.parse(Buffer.from(response.body).toString('utf8'));
    answer[Array.isArray(entries) ? 'UnprocessedItems' : 'UnprocessedKeys'] = undone.length > 0 ? part(undone) : {};
    return { response: { ...response, body: encoded(answer), headers: jsonHeaders } };
  });
  return { medium: { ...medium, client }, seen };
}

const jsonHeaders = { 'content-type': 'application/x-amz-json-1.0' };

const throttled: DynamoAnswer = {
  statusCode: 400,
  headers: jsonHeaders,
  body: encoded({ __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', message: 'busy' }),
};

function encoded(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
