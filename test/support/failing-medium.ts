import { clientOf } from '../../infra/local/dynamo.ts';
import type { ObjectStore } from '../../shared/ports.ts';
import type { Medium } from './medium.ts';

/**
 * How a write fails. `crash`: it does not happen, nor does any after it. `lost-answer`: it happens, but nobody hears of
 * it; the process lives on.
 */
export type Failure = 'crash' | 'lost-answer';

export class WriteFailed extends Error {}

export interface FailingMedium extends Medium {
  /** Writes so far, those that failed included. */
  writes(): number;
}

/** A medium whose n-th write fails; rows and objects count alike. */
export function failingMedium(medium: Medium, nth: number, failure: Failure): FailingMedium {
  let writes = 0;
  const guarded = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    const mine = ++writes;
    const fails = failure === 'crash' ? mine >= nth : mine === nth;
    if (!fails || failure === 'lost-answer') {
      const result = await write();
      if (!fails) return result;
    }
    throw new WriteFailed(`write ${mine} failed`);
  };
  const { requestHandler } = medium.client.config;
  const client = clientOf((request) => {
    const pass = () => requestHandler.handle(request as never);
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
    return /^(?:Put|Update|Delete|BatchWrite)/.test(operation) ? guarded(pass) : pass();
  });
  const guardedStore = (objects: ObjectStore): ObjectStore => ({
    ...objects,
    put: (key, bytes, options) => guarded(() => objects.put(key, bytes, options)),
    delete: (key) => guarded(() => objects.delete(key)),
  });
  const [objects, sealed] = [guardedStore(medium.objects), guardedStore(medium.sealed)];
  return { client, objects, sealed, close: async () => {}, writes: () => writes };
}
