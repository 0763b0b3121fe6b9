import * as z from 'zod';
import { lookupRequestForm, translateRequestForm } from '../../../shared/api/bulk-forms.ts';
import { bulkLookup, lookupAsJson } from '../../queries/bulk-lookup.ts';
import { bulkTranslate } from '../../queries/bulk-translate.ts';
import { replacementsFor } from '../../queries/replacements-for.ts';
import { askingFor } from '../../queries/replacements-for-payer.ts';
import { asCsv } from '../csv.ts';
import { lookupTable, replacementsTable, translateTable, versionsTable } from '../csv-tables.ts';
import { knownCode } from '../known-code.ts';
import { type Operation, operation } from '../operation.ts';
import { parameters } from '../parameters.ts';

const { code, on, payer } = parameters;

/** In bytes: a thousand codes, each with a day. */
const bulkBody = 128 * 1024;

/** Codes: what one is on a date, and what is billed instead; one at a time or a thousand. */
export const codeOperations: readonly Operation[] = [
  operation({
    id: 'getCode',
    path: '/v1/codes/{code}',
    summary: 'A code on a date of service, as far as it was known on a day',
    scope: 'public',
    lasts: 'state',
    inPath: { code },
    query: {
      on,
      asKnown: z.iso.date().optional().meta({ description: 'Only what was published by this day counts.' }),
    },
    response: 'code',
    formats: asCsv(versionsTable),
    problems: ['unknown-code', 'no-code-set'],
    answer: (service, asked) => knownCode(service, { ...asked, on: asked.on ?? service.today() }),
  }),
  operation({
    id: 'getReplacements',
    path: '/v1/codes/{code}/replacements',
    summary: 'What to bill instead of a code, for a date of service and a payer',
    scope: 'public',
    lasts: 'state',
    ofAccount: true,
    inPath: { code },
    query: { on, payer },
    response: 'replacements',
    formats: asCsv(replacementsTable),
    problems: [],
    answer: async (service, asked, caller) =>
      replacementsFor(service)({
        ...asked,
        ...(await askingFor(service, caller, asked.payer)),
        on: asked.on ?? service.today(),
      }),
  }),
  operation({
    id: 'lookUpCodes',
    method: 'POST',
    asks: true,
    path: '/v1/lookup',
    summary: 'Up to 1,000 codes, each on its date of service',
    scope: 'public',
    lasts: 'moment',
    inPath: {},
    query: {},
    body: lookupRequestForm,
    longestBody: bulkBody,
    response: 'lookup',
    formats: asCsv(lookupTable),
    asJson: lookupAsJson,
    problems: [],
    answer: (service, { body }) => bulkLookup(service)(body, service.today()),
  }),
  operation({
    id: 'translateCodes',
    method: 'POST',
    asks: true,
    path: '/v1/translate',
    summary: 'What to bill instead of up to 1,000 codes, each on its date of service',
    scope: 'public',
    lasts: 'moment',
    inPath: {},
    query: {},
    body: translateRequestForm,
    longestBody: bulkBody,
    response: 'translate',
    formats: asCsv(translateTable),
    problems: [],
    answer: async (service, { body }, caller) =>
      bulkTranslate(service)(body, service.today(), await askingFor(service, caller, body.payer)),
  }),
];
