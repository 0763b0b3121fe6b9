import { describeSources } from '../../queries/describe-sources.ts';
import { type Operation, operation } from '../operation.ts';

/** Sources: what is expected when, and what came. */
export const sourceOperations: readonly Operation[] = [
  operation({
    id: 'listSources',
    path: '/v1/sources',
    summary: 'How each source stands: what came, what is due or late, and what a person has to do',
    scope: 'public',
    lasts: 'moment',
    inPath: {},
    query: {},
    response: 'sources',
    problems: [],
    answer: (service) => describeSources(service)(service.today()),
  }),
];
