import * as z from 'zod';
import { holdingType } from '../../../shared/api/holding-forms.ts';
import { payerLoadForm, signoffItem } from '../../../shared/api/signoff-forms.ts';
import { worklistTypes } from '../../../shared/api/worklist-forms.ts';
import { findingStatuses } from '../../../shared/claims/finding-life.ts';
import { readHoldings } from '../../../shared/holdings/read-holdings.ts';
import { worklistOrders } from '../../../shared/worklist/order.ts';
import { auditedAtMost, auditFindings } from '../../queries/audit-findings.ts';
import { listHoldings } from '../../queries/list-holdings.ts';
import { heldChoices, worklist } from '../../queries/worklist.ts';
import { describeSignoff, holdForPayer, listLoads, releaseHold, signOff } from '../../worklist/sign-off.ts';
import { worklistTable } from '../../worklist/worklist-table.ts';
import { asCsv } from '../csv.ts';
import { findingFilters } from '../finding-filters.ts';
import { type Operation, operation, SentFile } from '../operation.ts';
import { parameters } from '../parameters.ts';
import type { Service } from '../service.ts';

const { code, cursor, limit, release } = parameters;
const list = z
  .string()
  .regex(/^[\w.-]{1,40}$/)
  .meta({ description: 'Which list of its type it is.' });
const item = { release, item: signoffItem };
const payer = z.string().min(1).max(80).meta({ description: 'The payer as its claims name it.' });
const note = z.string().max(500).nullish().meta({ description: 'What is worth knowing about it.' });

/** In bytes: so much is judged and stored within one request; longer lists go by the command line. */
const largestList = 1024 * 1024;

