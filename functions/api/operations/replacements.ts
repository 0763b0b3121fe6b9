import { replacementRulingForm } from '../../../shared/api/replacement-forms.ts';
import { decisionAnswer, waitingReplacements } from '../../queries/decided-replacements.ts';
import { type Operation, operation } from '../operation.ts';
import { parameters } from '../parameters.ts';

const { code } = parameters;

/** What waits for a person's word about a replacement, and that word. */
export const replacementOperations: readonly Operation[] = [
  operation({
    id: 'listWaitingReplacements',
    path: '/v1/replacements/waiting',
    summary: 'Discontinued codes whose replacement a person has to confirm',
    scope: 'public',
    lasts: 'state',
    inPath: {},
    query: {},
    response: 'waiting-replacements',
    problems: [],
    answer: (service) => waitingReplacements(service)(),
  }),
  operation({
    id: 'listReplacementDecisions',
    path: '/v1/replacements/decisions',
    summary: 'What people have decided about replacements: the word that holds, by whom and when',
    scope: 'replacements:decide',
    lasts: 'state',
    inPath: {},
    query: {},
    response: 'replacement-decisions',
    problems: [],
    answer: async ({ codeSets }) => {
      const { decisions } = await codeSets.state('HCPCS');
      return { decisions: decisions.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map(decisionAnswer) };
    },
  }),
  operation({
    id: 'decideReplacement',
    method: 'PUT',
    path: '/v1/codes/{code}/replacements/{replacement}',
    summary: 'Accept, reject or edit a replacement; a later word takes the place of an earlier one',
    scope: 'replacements:decide',
    lasts: 'moment',
    inPath: { code, replacement: code },
    query: {},
    body: replacementRulingForm,
    response: 'replacement-decision',
    problems: ['unknown-code', 'conflict'],
    answer: async (service, { code: old, replacement, body }, caller) =>
      decisionAnswer(
        await service.decideReplacement({ ...body, old, code: replacement, by: `${caller.kind} ${caller.id}` }),
      ),
  }),
];
