import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { CommandIo } from '../../../infra/local/command.ts';
import { type CommandDesk, createDesk } from '../../../infra/local/command-desk.ts';
import { listenForCommands } from '../../../infra/local/command-listener.ts';
import { greetOwner, sendCommand } from '../../../infra/local/command-sender.ts';
import type { OwnerRecord } from '../../../infra/local/owner-record.ts';
import { CodesetError } from '../../../shared/errors.ts';

/** A listener with a desk whose commands are noted when they run. */
async function listening() {
  const desk = createDesk();
  const ran: string[] = [];
  const listener = await listenForCommands(desk, 'token');
  onTestFinished(() => desk.close().then(listener.close));
  const run = async ([name = '']: readonly string[], { stdout }: CommandIo) => {
    ran.push(name);
    if (name === 'slow') await setTimeout(150);
    if (name === 'bad') throw new CodesetError('BAD_INPUT', 'this input is bad', 2);
    stdout(`${name} ran`);
    return 0;
  };
  const serve = () => desk.serve({ run, close: async () => {} });
  const record: OwnerRecord = { pid: process.pid, port: listener.port, token: 'token', startedAt: '', role: 'server' };
  return { desk, record, ran, serve };
}

/** A terminal that keeps what is printed. */
function terminal() {
  const printed = { stdout: '', stderr: '' };
  const io: CommandIo = {
    stdout: (text) => {
      printed.stdout += text;
    },
    stderr: (text) => {
      printed.stderr += text;
    },
    cwd: '/',
    isTTY: false,
  };
  return { printed, io };
}

type Headers = Record<string, string>;
const right: Headers = { authorization: 'Bearer token' };

test.each<{ name: string; status: number; headers: Headers; path?: string }>([
  { name: 'no token', status: 401, headers: {} },
  { name: 'another token', status: 401, headers: { authorization: 'Bearer tokem' } },
  { name: 'another host name', status: 403, headers: { ...right, host: 'evil.example' } },
  { name: "a page's origin", status: 403, headers: { ...right, origin: 'http://evil.example' } },
  { name: 'another path', status: 404, headers: right, path: '/' },
  { name: 'the token', status: 200, headers: right },
])('a request with $name is answered with $status', async ({ status, headers, path = '/v1/commands' }) => {
  const { record, ran, serve } = await listening();
  serve();
  const answered = await post(record.port, path, headers, JSON.stringify({ argv: ['x'], cwd: '/', isTTY: false }));
  expect(answered).toBe(status);
  expect(ran).toEqual(status === 200 ? ['x'] : []);
});

test.each(['', '[]', '{"argv":[1],"cwd":"/","isTTY":false}', '{"argv":["x"]}'])(
  'what is no command runs nothing: %s',
  async (body) => {
    const { record, ran, serve } = await listening();
    serve();
    await expect(post(record.port, '/v1/commands', right, body)).rejects.toThrow();
    expect(ran).toEqual([]);
  },
);

test('a command is accepted before the store is open, and runs when it is', async () => {
  const { record, ran, serve } = await listening();
  const { printed, io } = terminal();
  const sent = sendCommand(record, ['x'], io);
  expect(await greetOwner(record)).toMatchObject({ kind: 'done' });
  await setTimeout(1100);
  expect(ran).toEqual([]);
  serve();
  expect(await sent).toEqual({ kind: 'done', result: 0 });
  expect(printed.stdout).toBe('x ran');
});

test('commands run one at a time in the order in which they came, other work in its turn among them', async () => {
  const { desk, record, ran, serve } = await listening();
  serve();
  const slow = sendCommand(record, ['slow'], terminal().io);
  await setTimeout(50);
  const work = desk.exclusively(async () => void ran.push(`work after ${ran.at(-1)}`));
  const last = sendCommand(record, ['last'], terminal().io);
  await Promise.all([slow, work, last]);
  expect(ran).toEqual(['slow', 'work after slow', 'last']);
});

test('an error that escapes a command is told to the one who sent it, with its exit code', async () => {
  const { record, serve } = await listening();
  serve();
  const { printed, io } = terminal();
  expect(await sendCommand(record, ['bad'], io)).toEqual({ kind: 'done', result: 2 });
  expect(printed.stderr).toBe('codeset: this input is bad\n');
});

test('a command whose sender goes away while it waits is not run', async () => {
  const { desk, record, ran, serve } = await listening();
  serve();
  const slow = sendCommand(record, ['slow'], terminal().io);
  await setTimeout(30);
  const gone = request({ host: '127.0.0.1', port: record.port, method: 'POST', path: '/v1/commands', headers: right });
  gone.on('error', () => {}).end(JSON.stringify({ argv: ['gone'], cwd: '/', isTTY: false }));
  await setTimeout(30);
  gone.destroy();
  await slow;
  await idleFor(desk);
  expect(ran).toEqual(['slow']);
});

test('a closing owner turns commands away, the waiting ones too, and says that it leaves', async () => {
  const { desk, record, ran, serve } = await listening();
  serve();
  const slow = sendCommand(record, ['slow'], terminal().io);
  await setTimeout(30);
  const waiting = sendCommand(record, ['waiting'], terminal().io);
  await setTimeout(30);
  const closed = desk.close();
  expect(await sendCommand(record, ['late'], terminal().io)).toEqual({ kind: 'leaving' });
  expect(await waiting).toEqual({ kind: 'leaving' });
  expect(await slow).toEqual({ kind: 'done', result: 0 });
  await closed;
  expect(ran).toEqual(['slow']);
});

test('nobody at the port, or somebody with another token, is told from one who leaves', async () => {
  const { record } = await listening();
  expect(await sendCommand({ ...record, token: 'old' }, ['x'], terminal().io)).toEqual({ kind: 'absent' });
  expect(await sendCommand({ ...record, port: 1 }, ['x'], terminal().io)).toEqual({ kind: 'absent' });
});

async function idleFor(desk: CommandDesk): Promise<void> {
  await desk.idle();
  await setTimeout(30);
}

function post(port: number, path: string, headers: Headers, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, method: 'POST', path, headers }, (response) => {
      response
        .resume()
        .on('error', reject)
        .on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end(body);
  });
}
