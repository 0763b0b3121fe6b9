import { readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderLayout } from '../../../infra/local/data-folder.ts';
import { openLocalDynamo } from '../../../infra/local/dynamo.ts';
import { readOwnerRecord } from '../../../infra/local/owner-record.ts';
import { compiled, type Started, start } from '../../support/child-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let script = '';
beforeAll(async () => {
  const built = await compiled('test/support/owner-commands.ts');
  script = built.script;
  return built.remove;
});

const run = (folder: string, ...argv: string[]): Started => start(script, [folder, ...argv]);
const log = (folder: string) => readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');

async function startServer(folder: string): Promise<Started> {
  const server = run(folder, 'serve');
  await server.printed('serving');
  return server;
}

async function storedKeys(folder: string, keys: readonly string[]): Promise<string[]> {
  const { client, close } = await openLocalDynamo({ path: join(folder, folderLayout.database) });
  const get = (key: string) => new GetItemCommand({ TableName: 'accounts', Key: { pk: { S: 'KEY' }, sk: { S: key } } });
  const items = await Promise.all(keys.map((key) => client.send(get(key))));
  await close();
  return items.flatMap(({ Item }) => Item?.sk?.S ?? []);
}

describe('commands on one data folder', () => {
  test('started at once, ten of them, each run exactly once and without an error', async () => {
    const folder = tempFolder();
    const keys = Array.from({ length: 10 }, (_, n) => `key-${n}`);
    const ended = await Promise.all(keys.map((key) => run(folder, 'put', key).ended));
    expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(keys.map(() => ({ code: 0, stderr: '' })));
    expect(ended.map(({ stdout }) => stdout.split(' ')[1])).toEqual(keys);
    expect(log(folder).sort()).toEqual(keys);
    expect(await storedKeys(folder, keys)).toEqual(keys);
  });

  test('one after another, each own the folder in turn', async () => {
    const folder = tempFolder();
    const first = await run(folder, 'put', 'a').ended;
    const second = await run(folder, 'put', 'b').ended;
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout.split(' ')[3]).not.toBe(second.stdout.split(' ')[3]);
    expect(readOwnerRecord(folder)).toBeUndefined();
  });

  test('go to the first process, which stays until the others are done', async () => {
    const folder = tempFolder();
    const first = run(folder, 'sleep', '1500');
    await first.printed('sleeping');
    const others = await Promise.all(['a', 'b'].map((key) => run(folder, 'put', key).ended));
    const { code } = await first.ended;
    expect([code, ...others.map((other) => other.code)]).toEqual([0, 0, 0]);
    for (const { stdout } of others) expect(stdout).toContain(` in ${first.child.pid}\n`);
    expect(log(folder)[0]).toBe('sleep 1500');
  });

  test('are answered by a server, with text, exit code and directory of the sender', async () => {
    const folder = tempFolder();
    const server = await startServer(folder);
    const cwd = realpathSync(tempFolder());
    const [print, where, fail] = await Promise.all([
      run(folder, 'print', '3000000').ended,
      start(script, [folder, 'where', 'claims.csv'], { cwd }).ended,
      run(folder, 'fail').ended,
    ]);
    const text = `line one\u2028still line one\nline two, ünïcode\n${'x'.repeat(3_000_000)}`;
    expect(print).toMatchObject({ code: 7, stderr: 'a warning\n' });
    expect(print.stdout === text).toBe(true);
    expect(JSON.parse(where.stdout)).toEqual({ path: join(cwd, 'claims.csv'), isTTY: false });
    expect(fail).toMatchObject({ code: 2, stderr: 'codeset: this input is bad\n' });
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    expect((await run(folder, 'put', 'later').ended).code).toBe(0);
  });

  test('wait for an owner that computes, and cannot answer meanwhile', async () => {
    const folder = tempFolder();
    const owner = run(folder, 'compute', '1800');
    await owner.printed('computing');
    await setTimeout(100);
    const sent = await run(folder, 'put', 'a').ended;
    expect(sent).toMatchObject({ code: 0, stderr: '' });
    expect(sent.seconds).toBeGreaterThan(1.5);
  });
});

