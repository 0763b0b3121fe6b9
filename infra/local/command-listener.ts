import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { CodesetError } from '../../shared/errors.ts';
import { type CommandIo, commandPath, type Frame, ownerPath, parseCommand } from './command.ts';
import type { CommandDesk } from './command-desk.ts';

/** In bytes; longer than any command line that an operating system takes. */
const longestBody = 16 * 1024 * 1024;

export interface CommandListener {
  readonly port: number;
  /** Takes no more commands, and ends when the senders have all of their answers. */
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1 for commands that other processes send to the owner of a data folder. */
export async function listenForCommands(desk: CommandDesk, token: string): Promise<CommandListener> {
  const answering = new Set<Promise<unknown>>();
  const server = createServer((request, response) => {
    const answered: Promise<unknown> = once(response, 'close').then(() => answering.delete(answered));
    answering.add(answered);
    void respond({ desk, token }, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async close() {
      server.close();
      await Promise.all(answering);
      server.closeAllConnections();
    },
  };
}

interface Owner {
  readonly desk: CommandDesk;
  readonly token: string;
}

async function respond(owner: Owner, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refuse = (status: number) => void response.writeHead(status, { connection: 'close' }).end();
  if (!isFromLoopback(request)) return refuse(403);
  if (!isToken(owner.token, request.headers.authorization)) return refuse(401);
  if (owner.desk.closing) return refuse(503);
  if (request.method === 'GET' && request.url === ownerPath) return void accept(response).end();
  if (request.method !== 'POST' || request.url !== commandPath) return refuse(404);
  return runSent(owner.desk, request, response);
}

/**
 * The sender gives its command only once it is accepted. So one that lost patience with an owner that was stopped
 * meanwhile (and told its user that nothing was done) is right: the owner wakes to a request without a command.
 */
async function runSent(desk: CommandDesk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const send = (frame: Frame) => void response.write(`${JSON.stringify(frame)}\n`);
  accept(response);
  const command = parseCommand(await bodyOf(request));
  const io: CommandIo = {
    stdout: (text) => send({ stdout: text }),
    stderr: (text) => send({ stderr: text }),
    cwd: command.cwd,
    isTTY: command.isTTY,
    columns: command.columns,
  };
  const mayStart = () => {
    // One whose sender has gone meanwhile is not run for nobody; one that started runs to its end.
    if (response.destroyed || desk.closing) return false;
    send({ started: true });
    return true;
  };
  const code = await desk.run(command.argv, io, mayStart).catch((error: unknown) => failed(error, io));
  if (code !== undefined) send({ exit: code });
  response.end();
}

/** A runner tells its errors itself; one that escaped it must not stay without an answer. */
function failed(error: unknown, io: CommandIo): number {
  io.stderr(`codeset: ${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof CodesetError ? error.exitCode : 1;
}

function accept(response: ServerResponse): ServerResponse {
  response.writeHead(200, { 'content-type': 'application/x-ndjson', connection: 'close' });
  response.write('{"accepted":true}\n');
  return response;
}

/** A page in a browser can reach 127.0.0.1 too, but only under its own name or with its origin told. */
function isFromLoopback({ headers, socket }: IncomingMessage): boolean {
  const names = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`);
  return names.includes(headers.host ?? '') && headers.origin === undefined;
}

function isToken(token: string, authorization: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(`Bearer ${token}`), digest(authorization ?? ''));
}

/** Throws where the sender goes away in the middle, or where it sends more than any command is. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > longestBody) throw new CodesetError('OWNER_REQUEST', 'a command that is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
