import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import type { Service } from '../../functions/api/service.ts';
import { type Answering, answering, serverOf } from '../../infra/local/http-server.ts';
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
  const site = await served(answering(serviceOf(app, { uploads, ...more }), uploads), medium);
  base = site.url;
  return site;
}

/** Whatever answers, at a port of this machine. */
export async function served(answer: Answering, medium?: Medium): Promise<Site> {
  const server = serverOf(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, stored: medium ? () => dumpOf(medium) : null, close };
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
}
