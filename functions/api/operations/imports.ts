import * as z from 'zod';
import { uploadRequestForm } from '../../../shared/api/import-forms.ts';
import { expectUpload } from '../../claims/expect-upload.ts';
import { listImports, oneImport } from '../../queries/list-imports.ts';
import { type Operation, operation } from '../operation.ts';
import { parameters } from '../parameters.ts';

/** What comes in, and reports of what came in. */
export const importOperations: readonly Operation[] = [
  operation({
    id: 'announceImport',
    method: 'POST',
    path: '/v1/imports',
    summary: 'Announce a file of claims, or of what payers say of them; the answer says where to send it',
    scope: 'claims:write',
    lasts: 'moment',
    inPath: {},
    query: {},
    body: uploadRequestForm,
    // Whoever has the address may send a file.
    shownOnce: true,
    response: 'upload',
    status: 201,
    problems: [],
    answer: (service, { body }, { account }) => expectUpload(service)(account, body),
  }),
  operation({
    id: 'listImports',
    path: '/v1/imports',
    summary: 'Imports of claims and of what payers say of them, the latest first',
    scope: 'claims:read',
    lasts: 'moment',
    inPath: {},
    query: { cursor: parameters.cursor, limit: parameters.limit },
    response: 'imports',
    problems: [],
    answer: (service, { cursor, limit }, { account }) => listImports(service)({ account, cursor, limit }),
  }),
  operation({
    id: 'getImport',
    path: '/v1/imports/{id}',
    summary: 'One import: how far it is, what was read, stored already, refused, with place and reason',
    scope: 'claims:read',
    lasts: 'moment',
    inPath: { id: z.string().min(1).max(80) },
    query: {},
    response: 'import',
    problems: ['not-found'],
    answer: (service, asked, { account }) => oneImport(service)(account, asked.id),
  }),
];
