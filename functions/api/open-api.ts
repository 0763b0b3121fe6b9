import type { z } from 'zod';
import { scopeTable } from '../../shared/access/scopes.ts';
import { componentSchemas, parameterSchema } from '../../shared/api/schema-names.ts';
import { isChange, type Operation } from './operation.ts';
import { type ProblemKind, problemKinds } from './problems.ts';

const description = [
  'What changed in HCPCS Level II, what replaces it, and which stored claims it breaks.',
  'Reads of code sets need no key; claims and findings do: `Authorization: Bearer KEY`, the key of a program or the',
  'token of a person from the identity provider. What belongs to another account is answered as what is not there (404).',
  'Errors are application/problem+json (RFC 9457). Answers about code sets carry an ETag.',
].join(' ');

/** The OpenAPI 3.1 document of a table of operations: the schemas that describe are those that the answers satisfy. */
export function openApi(operations: readonly Operation[], version: string): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: { title: 'codeset-watch', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths: pathsOf(operations),
    components: {
      schemas: componentSchemas(),
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function pathsOf(operations: readonly Operation[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] ??= {};
    paths[operation.path]![operation.method.toLowerCase()] = operationObject(operation);
  }
  return paths;
}

function operationObject(operation: Operation): Record<string, unknown> {
  const { id, summary, scope, inPath, query, body, lasts, status } = operation;
  const open = scope === 'public';
  return {
    operationId: id,
    summary,
    ...(open ? {} : { description: `Needs the right \`${scope}\`: ${scopeTable[scope].lets}.` }),
    security: open ? [] : [{ key: [] }],
    parameters: [
      ...Object.entries(inPath).map(([name, form]) => parameter('path', name, form)),
      ...Object.entries(query).map(([name, form]) => parameter('query', name, form)),
      ...(lasts === 'state' ? [ifNoneMatch] : []),
      ...(isChange(operation) ? [idempotencyKey] : []),
      requestId,
    ],
    ...(body ? { requestBody: requestBody(body, operation.files) } : {}),
    responses: {
      [status]: {
        description: status === 204 ? 'Done' : 'The answer',
        headers: answerHeaders,
        ...answerContent(operation),
      },
      ...(lasts === 'state' ? { 304: { description: 'The caller has it already' } } : {}),
      ...problemResponses(problemsOf(operation)),
    },
  };
}

function requestBody(body: z.ZodType, files: Operation['files'] = {}): Record<string, unknown> {
  const others = Object.entries(files).map(([type, description]) => [
    type,
    { schema: { type: 'string', description } },
  ]);
  return {
    required: true,
    content: { 'application/json': { schema: parameterSchema(body) }, ...Object.fromEntries(others) },
  };
}

function answerContent({ response, formats = {} }: Operation): Record<string, unknown> {
  const others = Object.keys(formats).map((type) => [type, { schema: { type: 'string' } }]);
  const json = response === null ? {} : content('application/json', response);
  const all = { ...json, ...Object.fromEntries(others) };
  return Object.keys(all).length > 0 ? { content: all } : {};
}

/** What any operation of its kind may be refused with, and what this one names. */
function problemsOf(operation: Operation): readonly ProblemKind[] {
  const { scope, inPath, query, body, problems } = operation;
  const asks = Object.keys(inPath).length + Object.keys(query).length > 0 || body;
  const kinds: readonly (readonly [boolean, readonly ProblemKind[]])[] = [
    [Boolean(asks), ['invalid-request']],
    [scope !== 'public', ['unauthorized', 'forbidden']],
    [body !== undefined, ['too-large', 'unsupported-media-type']],
    [isChange(operation), ['conflict', 'idempotency-key-reused']],
    [operation.status !== 204, ['not-acceptable']],
    [true, ['too-many-requests', ...problems]],
  ];
  return [...new Set(kinds.flatMap(([holds, named]) => (holds ? named : [])))];
}

const ifNoneMatch = { name: 'If-None-Match', in: 'header', required: false, schema: { type: 'string' } };

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A word of your own, a UUID for instance: sent again within a day, the change is not done again.',
  schema: { type: 'string', maxLength: 255 },
};

const requestId = {
  name: 'X-Request-Id',
  in: 'header',
  required: false,
  description: 'Your own name of the request; the answer carries it, or one of ours.',
  schema: { type: 'string', maxLength: 255, pattern: '^[A-Za-z0-9_=-]+$' },
};

const answerHeaders = Object.fromEntries(
  ['X-Request-Id', 'RateLimit-Policy', 'RateLimit'].map((name) => [name, { schema: { type: 'string' } }]),
);

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
