import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { CodesetError } from '../../shared/errors.ts';
import type { CommandIo } from './command.ts';
import { type CommandDesk, createDesk, type OpenedStore } from './command-desk.ts';
import { type CommandListener, listenForCommands } from './command-listener.ts';
import { greetOwner, type Meeting, patience, sendCommand } from './command-sender.ts';
import { ensureFormat } from './data-folder.ts';
import { type OwnerLock, tryLock } from './owner-lock.ts';
import { type OwnerRecord, readOwnerRecord, removeOwnerRecord, writeOwnerRecord } from './owner-record.ts';

/** The hold of this process on a data folder. Commands of other processes wait from the start and run once it serves. */
export interface Owner extends Pick<CommandDesk, 'serve' | 'exclusively' | 'idle'> {
  /** Runs a command when its turn comes: commands run one at a time, whoever sent them. */
  run(argv: readonly string[], io: CommandIo): Promise<number>;
  /** Tells later processes where the page and the API are. */
  announce(url: string): void;
  /** Lets the running command end, closes the store and frees the folder, once. Commands that wait go to the next owner. */
  close(): Promise<void>;
}

/** Between two attempts to become the owner, in milliseconds; drawn apart so that many do not step in time. */
const pause = () => setTimeout(15 + Math.random() * 20);

/** How often a server looks whether the command that owns its folder has ended, in milliseconds. */
const commandCheck = 200;

/**
 * Runs a command on the store of a data folder: in this process where it can own the folder, which then runs commands
 * of others too until none is left, or else in the process that owns it. Answers the exit code.
 */
export async function withStore(command: {
  readonly folder: string;
  readonly argv: readonly string[];
  readonly io: CommandIo;
  readonly open: (folder: string) => Promise<OpenedStore>;
}): Promise<number> {
  const { folder, argv, io, open } = command;
  const claim = await claimOrMeet(folder, 'command', (other) => sendCommand(other, argv, io));
  if (claim.kind === 'done') return claim.result;
  try {
    claim.owner.serve(await open(folder));
    const code = await claim.owner.run(argv, io);
    await claim.owner.idle();
    return code;
  } finally {
    await claim.owner.close();
  }
}

/** What a server got: the folder, or the record of the server that has it already. */
export type ServerClaim =
  | { readonly kind: 'owner'; readonly owner: Owner }
  | { readonly kind: 'served'; readonly by: OwnerRecord };

/** Makes this process, which means to stay, the owner of a data folder. A command that owns it is waited for. */
export async function claimFolder(folder: string): Promise<ServerClaim> {
  const claim = await claimOrMeet(folder, 'server', async (other) => {
    const meeting = await greetOwner(other);
    if (meeting.kind !== 'done' || other.role === 'server') return meeting;
    await setTimeout(commandCheck);
    return { kind: 'leaving' };
  });
  return claim.kind === 'done' ? { kind: 'served', by: claim.result } : claim;
}

type Claim<Result> =
  | { readonly kind: 'owner'; readonly owner: Owner }
  | { readonly kind: 'done'; readonly result: Result };

async function claimOrMeet<Result>(
  folder: string,
  role: OwnerRecord['role'],
  meet: (other: OwnerRecord) => Promise<Meeting<Result>>,
): Promise<Claim<Result>> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause) => {
    throw new CodesetError('STORE_FOLDER', `${folder} is no folder and cannot be made one`, 1, { cause });
  });
  for (let absentSince: number | undefined; ; await pause()) {
    const owner = await tryOwn(folder, role);
    if (owner) return { kind: 'owner', owner };
    const other = readOwnerRecord(folder);
    const meeting: Meeting<Result> = other ? await meet(other) : { kind: 'absent' };
    if (meeting.kind === 'done') return meeting;
    // Nobody there for a moment is an owner that starts or ends; for longer, one that will not answer.
    absentSince = meeting.kind === 'absent' ? (absentSince ?? Date.now()) : undefined;
    const absentTooLong = absentSince !== undefined && Date.now() - absentSince > patience;
    if (meeting.kind === 'silent' || absentTooLong) throw busy(folder, other);
  }
}

/**
 * Listens before it tries the lock and leaves its record right after: whoever finds the folder locked finds out at
 * once by whom, however long the owner then takes to open its store.
 */
async function tryOwn(folder: string, role: OwnerRecord['role']): Promise<Owner | undefined> {
  const desk = createDesk();
  const token = randomBytes(32).toString('base64url');
  const listener = await listenForCommands(desk, token);
  const lock = await tryLock(folder).catch(async (error) => {
    await listener.close();
    throw error;
  });
  if (!lock) return listener.close().then(() => undefined);
  const record = { pid: process.pid, port: listener.port, token, startedAt: new Date().toISOString(), role };
  writeOwnerRecord(folder, record);
  const owner = ownerOf(folder, record, { desk, lock, listener });
  try {
    await ensureFormat(folder);
    return owner;
  } catch (error) {
    await owner.close();
    throw error;
  }
}

interface Hold {
  readonly desk: CommandDesk;
  readonly lock: OwnerLock;
  readonly listener: CommandListener;
}

function ownerOf(folder: string, record: OwnerRecord, { desk, lock, listener }: Hold): Owner {
  let closing: Promise<void> | undefined;
  return {
    serve: desk.serve,
    exclusively: desk.exclusively,
    idle: desk.idle,
    async run(argv, io) {
      const code = await desk.run(argv, io);
      if (code === undefined) throw new CodesetError('STORE_CLOSED', 'the store is closed already');
      return code;
    },
    announce: (url) => writeOwnerRecord(folder, { ...record, url }),
    close: () => (closing ??= leave(folder, { desk, lock, listener })),
  };
}

async function leave(folder: string, { desk, lock, listener }: Hold): Promise<void> {
  try {
    await desk.close();
  } finally {
    removeOwnerRecord(folder);
    await lock.release();
    await listener.close();
  }
}

function busy(folder: string, owner: OwnerRecord | undefined): CodesetError {
  const who = owner
    ? `process ${owner.pid} (port ${owner.port}, since ${owner.startedAt})`
    : 'a process that left no word of itself';
  const remedy = owner ? `wait, or end it (kill ${owner.pid}), and try again` : 'wait and try again';
  return new CodesetError(
    'STORE_BUSY',
    `the store in ${folder} is in use by ${who}, which does not answer: ${remedy}`,
    3,
  );
}
