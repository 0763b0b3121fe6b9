import * as z from 'zod';
import { purgeClaims } from '../../claims/purge-claims.ts';
import { listSweeps, steerSweep } from '../../queries/list-sweeps.ts';
import { type Operation, operation } from '../operation.ts';
import { parameters } from '../parameters.ts';

const { release } = parameters;
const deed = z.enum(['cancel', 'resume']);

/** Work over all that is stored: re-checks, and what is deleted for good. */
export const sweepOperations: readonly Operation[] = [
  operation({
    id: 'listSweeps',
    path: '/v1/sweeps',
    summary: 'The re-check that each release has caused, and how far it is',
    scope: 'sources:read',
    lasts: 'moment',
    inPath: {},
    query: {},
    response: 'sweeps',
    problems: [],
    answer: (service) => listSweeps(service)(),
  }),
  operation({
    id: 'steerSweep',
    method: 'POST',
    path: '/v1/sweeps/{release}/{deed}',
    summary: 'Cancel the re-check of a release, or resume it; what is left stays on the books meanwhile',
    scope: 'releases:decide',
    lasts: 'moment',
    inPath: { release, deed },
    query: {},
    response: 'sweep',
    problems: ['unknown-release', 'not-found'],
    answer: (service, asked) => steerSweep(service)(asked.release, asked.deed),
  }),
  operation({
    id: 'purgeClaims',
    method: 'POST',
    path: '/v1/purges',
    summary: 'Delete claims for good, with their findings and answers; counts only, until confirmed',
    scope: 'claims:purge',
    lasts: 'moment',
    inPath: {},
    query: {},
    body: z.strictObject({
      closedBefore: z.iso.date().nullable().meta({ description: 'Null: everything that the account holds.' }),
      confirm: z.boolean().default(false).meta({ description: 'Without it nothing is deleted.' }),
    }),
    response: 'purge',
    problems: [],
    answer: (service, { body: { closedBefore, confirm } }, { account }) => {
      const order = { account, closedBefore, dryRun: !confirm };
      return service.purge ? service.purge(order) : purgeClaims({ ...service, clearTraces: async () => 0 })(order);
    },
  }),
];
