/**
 * A command line for the tests of owning a data folder: `node owner-commands.mjs FOLDER COMMAND…`. Commands write to
 * the folder's DynamoDB, so that a second process on the store would be noticed, and to `log` for their order.
 */
import { appendFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CommandIo } from '../../infra/local/command.ts';
import type { OpenedStore } from '../../infra/local/command-desk.ts';
import { folderLayout } from '../../infra/local/data-folder.ts';
import { claimFolder, withStore } from '../../infra/local/owner.ts';
import { CodesetError } from '../../shared/errors.ts';

const [folder = '', ...argv] = process.argv.slice(2);
const io: CommandIo = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  cwd: process.cwd(),
  isTTY: false,
};

type Step = (argument: string, io: CommandIo, put: (key: string) => Promise<unknown>) => Promise<number>;

const commands: Record<string, Step> = {
  async put(key, { stdout }, put) {
    appendFileSync(join(folder, 'log'), `${key}\n`);
    await put(key);
    stdout(`put ${key} in ${process.pid}\n`);
    return 0;
  },
  async sleep(milliseconds, { stdout }) {
    appendFileSync(join(folder, 'log'), `sleep ${milliseconds}\n`);
    stdout(`sleeping in ${process.pid}\n`);
    await setTimeout(Number(milliseconds));
    stdout('slept\n');
    return 0;
  },
  async compute(milliseconds, { stdout }) {
    stdout(`computing in ${process.pid}\n`);
    await setTimeout(50);
    for (const end = Date.now() + Number(milliseconds); Date.now() < end; );
    return 0;
  },
  async print(size, { stdout, stderr }) {
    stdout('line one\u2028still line one\nline two, ünïcode\n');
    stderr('a warning\n');
    stdout('x'.repeat(Number(size)));
    return 7;
  },
  async where(path, { stdout, cwd, isTTY }) {
    stdout(JSON.stringify({ path: resolve(cwd, path), isTTY }));
    return 0;
  },
  async fail() {
    throw new CodesetError('BAD_INPUT', 'this input is bad', 2);
  },
};

async function open(): Promise<OpenedStore> {
  const { PutItemCommand } = await import('@aws-sdk/client-dynamodb');
  const { createTables } = await import('../../infra/local/create-tables.ts');
  const { openLocalDynamo } = await import('../../infra/local/dynamo.ts');
  const { tables } = await import('../../infra/tables.ts');
  const { client, close } = await openLocalDynamo({ path: join(folder, folderLayout.database) });
  await createTables(client, tables);
  const put = (key: string) =>
    client.send(new PutItemCommand({ TableName: 'accounts', Item: { pk: { S: 'KEY' }, sk: { S: key } } }));
  return { close, run: ([name = '', argument = ''], to) => commands[name]!(argument, to, put) };
}

async function serve(): Promise<number> {
  const claim = await claimFolder(folder);
  if (claim.kind === 'served') {
    io.stdout(`served by ${claim.by.pid} at ${claim.by.url}\n`);
    return 1;
  }
  claim.owner.serve(await open());
  claim.owner.announce('http://127.0.0.1:1/');
  process.once('SIGTERM', () => void claim.owner.close());
  io.stdout('serving\n');
  return 0;
}

try {
  process.exitCode = argv[0] === 'serve' ? await serve() : await withStore({ folder, argv, io, open });
} catch (error) {
  if (!(error instanceof CodesetError)) throw error;
  io.stderr(`${error.code}: ${error.message}\n`);
  process.exitCode = error.exitCode;
}
