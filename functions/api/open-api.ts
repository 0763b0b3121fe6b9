import type { z } from 'zod';
import { componentSchemas, parameterSchema } from '../../shared/api/schema-names.ts';
import type { Operation } from './operation.ts';
import { type ProblemKind, problemKinds } from './problems.ts';

const description = [
  'What changed in HCPCS Level II, what replaces it, and which stored claims it breaks.',
  'Reads of code sets need no key; claims and findings do: `Authorization: Bearer KEY`.',
  'Errors are application/problem+json (RFC 9457). Answers about code sets carry an ETag.',
].join(' ');

/** The OpenAPI 3.1 document of a table of operations: the schemas that describe are those that the answers satisfy. */
export function openApi(operations: readonly Operation[], version: string): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: { title: 'codeset-watch', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(operations.map((operation) => [operation.path, { get: operationObject(operation) }])),
    components: {
      schemas: componentSchemas(),
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function operationObject(operation: Operation): Record<string, unknown> {
  const { id, summary, access, inPath, query, response, problems, lasts } = operation;
  const asks = Object.keys(inPath).length + Object.keys(query).length > 0;
  const kinds: ProblemKind[] = [
    ...(asks ? (['invalid-request'] as const) : []),
    ...(access === 'key' ? (['unauthorized'] as const) : []),
    ...problems,
  ];
  return {
    operationId: id,
    summary,
    security: access === 'key' ? [{ key: [] }] : [],
    parameters: [
      ...Object.entries(inPath).map(([name, form]) => parameter('path', name, form)),
      ...Object.entries(query).map(([name, form]) => parameter('query', name, form)),
      ...(lasts === 'state' ? [ifNoneMatch] : []),
    ],
    responses: {
      200: { description: 'The answer', content: content('application/json', response) },
      ...(lasts === 'state' ? { 304: { description: 'The caller has it already' } } : {}),
      ...problemResponses(kinds),
    },
  };
}

const ifNoneMatch = { name: 'If-None-Match', in: 'header', required: false, schema: { type: 'string' } };

function parameter(place: 'path' | 'query', name: string, form: z.ZodType): Record<string, unknown> {
  const { description: said, ...schema } = parameterSchema(form);
  const required = place === 'path' || !form.safeParse(undefined).success;
  return { name, in: place, required, ...(said ? { description: said } : {}), schema };
}

/** One response a status: several kinds of problem may share it. */
function problemResponses(kinds: readonly ProblemKind[]): Record<string, unknown> {
  const titles = new Map<number, string[]>();
  for (const kind of kinds) {
    const { status, title } = problemKinds[kind];
    titles.set(status, [...(titles.get(status) ?? []), title]);
  }
  return Object.fromEntries(
    [...titles].map(([status, said]) => [
      status,
      { description: said.join('; '), content: content('application/problem+json', 'problem') },
    ]),
  );
}

function content(type: string, form: string): Record<string, unknown> {
  return { [type]: { schema: { $ref: `#/components/schemas/${form}` } } };
}
