import * as z from 'zod';
import { changeFilter } from '../../queries/change-filter.ts';
import { comingDates } from '../../queries/coming-dates.ts';
import { describeHealth } from '../../queries/describe-health.ts';
import { followFeed } from '../../queries/follow-feed.ts';
import { listChanges, scopeOf } from '../../queries/list-changes.ts';
import { describeRelease, listReleases } from '../../queries/list-releases.ts';
import { changeFilters } from '../change-filters.ts';
import { asCsv } from '../csv.ts';
import { changesTable, comingDatesTable, releasesTable } from '../csv-tables.ts';
import { type Operation, operation } from '../operation.ts';
import { parameters } from '../parameters.ts';
import { Refused } from '../problems.ts';

const { cursor, limit, release, codeSet } = parameters;

/** Code sets: what is held, and what changed in it. */
export const codeSetOperations: readonly Operation[] = [
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
    query: { codeSet },
    response: 'releases',
    formats: asCsv(releasesTable),
    problems: [],
    answer: (service, asked) => listReleases(service)(asked.codeSet),
  }),
  operation({
    id: 'getRelease',
    path: '/v1/releases/{release}',
    summary: 'One release, with what was noted while reading it',
    scope: 'public',
    lasts: 'state',
    inPath: { release },
    query: { codeSet },
    response: 'release-detail',
    problems: ['unknown-release'],
    answer: (service, asked) => describeRelease(service)(asked.release, asked.codeSet),
  }),
  operation({
    id: 'listChanges',
    path: '/v1/changes',
    summary: 'Changes of the releases held; with `since`, what was published from there on',
    scope: 'public',
    lasts: 'state',
    inPath: {},
    query: {
      codeSet,
      release: release.optional(),
      ...changeFilters,
      cursor,
      since: z.string().max(500).optional().meta({
        description:
          '`start`, or `since` of an earlier answer. Keep the other filters as they are, else changes are passed over.',
      }),
      limit,
    },
    response: 'changes',
    formats: asCsv(changesTable),
    problems: ['unknown-release', 'no-code-set'],
    answer: async (service, { since, ...question }) => {
      if (since === undefined) return listChanges(service)(question);
      if (question.release ?? question.cursor)
        throw new Refused('invalid-request', 'since goes with neither release nor cursor: it is a place of its own');
      const scope = await scopeOf(service.codeSets, question);
      const wanted = changeFilter(question);
      return followFeed(service)({ codeSet: scope.codeSet, since, limit: question.limit, wanted });
    },
  }),
  operation({
    id: 'listComingDates',
    path: '/v1/coming-dates',
    summary: 'When changes already published take effect, and when the next update is due',
    scope: 'public',
    lasts: 'state',
    inPath: {},
    query: { codeSet },
    response: 'coming-dates',
    formats: asCsv(comingDatesTable),
    problems: [],
    answer: (service, asked) => comingDates(service)(service.today(), asked.codeSet),
  }),
];
