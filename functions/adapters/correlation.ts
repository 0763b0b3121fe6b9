import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/**
 * Does the work under an id that goes along with everything it logs and sends: what a schedule, a dropped file or a
 * request set going is found under one id in the logs of all stages. Messages of one batch are worked off at once.
 */
export function correlated<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
  return current.run(id, work);
}

/** Undefined outside of such work. */
export function correlationId(): string | undefined {
  return current.getStore();
}
