import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface RunningFunction {
  readonly name: string;
  /** From the start of the process until it asked for its first event. */
  readonly importMs: () => number | undefined;
  readonly log: () => string;
  invoke(event: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export interface FunctionSpec {
  readonly name: string;
  /** Holds the bundle, `index.mjs`. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Imported before the bundle: takes the outside world away. */
  readonly preload?: string;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

const ownClient = fileURLToPath(new URL('runtime-client.mjs', import.meta.url));

/** A bundle in a process of its own, which asks a runtime API of ours for its events, as it asks Lambda's. */
export async function runFunction({ name, folder, environment, preload }: FunctionSpec): Promise<RunningFunction> {
  const begun = performance.now();
  const due: { id: string; event: unknown }[] = [];
  const pending = new Map<string, Pending>();
  let asking: ServerResponse | undefined;
  let importMs: number | undefined;
  let failedToStart: Error | undefined;
  let log = '';

  const give = () => {
    const next = asking && due.shift();
    if (!next) return;
    asking!.writeHead(200, {
      'lambda-runtime-aws-request-id': next.id,
      'lambda-runtime-deadline-ms': `${Date.now() + 60_000}`,
      'lambda-runtime-invoked-function-arn': `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
      'content-type': 'application/json',
    });
    asking!.end(JSON.stringify(next.event));
    asking = undefined;
  };

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '';
    if (path.endsWith('/invocation/next')) {
      importMs ??= performance.now() - begun;
      asking = response;
      give();
      return;
    }
    const [, id = '', kind] = /\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : null;
    if (kind === 'response') pending.get(id)?.resolve(body);
    if (kind === 'error') pending.get(id)?.reject(new Error(body.errorMessage));
    if (path.endsWith('/init/error')) fail(new Error(`${name} does not start: ${body.errorMessage}`));
    pending.delete(id);
    response.writeHead(202).end('{}');
  });
  const fail = (error: Error) => {
    failedToStart = error;
    for (const { reject } of pending.values()) reject(error);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const child = start(
    { name, folder, environment, ...(preload ? { preload } : {}) },
    (server.address() as AddressInfo).port,
  );
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  child.on('exit', () => fail(failedToStart ?? new Error(`${name} ended: ${log.slice(-2000)}`)));
  return {
    name,
    importMs: () => importMs,
    log: () => log,
    invoke: (event) =>
      new Promise((resolve, reject) => {
        if (failedToStart) return reject(failedToStart);
        const id = randomUUID();
        pending.set(id, { resolve, reject });
        due.push({ id, event });
        give();
      }),
    async close() {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function start({ name, folder, environment, preload }: FunctionSpec, port: number): ChildProcess {
  const client = process.env.LAMBDA_RUNTIME_CLIENT;
  const argv = client ? [client, 'index.handler'] : [ownClient];
  return spawn(process.env.LAMBDA_NODE ?? process.execPath, [...(preload ? ['--import', preload] : []), ...argv], {
    cwd: folder,
    stdio: 'pipe',
    env: {
      PATH: process.env.PATH,
      ...environment,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
      AWS_LAMBDA_FUNCTION_NAME: name,
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: 'index.handler',
      AWS_REGION: 'us-east-1',
      // The rights of a caller are looked up by its access key.
      AWS_ACCESS_KEY_ID: name,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  });
}
