import * as z from 'zod';
import type { Caller } from '../../shared/access/caller.ts';
import type { Operation } from '../api/operation.ts';
import { Refused, refusalOf } from '../api/problems.ts';
import { queryOf } from '../api/query-of.ts';
import { routesOf } from '../api/routes.ts';
import type { Service } from '../api/service.ts';
import { outcomeOf, type Resource } from './output.ts';

/** So many requests go into one Bundle. */
const mostEntries = 200;

export const batchForm = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('batch', { error: 'only a batch is taken: nothing is written, so there is no transaction' }),
  entry: z
    .array(
      z.object({
        resource: z.unknown().optional(),
        request: z.object({ method: z.enum(['GET', 'POST']), url: z.string().max(4_000) }),
      }),
    )
    .max(mostEntries)
    .default([]),
});

type Entry = z.infer<typeof batchForm>['entry'][number];

/** Answers each request of a Bundle by itself: one that fails harms no other. */
export const batch =
  (operations: readonly Operation[]) =>
  async (service: Service, { entry }: z.infer<typeof batchForm>, caller: Caller | null): Promise<Resource> => {
    const find = routesOf(operations);
    const answers: object[] = [];
    for (const each of entry) answers.push(await answerTo(each));
    return { resourceType: 'Bundle', type: 'batch-response', entry: answers };

    async function answerTo({ request, resource }: Entry): Promise<object> {
      try {
        const [path = '', query = ''] = request.url.replace(/^\/?(?:fhir\/)?/, '/fhir/').split('?', 2);
        const matched = find(path);
        const operation = matched?.route.byMethod.get(request.method);
        if (!operation) throw new Refused('not-found', `${request.method} ${request.url} is no request of a batch.`);
        const given = { path: matched!.inPath, query: queryOf(query), body: resource };
        return { resource: await operation.answer(service, given, caller), response: { status: '200 OK' } };
      } catch (error) {
        const refused = refusalOf(error as Error);
        if (refused.kind === 'internal') throw error;
        return { response: { status: String(refused.status), outcome: outcomeOf(refused, 'batch') } };
      }
    }
  };
