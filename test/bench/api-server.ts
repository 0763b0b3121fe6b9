import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpServer } from '../../infra/local/http-server.ts';
import { fullSizeReleases } from '../support/full-size-releases.ts';
import { ingestFile } from '../support/release-chain.ts';
import { emptyApp, serviceOf } from '../support/sample-world.ts';

/**
 * The servers that `bench:api` asks, in a process of their own: `api`, over a full-size store in memory, and `bare`,
 * which answers the same bytes to everything. Prints its port, and what there is to ask for.
 */
const [kind = 'api', constant = ''] = process.argv.slice(2);
if (kind === 'bare') listen(bareServer(Buffer.from(constant, 'base64').toString('utf8')), {});
else {
  const app = await emptyApp();
  for (const file of fullSizeReleases()) await ingestFile(app, file);
  const { secret } = await app.manageAccess.makeKey('local', { name: 'bench', role: 'reader', by: 'bench' });
  const book = await app.codeSets.codeBook(await app.codeSets.state('HCPCS'));
  listen(createHttpServer(serviceOf(app)), { key: secret, codes: [...book!.codes()] });
}

function bareServer(body: string) {
  const headers = { 'Content-Type': 'application/json' };
  return createServer((_, response) => {
    response.writeHead(200, headers);
    response.end(body);
  });
}

function listen(server: ReturnType<typeof createServer>, told: object): void {
  server.listen(0, '127.0.0.1', () =>
    console.log(JSON.stringify({ port: (server.address() as AddressInfo).port, ...told })),
  );
}
