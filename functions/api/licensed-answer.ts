import type { Caller } from '../../shared/access/caller.ts';
import type { FormName } from '../../shared/api/schema-names.ts';
import { licensedReader } from '../queries/licensed-reader.ts';
import type { Given, Operation } from './operation.ts';
import type { Service } from './service.ts';

/** Forms with a place for AMA's texts and for her notice; no other answer ever holds a text. */
const formsWithTexts: ReadonlySet<FormName | null> = new Set(['code', 'changes']);

/** The header that carries AMA's notice beside whatever form the answer has. */
export const copyrightHeader = 'X-Copyright';

export interface Answered {
  readonly answer: unknown;
  /** Null where the answer holds no licensed text. */
  readonly copyright: string | null;
}

/** The service as a caller may see it: with AMA's texts in their places, and her notices for them, where it is licensed. */
export interface Seen {
  readonly service: Service;
  notices(): readonly string[];
}

export function seenBy(caller: Caller | null, service: Service): Seen {
  const { texts, codeSets } = service;
  if (!caller?.licensedCpt) return { service, notices: () => [] };
  const reader = licensedReader(codeSets, texts);
  return { service: { ...service, codeSets: reader }, notices: reader.notices };
}

/** Lets an operation answer; a caller with a licence is shown AMA's texts, with her notice. */
export async function answerFor(
  operation: Operation,
  service: Service,
  given: Given,
  caller: Caller | null,
): Promise<Answered> {
  const seen = seenBy(formsWithTexts.has(operation.response) ? caller : null, service);
  const answer = await operation.answer(seen.service, given, caller);
  const copyright = seen.notices();
  if (copyright.length === 0) return { answer, copyright: null };
  return { answer: { ...(answer as object), copyright }, copyright: copyright.join(' ') };
}
