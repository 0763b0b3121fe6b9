import * as z from 'zod';
import { listImports, oneImport } from '../../queries/list-imports.ts';
import { type Operation, operation } from '../operation.ts';

/** Reports of what came in. */
export const importOperations: readonly Operation[] = [
  operation({
    id: 'listImports',
    path: '/v1/imports',
    summary: 'Imports of claims and of what payers say of them, the latest first',
    scope: 'claims:read',
    lasts: 'moment',
    inPath: {},
    query: {},
    response: 'imports',
    problems: [],
    answer: (service, _, { account }) => listImports(service)(account),
  }),
  operation({
    id: 'getImport',
    path: '/v1/imports/{id}',
    summary: 'One import: what was read, stored already, refused, with place and reason',
    scope: 'claims:read',
    lasts: 'moment',
    inPath: { id: z.string().min(1).max(80) },
    query: {},
    response: 'import',
    problems: ['not-found'],
    answer: (service, asked, { account }) => oneImport(service)(account, asked.id),
  }),
];
