import { z } from 'zod';
import type { FormName } from '../../shared/api/schema-names.ts';
import { type ProblemKind, Refused } from './problems.ts';
import type { Service } from './service.ts';

type Parameters = Readonly<Record<string, z.ZodType>>;

/** One question that the API answers. The server, its checks and the OpenAPI document are made of it. */
export interface Operation {
  readonly id: string;
  /** As OpenAPI writes it: `/v1/codes/{code}`. */
  readonly path: string;
  readonly summary: string;
  readonly access: 'open' | 'key';
  /** `state`: the answer follows from the published state, and has an entity tag. `moment`: it does not. */
  readonly lasts: 'state' | 'moment';
  readonly inPath: Parameters;
  readonly query: Parameters;
  readonly response: FormName;
  readonly problems: readonly ProblemKind[];
  answer(service: Service, path: unknown, query: unknown): Promise<unknown>;
}

type Read<P extends Parameters> = { readonly [Name in keyof P]: z.output<P[Name]> };

type Definition<P extends Parameters, Q extends Parameters> = Omit<Operation, 'inPath' | 'query' | 'answer'> & {
  readonly inPath: P;
  readonly query: Q;
  readonly answer: (service: Service, asked: Read<P> & Read<Q>) => Promise<unknown>;
};

/** Parameters are read once, here; an unknown one is refused, since a misspelt filter would be answered wrongly. */
export function operation<P extends Parameters, Q extends Parameters>(definition: Definition<P, Q>): Operation {
  const pathForm = z.strictObject(definition.inPath);
  const queryForm = z.strictObject(definition.query);
  return {
    ...definition,
    answer: async (service, path, query) =>
      definition.answer(service, { ...read(pathForm, path), ...read(queryForm, query) } as Read<P> & Read<Q>),
  };
}

function read<Form extends z.ZodType>(form: Form, given: unknown): z.output<Form> {
  const parsed = form.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => ({ name, reason: 'there is no such parameter' }))
      : [{ name: issue.path.join('.'), reason: issue.message }],
  );
  const said = errors.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  throw new Refused('invalid-request', said, errors);
}
