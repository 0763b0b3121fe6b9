import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import type { Service } from '../../functions/api/service.ts';
import { createHttpServer } from '../../infra/local/http-server.ts';
import { type Dump, dumpOf, type Medium, type RunningApp } from '../support/medium.ts';
import { serviceOf, uploadsTo } from '../support/sample-world.ts';
import { chromiumArguments, chromiumPath } from './chromium.ts';

/** The pages of a store at an address of this machine. */
export interface Site {
  readonly url: string;
  /** Everything that is stored behind them, where the medium is at hand. */
  readonly stored: (() => Promise<Dump>) | null;
  close(): Promise<void>;
}

export async function serve(app: RunningApp, more: Partial<Service> = {}, medium?: Medium): Promise<Site> {
  let base = '';
  const uploads = uploadsTo(app, () => base);
  const server = createHttpServer(serviceOf(app, { uploads, ...more }), uploads);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  base = `http://127.0.0.1:${port}`;
  return { url: base, stored: medium ? () => dumpOf(medium) : null, close };
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
}
