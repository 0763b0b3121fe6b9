import * as z from 'zod';
import { checkRequestForm } from '../../../shared/api/check-request-form.ts';
import { storedClaim } from '../../queries/stored-claim.ts';
import { whereUsed } from '../../queries/where-used.ts';
import { checkSent } from '../check-sent.ts';
import { asCsv } from '../csv.ts';
import { findingsOfCheckTable } from '../csv-tables.ts';
import { type Operation, operation } from '../operation.ts';
import { parameters } from '../parameters.ts';
import { Refused } from '../problems.ts';

const { code } = parameters;

/** In bytes: what the cloud hands to a function in one piece, less its wrapping. */
export const longestClaimFile = 4 * 1024 * 1024;

/** Claims: those stored, and what is wrong with those that are only shown. */
export const claimOperations: readonly Operation[] = [
  operation({
    id: 'getCodeUse',
    path: '/v1/codes/{code}/use',
    summary: 'How many open claim lines use a code or modifier',
    scope: 'claims:read',
    lasts: 'moment',
    inPath: { code },
    query: {},
    response: 'code-use',
    problems: [],
    answer: (service, { code }, { account }) => whereUsed(service)(account, code, service.today()),
  }),
  operation({
    id: 'getClaim',
    path: '/v1/claims/{claimId}',
    summary: 'A stored claim, without anything of the patient',
    scope: 'claims:read',
    lasts: 'moment',
    inPath: { claimId: z.string().min(1).max(80) },
    query: {},
    response: 'claim',
    problems: ['not-found'],
    answer: async (service, { claimId }, { account }) => {
      const claim = await storedClaim(service)(account, claimId);
      if (!claim) throw new Refused('not-found', 'No claim of that id is stored.');
      return claim;
    },
  }),
  operation({
    id: 'checkClaims',
    method: 'POST',
    asks: true,
    path: '/v1/check',
    summary: 'What would be rejected, before it is billed; nothing is stored',
    scope: 'claims:check',
    lasts: 'moment',
    inPath: {},
    query: {},
    body: checkRequestForm,
    files: {
      'application/edi-x12': 'An 837P or 837I file',
      'text/csv': 'One claim line a row, under a header row',
      'application/fhir+json': 'A FHIR R4 Claim, or a Bundle of them',
      'application/x-ndjson': 'FHIR R4 Claims, one a line',
    },
    longestBody: longestClaimFile,
    response: 'check',
    formats: asCsv(findingsOfCheckTable),
    problems: ['no-code-set'],
    answer: (service, { body }, { account }) => checkSent(service, body, account),
  }),
];