describe('a server', () => {
  test('that finds another one learns where it is', async () => {
    const folder = tempFolder();
    const server = await startServer(folder);
    const second = await run(folder, 'serve').ended;
    expect(second).toMatchObject({ code: 1, stdout: `served by ${server.child.pid} at http://127.0.0.1:1/\n` });
  });

  test('waits for a command that owns the folder', async () => {
    const folder = tempFolder();
    const command = run(folder, 'sleep', '400');
    await command.printed('sleeping');
    await startServer(folder);
    expect((await command.ended).code).toBe(0);
    expect((await run(folder, 'put', 'a').ended).code).toBe(0);
  });

  test('that is told to end lets its command finish and leaves the waiting ones to the next owner', async () => {
    const folder = tempFolder();
    const server = await startServer(folder);
    const running = run(folder, 'sleep', '600');
    await running.printed('sleeping');
    const waiting = run(folder, 'put', 'a');
    await setTimeout(300);
    server.child.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 0, stdout: `sleeping in ${server.child.pid}\nslept\n` });
    expect(await waiting.ended).toMatchObject({ code: 0, stdout: `put a in ${waiting.child.pid}\n` });
    expect(log(folder)).toEqual(['sleep 600', 'a']);
  });
});

describe('an owner that is gone or silent', () => {
  test('killed: its record is overwritten and the next command runs', async () => {
    const folder = tempFolder();
    const server = await startServer(folder);
    expect((await run(folder, 'put', 'before').ended).code).toBe(0);
    server.child.kill('SIGKILL');
    const ended = await server.ended;
    expect(ended.signal).toBe('SIGKILL');
    expect(readOwnerRecord(folder)?.pid).toBe(server.child.pid);
    const after = run(folder, 'put', 'after');
    expect(await after.ended).toMatchObject({ code: 0, stdout: `put after in ${after.child.pid}\n` });
    expect(await storedKeys(folder, ['before', 'after'])).toEqual(['before', 'after']);
  });

  test('killed in the middle: what ran there fails and says so, what waited runs elsewhere', async () => {
    const folder = tempFolder();
    const server = await startServer(folder);
    const running = run(folder, 'sleep', '20000');
    await running.printed('sleeping');
    const waiting = run(folder, 'put', 'a');
    await setTimeout(300);
    server.child.kill('SIGKILL');
    const ended = await running.ended;
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`OWNER_ENDED: process ${server.child.pid}`);
    expect(await waiting.ended).toMatchObject({ code: 0, stdout: `put a in ${waiting.child.pid}\n` });
    expect(log(folder)).toEqual(['sleep 20000', 'a']);
  });

  test('stopped: exit 3 after a second, naming process, port and since when', async () => {
    const folder = tempFolder();
    const server = await startServer(folder);
    const { port, startedAt } = readOwnerRecord(folder)!;
    server.child.kill('SIGSTOP');
    const refused = await run(folder, 'put', 'a').ended;
    expect(refused.code).toBe(3);
    for (const named of [`process ${server.child.pid}`, `port ${port}`, startedAt])
      expect(refused.stderr).toContain(named);
    // A second of patience; the rest is the start of the process on a busy machine.
    expect(refused.seconds).toBeLessThan(4);
    server.child.kill('SIGCONT');
    expect((await run(folder, 'put', 'b').ended).code).toBe(0);
    expect(log(folder)).toEqual(['b']);
  });
});

describe('the data folder', () => {
  test('of another format is refused with the remedy and left as it is', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, folderLayout.format), '{"format":2}');
    const refused = await run(folder, 'put', 'a').ended;
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(`STORE_FORMAT: the data folder ${folder} was written by a newer version`);
    expect(() => statSync(join(folder, folderLayout.database))).toThrow();
  });

  test('is made, for this user alone, and marked with the format', async () => {
    const folder = join(tempFolder(), 'deep', 'data');
    expect((await run(folder, 'put', 'a').ended).code).toBe(0);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, folderLayout.format), 'utf8'))).toEqual({ format: 1 });
  });

  test('that is a file is an error that names it', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    expect(await run(file, 'put', 'a').ended).toMatchObject({
      code: 1,
      stderr: `STORE_FOLDER: ${file} is no folder and cannot be made one\n`,
    });
  });
});
