import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { apiOf } from './sample-world.ts';

/** The HTTP app behind a port of this machine, until it is closed. */
export async function listening(api: ReturnType<typeof apiOf>): Promise<{ url: string; close(): Promise<void> }> {
  const server = serve({ fetch: api.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((listens) => server.once('listening', listens));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((closed) => void server.close(() => closed())),
  };
}
