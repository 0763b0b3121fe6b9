import { CodesetError } from '../../shared/errors.ts';
import type { CommandIo, CommandRunner } from './command.ts';
import { createTurns } from './turns.ts';

/** The store of a data folder, opened: how commands run on it. */
export interface OpenedStore {
  readonly run: CommandRunner;
  close(): Promise<void>;
}

/** Where the commands for one store wait and take turns: from before it is open until it is closed. */
export interface CommandDesk {
  readonly closing: boolean;
  serve(store: OpenedStore): void;
  /** `mayStart` is asked when the command's turn comes; the exit code is undefined where it was not run. */
  run(argv: readonly string[], io: CommandIo, mayStart?: () => boolean): Promise<number | undefined>;
  /** Runs other work on the store in a turn among the commands. */
  exclusively<Result>(task: () => Promise<Result>): Promise<Result>;
  idle(): Promise<void>;
  /** Lets the running command end, turns away those that other processes sent and closes the store. */
  close(): Promise<void>;
}

export function createDesk(): CommandDesk {
  const turns = createTurns();
  let store: OpenedStore | undefined;
  let closing = false;
  let opened = () => {};
  const untilOpened = new Promise<void>((resolve) => {
    opened = resolve;
  });
  void turns.take(() => untilOpened);
  return {
    get closing() {
      return closing;
    },
    serve(openedStore) {
      store = openedStore;
      opened();
    },
    run: (argv, io, mayStart = () => true) =>
      turns.take(async () => (store && mayStart() ? store.run(argv, io) : undefined)),
    exclusively(task) {
      if (closing) throw new CodesetError('STORE_CLOSED', 'the store is being closed');
      return turns.take(task);
    },
    idle: turns.idle,
    async close() {
      closing = true;
      opened();
      await turns.idle();
      await store?.close();
    },
  };
}
