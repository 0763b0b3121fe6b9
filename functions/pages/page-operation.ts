import { audit } from '../api/audit.ts';
import { answerFor } from '../api/licensed-answer.ts';
import type { Given, Operation } from '../api/operation.ts';
import { operations } from '../api/operations.ts';
import { permit } from '../api/permit.ts';
import { refusalOf } from '../api/problems.ts';
import type { Service } from '../api/service.ts';
import { callerOfPage } from '../api/session.ts';
import type { PageContext } from './page.tsx';

const byId: ReadonlyMap<string, Operation> = new Map(operations.map((operation) => [operation.id, operation]));

export interface Sent {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * Has an operation of the API answered for whoever looks at a page: the same right, forms and audit log as for a
 * program. The caller names the form of the answer, which the operation's table has.
 */
export async function askOperation<Answer>(
  context: PageContext,
  service: Service,
  id: string,
  { path = {}, query = {}, body }: Sent = {},
): Promise<Answer> {
  const { operation, caller } = await permitted(context, service, id);
  const exchange = { requestId: context.get('requestId') };
  const given: Given = body === undefined ? { path, query } : { path, query, body };
  const { answer, copyright } = await answerFor(operation, service, given, caller);
  const answered = { status: operation.status, headers: {}, body: copyright };
  await audit(service, exchange, { operation, caller, inPath: path }, answered);
  return answer as Answer;
}

/** What an operation does, in the words of the API's document. */
export function summaryOf(id: string): string | undefined {
  return byId.get(id)?.summary;
}

/** The operation and who asks for it, who may. */
export async function permitted(context: PageContext, service: Service, id: string) {
  const operation = byId.get(id);
  if (!operation) throw new Error(`there is no operation ${id}`);
  const caller = await callerOfPage(context, service);
  permit(operation, caller);
  return { operation, caller };
}

/** What a refused form says; an error that is nobody's mistake is thrown on. */
export function refusalText(error: unknown): string {
  const refused = refusalOf(error as Error);
  if (refused.kind === 'internal' || refused.kind === 'unauthorized') throw error;
  return refused.detail;
}
