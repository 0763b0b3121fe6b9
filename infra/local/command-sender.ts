import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { CodesetError } from '../../shared/errors.ts';
import { type CommandIo, commandPath, type Frame, ownerPath, parseFrame } from './command.ts';
import type { OwnerRecord } from './owner-record.ts';

/** How long an owner may be silent, in milliseconds. */
export const patience = 1000;

/** How often that is granted to an owner that is silent because it computes. */
const busyRounds = 60;

/**
 * What came of asking the owner: done; it is alive but about to end, so try again; nobody listens there (any more, or
 * yet); or somebody listens and does not answer.
 */
export type Meeting<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'leaving' | 'absent' | 'silent' };

/** Runs a command in the owner, its text coming out here; the result is its exit code. */
export async function sendCommand(
  owner: OwnerRecord,
  argv: readonly string[],
  io: CommandIo,
): Promise<Meeting<number>> {
  let started = false;
  let exit: number | undefined;
  const body = JSON.stringify({ argv, cwd: io.cwd, isTTY: io.isTTY, columns: io.columns });
  const kind = await exchange(owner, { method: 'POST', path: commandPath, body }, (frame) => {
    if ('started' in frame) started = true;
    if ('stdout' in frame) io.stdout(frame.stdout);
    if ('stderr' in frame) io.stderr(frame.stderr);
    if ('exit' in frame) exit = frame.exit;
  });
  if (exit !== undefined) return { kind: 'done', result: exit };
  if (started) throw endedMidway(owner);
  return { kind };
}

/** Asks whether the owner is there and answers. */
export async function greetOwner(owner: OwnerRecord): Promise<Meeting<OwnerRecord>> {
  let accepted = false;
  const kind = await exchange(owner, { method: 'GET', path: ownerPath, body: '' }, () => {
    accepted = true;
  });
  return accepted ? { kind: 'done', result: owner } : { kind };
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

async function exchange(
  owner: OwnerRecord,
  { method, path, body }: Call,
  take: (frame: Frame) => void,
): Promise<'leaving' | 'absent' | 'silent'> {
  const answered = new AbortController();
  // Refused or broken: the owner is gone, or just going if it was heard before.
  const broken = (error: unknown) => {
    if (error instanceof CodesetError) throw error;
    return answered.signal.aborted ? 'leaving' : 'absent';
  };
  const headers = { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' };
  const call = request({ host: '127.0.0.1', port: owner.port, method, path, headers, agent: false });
  const response = new Promise<IncomingMessage>((resolve, reject) =>
    call.once('response', resolve).once('error', reject),
  );
  const outcome = response.then(async (message) => {
    if (message.statusCode === 503) return 'leaving';
    // Another owner, or another program on the port of one that was killed.
    if (message.statusCode !== 200) return 'absent';
    for await (const frame of framesOf(message)) {
      answered.abort();
      if ('accepted' in frame) call.end(body);
      take(frame);
    }
    return 'leaving';
  });
  call.flushHeaders();
  try {
    return await Promise.race([outcome.catch(broken), silence(owner.pid, answered.signal)]);
  } finally {
    answered.abort();
    call.destroy();
  }
}

/** Text is cut at line feeds alone: other line ends may stand in what a command prints. */
async function* framesOf(message: IncomingMessage): AsyncIterable<Frame> {
  let rest = '';
  message.setEncoding('utf8');
  for await (const chunk of message) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield parseFrame(line);
  }
}

/**
 * Ends when the owner has been silent for too long, and never once it answered. An owner in the middle of a long
 * computation (a workbook takes seconds) cannot answer, yet uses its processor: it is waited for.
 */
async function silence(pid: number, answered: AbortSignal): Promise<'silent'> {
  try {
    let used = processorTime(pid);
    for (let round = 1; round <= busyRounds; round += 1) {
      await setTimeout(patience, undefined, { signal: answered });
      const now = processorTime(pid);
      if (now === undefined || now === used) break;
      used = now;
    }
    return 'silent';
  } catch {
    return new Promise(() => {});
  }
}

/** Of a process, in clock ticks (user and system), where Linux tells; fields 14 and 15 of its `stat`. */
function processorTime(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return undefined;
  }
}

function endedMidway(owner: OwnerRecord): CodesetError {
  return new CodesetError(
    'OWNER_ENDED',
    `process ${owner.pid}, which owned the store, ended while it ran this command; ` +
      'what was written stays and is not written twice: run the command again',
  );
}