/** Lists that are held beside claims, what is to be done about them and about claims, and the update signed off. */
export const worklistOperations: readonly Operation[] = [
  operation({
    id: 'getWorklist',
    path: '/v1/worklists',
    summary: 'What is to be done about claims, or one type of list, with old and new line',
    scope: 'findings:read',
    audited: true,
    lasts: 'moment',
    inPath: {},
    query: {
      type: z.enum(worklistTypes).default('claims').meta({ description: 'A worklist of its own for each.' }),
      by: z.enum(worklistOrders).default('money').meta({ description: 'What the list is sorted by.' }),
      ...findingFilters,
      held: z
        .enum(heldChoices)
        .default('with')
        .meta({ description: 'Lines that only wait for their payer: with the first page, alone, or not at all.' }),
      cursor,
      limit,
    },
    response: 'worklist',
    formats: asCsv(worklistTable),
    problems: [],
    answer: (service, asked, { account }) => worklist(service)({ ...asked, account, today: service.today() }),
  }),
  operation({
    id: 'auditFindings',
    path: '/v1/audit',
    summary: 'Patterns over findings by clinic, payer, code, rule and month, systemic issues first',
    scope: 'findings:read',
    lasts: 'moment',
    inPath: {},
    query: {
      status: z
        .enum([...findingStatuses, 'all'])
        .optional()
        .meta({ description: 'Open and assigned where none is named; all: but for those that were cleared.' }),
      atMost: z.coerce
        .number()
        .int()
        .min(1)
        .max(auditedAtMost)
        .default(auditedAtMost)
        .meta({ description: 'So many findings are read, those with the most money.' }),
    },
    response: 'audit',
    problems: [],
    answer: (service, asked, { account }) => auditFindings(service)({ ...asked, account, today: service.today() }),
  }),
  operation({
    id: 'listHoldings',
    path: '/v1/holdings',
    summary: 'Lists that are held beside claims, and their lines',
    scope: 'holdings:read',
    lasts: 'moment',
    inPath: {},
    query: {
      type: holdingType.optional(),
      list: list.optional(),
      code: code.optional(),
      wrong: z.stringbool().optional().meta({ description: 'Only lines that are wrong now or soon.' }),
      closed: z.stringbool().optional().meta({ description: 'Lines that have gone from their list instead.' }),
      limit,
    },
    response: 'holdings',
    problems: [],
    answer: (service, asked, { account }) => listHoldings(service)({ ...asked, account, today: service.today() }),
  }),
  operation({
    id: 'importHoldings',
    method: 'PUT',
    path: '/v1/holdings/{type}/{list}',
    summary: 'Take in a list; it replaces the version of that list before it',
    scope: 'holdings:write',
    lasts: 'moment',
    inPath: { type: holdingType, list },
    query: {
      asOf: z.iso.date().optional().meta({ description: 'Since when the list counts; today where none is named.' }),
      shrinks: z.stringbool().default(false).meta({ description: 'It is right that most of its lines are gone.' }),
    },
    body: z.strictObject({ csv: z.string().meta({ description: 'The list as CSV, under a header row.' }) }),
    files: { 'text/csv': 'One line of the list a row, under a header row' },
    longestBody: largestList,
    response: 'holdings-import',
    problems: ['conflict'],
    answer: async (service, { type, list: name, asOf, shrinks, body }, { account }) => {
      const today = service.today();
      const bytes = body instanceof SentFile ? body.bytes : body.csv;
      const read = readHoldings({ name: 'body', bytes }, { type, list: name, asOf: asOf ?? today });
      const report = await service.importHoldings({ account, type, list: name, file: 'body', read, today, shrinks });
      const { withoutCode, notFollowed } = read;
      return { type, list: name, file: 'body', ...report, withoutCode, notFollowed };
    },
  }),
  operation({
    id: 'getSignoff',
    path: '/v1/signoffs/{release}',
    summary: 'The checklist of an update: who saw to what, and when',
    scope: 'findings:read',
    lasts: 'moment',
    inPath: { release },
    query: {},
    response: 'signoff',
    problems: ['unknown-release'],
    answer: (service, asked, { account }) => describeSignoff(service)(askedOf(service, account, asked.release)),
  }),
  operation({
    id: 'signItem',
    method: 'PUT',
    path: '/v1/signoffs/{release}/{item}',
    summary: 'Sign an item of the checklist; the first signature stands',
    scope: 'findings:write',
    lasts: 'moment',
    inPath: item,
    query: {},
    body: z.strictObject({ note }),
    response: 'signoff',
    problems: ['unknown-release'],
    answer: (service, asked, caller) =>
      signOff(service)(
        askedOf(service, caller.account, asked.release),
        asked.item,
        'signed',
        signatureOf(service, caller, asked.body.note),
      ),
  }),
  operation({
    id: 'undoSignature',
    method: 'DELETE',
    path: '/v1/signoffs/{release}/{item}',
    summary: 'Take the signature of an item back; the history keeps both',
    scope: 'findings:write',
    lasts: 'moment',
    inPath: item,
    query: {},
    response: 'signoff',
    problems: ['unknown-release'],
    answer: (service, asked, caller) =>
      signOff(service)(
        askedOf(service, caller.account, asked.release),
        asked.item,
        'undone',
        signatureOf(service, caller, null),
      ),
  }),
  operation({
    id: 'listHolds',
    path: '/v1/holds',
    summary: 'Payers that load a release later than it comes into force: their lines are held until then',
    scope: 'payers:read',
    lasts: 'moment',
    inPath: {},
    query: { release: release.optional() },
    response: 'holds',
    problems: [],
    answer: (service, asked, { account }) => listLoads(service)(account, service.today(), asked.release),
  }),
  operation({
    id: 'holdForPayer',
    method: 'PUT',
    path: '/v1/holds/{release}/{payer}',
    summary: 'Hold the lines of a payer that a release touches, until the day on which it has loaded it',
    scope: 'payers:write',
    lasts: 'moment',
    inPath: { release, payer },
    query: {},
    body: z.strictObject({ loadedOn: payerLoadForm.shape.loadedOn.optional(), note }),
    response: 'holds',
    problems: ['unknown-release'],
    answer: (service, asked, caller) =>
      holdForPayer(service)(
        askedOf(service, caller.account, asked.release),
        asked.payer,
        asked.body.loadedOn ?? null,
        signatureOf(service, caller, asked.body.note),
      ),
  }),
  operation({
    id: 'releaseHold',
    method: 'DELETE',
    path: '/v1/holds/{release}/{payer}',
    summary: 'Take a payer off the hold list of a release',
    scope: 'payers:write',
    lasts: 'moment',
    inPath: { release, payer },
    query: {},
    response: 'holds',
    problems: ['unknown-release'],
    answer: (service, asked, { account }) =>
      releaseHold(service)(askedOf(service, account, asked.release), asked.payer),
  }),
];

function askedOf(service: Service, account: string, named: string) {
  return { account, release: named, today: service.today() };
}

function signatureOf(
  service: Service,
  { kind, id }: { readonly kind: string; readonly id: string },
  said: string | null | undefined,
) {
  return { by: `${kind} ${id}`, at: service.now(), note: said ?? null };
}
