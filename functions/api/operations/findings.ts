import * as z from 'zod';
import { actOf, findingDecisionForm } from '../../../shared/api/finding-decision-form.ts';
import { listFindings } from '../../queries/list-findings.ts';
import { moneyAtRisk } from '../../queries/money-at-risk.ts';
import { decideFinding, findingDetail } from '../../worklist/decide-finding.ts';
import { asCsv } from '../csv.ts';
import { findingsTable } from '../csv-tables.ts';
import { findingFilters } from '../finding-filters.ts';
import { type Operation, operation } from '../operation.ts';
import { parameters } from '../parameters.ts';

const { cursor, limit } = parameters;
const id = z
  .string()
  .min(3)
  .max(8)
  .meta({ description: 'The id of a finding, or its beginning where that is enough.' });

/** What is wrong with stored claims, and what is done about it. */
export const findingOperations: readonly Operation[] = [
  operation({
    id: 'listFindings',
    path: '/v1/findings',
    summary: 'What is wrong with stored claims, the most money or the nearest deadline first',
    scope: 'findings:read',
    audited: true,
    lasts: 'moment',
    inPath: {},
    query: {
      by: z.enum(['money', 'deadline']).optional().meta({ description: 'What the list is sorted by.' }),
      ...findingFilters,
      cursor,
      limit,
    },
    response: 'findings',
    formats: asCsv(findingsTable),
    problems: [],
    answer: (service, asked, { account }) => listFindings(service)({ ...asked, account }),
  }),
  operation({
    id: 'getMoneyAtRisk',
    path: '/v1/findings/money-at-risk',
    summary: 'Open findings by code and rule, with the money on their lines',
    scope: 'findings:read',
    lasts: 'moment',
    inPath: {},
    query: {},
    response: 'money-at-risk',
    problems: [],
    answer: (service, _, { account }) => moneyAtRisk(service)(account),
  }),
  operation({
    id: 'getFinding',
    path: '/v1/findings/{id}',
    summary: 'One finding, with who did what about it and when',
    scope: 'findings:read',
    audited: true,
    lasts: 'moment',
    inPath: { id },
    query: {},
    response: 'finding-detail',
    problems: ['not-found'],
    answer: (service, asked, { account }) => findingDetail(service)(account, asked.id),
  }),
  operation({
    id: 'decideFindings',
    method: 'POST',
    path: '/v1/findings/decisions',
    summary: 'Assign findings, say that they are done, dismiss them with a reason, or reopen them',
    scope: 'findings:write',
    lasts: 'moment',
    inPath: {},
    query: {},
    body: findingDecisionForm,
    response: 'finding-decisions',
    problems: ['not-found', 'conflict'],
    answer: async (service, { body: { ids, ...act } }, caller) => {
      const findings = [];
      const { account } = caller;
      const by = `${caller.kind} ${caller.id}`;
      for (const id of ids) findings.push(await decideFinding(service)({ account, id, act: actOf(act), by }));
      return { findings };
    },
  }),
];
