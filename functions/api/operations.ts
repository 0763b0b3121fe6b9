import { z } from 'zod';
import { changeKinds } from '../../shared/api/change-forms.ts';
import { findingStatuses, severities } from '../../shared/api/claim-forms.ts';
import { comingDates } from '../queries/coming-dates.ts';
import { describeHealth } from '../queries/describe-health.ts';
import { followFeed } from '../queries/follow-feed.ts';
import { listChanges } from '../queries/list-changes.ts';
import { listFindings } from '../queries/list-findings.ts';
import { describeRelease, listReleases } from '../queries/list-releases.ts';
import { moneyAtRisk } from '../queries/money-at-risk.ts';
import { replacementsFor } from '../queries/replacements-for.ts';
import { storedClaim } from '../queries/stored-claim.ts';
import { whereUsed } from '../queries/where-used.ts';
import { knownCode } from './known-code.ts';
import { type Operation, operation } from './operation.ts';
import { Refused } from './problems.ts';

const code = z.string().min(1).max(20).meta({ description: 'A procedure code (`J0013`) or modifier (`RT`).' });
const on = z.iso.date().optional().meta({ description: 'Date of service; today where none is named.' });
const cursor = z.string().max(500).optional().meta({ description: '`next` of the page before.' });
const limit = z.coerce.number().int().min(1).max(1000).default(100).meta({ description: 'Entries of a page.' });
const release = z.string().max(20).meta({ description: '`2026-01`' });

/** All that the API answers, in the order of its document. */
export const operations: readonly Operation[] = [
  operation({
    id: 'getHealth',
    path: '/health',
    summary: 'Whether the service answers, and what it holds',
    scope: 'public',
    lasts: 'moment',
    inPath: {},
    query: {},
    response: 'health',
    problems: [],
    answer: (service) =>
      describeHealth(service)({ version: service.version, sample: service.sample, today: service.today() }),
  }),
  operation({
    id: 'listReleases',
    path: '/v1/releases',
    summary: 'The releases held, in order of time',
    scope: 'public',
    lasts: 'state',
    inPath: {},
    query: {},
    response: 'releases',
    problems: [],
    answer: (service) => listReleases(service)(),
  }),
  operation({
    id: 'getRelease',
    path: '/v1/releases/{release}',
    summary: 'One release, with what was noted while reading it',
    scope: 'public',
    lasts: 'state',
    inPath: { release },
    query: {},
    response: 'release-detail',
    problems: ['unknown-release'],
    answer: (service, asked) => describeRelease(service)(asked.release),
  }),
  operation({
    id: 'listChanges',
    path: '/v1/changes',
    summary: 'Changes of the releases held; with `since`, what was published from there on',
    scope: 'public',
    lasts: 'state',
    inPath: {},
    query: {
      release: release.optional(),
      code: code.optional(),
      kind: z.enum(changeKinds).optional(),
      cursor,
      since: z
        .string()
        .max(500)
        .optional()
        .meta({ description: '`start`, or `since` of an earlier answer. Goes with no other filter.' }),
      limit,
    },
    response: 'changes',
    problems: ['unknown-release', 'no-code-set'],
    answer: async (service, { since, ...question }) => {
      if (since === undefined) return listChanges(service)(question);
      if (question.release ?? question.code ?? question.kind ?? question.cursor)
        throw new Refused('invalid-request', 'since goes with no other filter, else changes would be passed over');
      return followFeed(service)({ since, limit: question.limit });
    },
  }),
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
    problems: ['unknown-code', 'no-code-set'],
    answer: (service, asked) => knownCode(service, { ...asked, on: asked.on ?? service.today() }),
  }),
  operation({
    id: 'getReplacements',
    path: '/v1/codes/{code}/replacements',
    summary: 'What to bill instead of a code, for a date of service and a payer',
    scope: 'public',
    lasts: 'state',
    inPath: { code },
    query: {
      on,
      payer: z.string().max(80).optional().meta({ description: 'Payer class (`medicare`, `commercial` …) or id.' }),
    },
    response: 'replacements',
    problems: [],
    answer: (service, asked) => replacementsFor(service)({ ...asked, on: asked.on ?? service.today() }),
  }),
  operation({
    id: 'listComingDates',
    path: '/v1/coming-dates',
    summary: 'When changes already published take effect, and when the next update is due',
    scope: 'public',
    lasts: 'state',
    inPath: {},
    query: {},
    response: 'coming-dates',
    problems: [],
    answer: (service) => comingDates(service)(service.today()),
  }),
  operation({
    id: 'listFindings',
    path: '/v1/findings',
    summary: 'What is wrong with stored claims, the most money first',
    scope: 'findings:read',
    audited: true,
    lasts: 'moment',
    inPath: {},
    query: {
      status: z.enum(findingStatuses).optional(),
      code: code.optional(),
      rule: z.string().max(80).optional(),
      severity: z.enum(severities).optional(),
      cursor,
      limit,
    },
    response: 'findings',
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
    id: 'getCodeUse',
    path: '/v1/codes/{code}/use',
    summary: 'How many open claim lines use a code or modifier',
    scope: 'claims:read',
    lasts: 'moment',
    inPath: { code },
    query: {},
    response: 'code-use',
    problems: [],
    answer: (service, { code }, { account }) => whereUsed(service)(account, code),
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
];
