import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Serving } from '../../../shared/api/command-forms.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { serverOf } from '../http-server.ts';
import type { LocalApp } from '../local-app.ts';
import type { Owner } from '../owner.ts';
import type { Context } from './context.ts';
import type { ServeOptions } from './local-service.ts';
import { StoreShow } from './store-show.ts';

/** Serves until the process is told to stop; `tell` hears where, once it listens. */
export async function serveUntilStopped(
  context: Context,
  app: LocalApp,
  owner: Owner,
  options: ServeOptions,
  tell: (serving: Serving) => void,
): Promise<void> {
  let url = '';
  const show = new StoreShow(context, { app, owner }, options, () => url);
  try {
    const { server, port } = await listening(serverOf(show.answer), options.port);
    url = `http://127.0.0.1:${port}`;
    owner.announce(url);
    tell({ url: `${url}/`, api: `${url}/v1`, key: show.key });
    await new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
    });
    await new Promise((closed) => server.close(closed));
  } finally {
    await show.close();
  }
}

export function servingText({ url, api, key }: Serving): string {
  return `\nPages  ${url}\nAPI    ${api}   (claims and findings need the key ${key})\nStop with Ctrl-C.\n`;
}

function listening(server: Server, port: number): Promise<{ server: Server; port: number }> {
  return new Promise((resolveServer, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken ? new CodesetError('PORT', `port ${port} on 127.0.0.1 is taken; choose another with --port`) : error,
      );
    });
    server.listen(port, '127.0.0.1', () => resolveServer({ server, port: (server.address() as AddressInfo).port }));
  });
}
