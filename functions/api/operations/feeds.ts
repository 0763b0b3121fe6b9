import * as z from 'zod';
import { CodesetError } from '../../../shared/errors.ts';
import { alertsAtomText, alertsInFeed } from '../../feeds/alerts-atom.ts';
import { calendarText } from '../../feeds/calendar-ics.ts';
import { atomText } from '../../feeds/changes-atom.ts';
import { calendarDays } from '../../queries/calendar-days.ts';
import { changeFilter } from '../../queries/change-filter.ts';
import { scopeOf } from '../../queries/list-changes.ts';
import { newestChanges } from '../../queries/newest-changes.ts';
import { changeFilters } from '../change-filters.ts';
import { type Operation, operation } from '../operation.ts';
import { parameters } from '../parameters.ts';

const { codeSet, limit } = parameters;
const token = z.string().min(1).max(400).meta({ description: 'As the subscription’s view names it; keep it secret.' });
const asItStands = (text: string) => text;

/** What feed readers and calendars subscribe to. */
export const feedOperations: readonly Operation[] = [
  operation({
    id: 'followChangesByFeed',
    path: '/feeds/changes.atom',
    summary: 'Atom feed of changes, the newest publication first; any filter makes a feed of its own',
    scope: 'public',
    lasts: 'state',
    inPath: {},
    query: { codeSet, ...changeFilters, limit },
    response: null,
    formats: { 'application/atom+xml': asItStands },
    problems: ['no-code-set'],
    answer: async (service, asked) => {
      const scope = await scopeOf(service.codeSets, asked);
      const changes = await newestChanges(service)({ ...scope, wanted: changeFilter(asked), limit: asked.limit });
      const { releases } = await service.codeSets.state(scope.codeSet);
      const published = releases.map(({ knownSince }) => knownSince).sort();
      return atomText({
        codeSet: scope.codeSet,
        target: targetOf('/feeds/changes.atom', asked),
        changes,
        updated: published.at(-1) ?? '1970-01-01',
        sample: service.sample,
      });
    },
  }),
  operation({
    id: 'followAlertsByFeed',
    path: '/feeds/subscriptions/{token}',
    summary: 'Atom feed of the alerts of one subscription; its token is the key to it',
    scope: 'public',
    lasts: 'moment',
    inPath: { token },
    query: {},
    response: null,
    formats: { 'application/atom+xml': asItStands },
    problems: ['not-found'],
    answer: async ({ manageSubscriptions, sample }, asked) => {
      const feed = await manageSubscriptions.feed(asked.token, alertsInFeed);
      if (!feed) throw new CodesetError('NO_SUCH_SUBSCRIPTION', 'no subscription has a feed under this token');
      return alertsAtomText({ ...feed, sample });
    },
  }),
  operation({
    id: 'followDatesByCalendar',
    path: '/feeds/calendar.ics',
    summary: 'Calendar of the days on which changes take effect and the next releases are expected',
    scope: 'public',
    lasts: 'state',
    inPath: {},
    query: { codeSet, ...changeFilters },
    response: null,
    formats: { 'text/calendar': asItStands },
    problems: ['no-code-set'],
    answer: async (service, asked) => {
      const today = service.today();
      const scope = await scopeOf(service.codeSets, asked);
      const days = await calendarDays(service)({ ...scope, wanted: changeFilter(asked), today });
      const name = `${service.sample ? 'SAMPLE DATA: ' : ''}${scope.codeSet} code changes`;
      return calendarText(days, { name, today });
    },
  }),
];

/** The address of a feed, its filters in one order: the same feed has the same name. */
function targetOf(path: string, asked: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]).sort());
  return `${path}?${query}`;
}
