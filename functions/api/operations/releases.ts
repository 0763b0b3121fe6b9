import * as z from 'zod';
import { releaseRulingForm, settlementForm } from '../../../shared/api/store-forms.ts';
import { decisionAnswer } from '../../queries/decided-releases.ts';
import { type Operation, operation } from '../operation.ts';

/** As `codeset release` takes it. */
const file = z.string().min(1).max(300).meta({
  description: 'Name of a release (`2026-01`), its file, or the beginning of its hash.',
});
const release = z.string().max(20).meta({ description: 'Version of the corrections: `2018-01.v2`.' });
const row = z.coerce.number().int().positive().meta({ description: 'Row on which the instruction stands.' });

/** What waits for a person's word about a release, and that word. */
export const releaseOperations: readonly Operation[] = [
  operation({
    id: 'listQuarantine',
    path: '/v1/quarantine',
    summary: 'Files that are kept out of sight, and instructions of corrections that nobody could follow',
    scope: 'sources:read',
    lasts: 'moment',
    inPath: {},
    query: {},
    response: 'quarantine',
    problems: [],
    answer: ({ quarantined }) => quarantined(),
  }),
  operation({
    id: 'decideRelease',
    method: 'POST',
    path: '/v1/releases/{release}/decisions',
    summary: 'Approve or reject a quarantined release, or withdraw a published one; a later word holds',
    scope: 'releases:decide',
    lasts: 'moment',
    inPath: { release: file },
    query: {},
    body: releaseRulingForm,
    response: 'decision',
    problems: ['unknown-release', 'conflict'],
    answer: async (service, { release: which, body: { verdict, reason } }, caller) =>
      decisionAnswer(
        await service.decideRelease({ which, verdict, reason, by: `${caller.kind} ${caller.id}` }),
        verdict,
      ),
  }),
  operation({
    id: 'settleInstruction',
    method: 'POST',
    path: '/v1/releases/{release}/instructions/{row}/settled',
    summary: 'An instruction of a correction that nobody could follow was dealt with',
    scope: 'releases:decide',
    lasts: 'moment',
    inPath: { release, row },
    query: {},
    body: settlementForm,
    response: 'settled',
    problems: ['not-found'],
    answer: async (service, { release: which, row: line, body: { reason } }, caller) => {
      const by = `${caller.kind} ${caller.id}`;
      const settled = await service.settleInstruction({ release: which, row: line, by, reason });
      return { release: settled.release, code: settled.code, row: settled.line, text: settled.text };
    },
  }),
];
