import { describe, expect, test } from 'vitest';
import { documentNow, documentPromised } from '../../../infra/api/document.ts';
import { apiBreaks } from '../../../shared/api/api-breaks.ts';
import type { Json } from '../../../shared/api/schema-breaks.ts';

/** A document with one of everything, which every case changes in one place. */
const small = {
  paths: {
    '/v1/codes/{code}': {
      get: {
        operationId: 'getCode',
        security: [],
        parameters: [
          { name: 'code', in: 'path', required: true, schema: { type: 'string', maxLength: 20 } },
          { name: 'on', in: 'query', required: false, schema: { type: 'string', format: 'date' } },
          { name: 'kind', in: 'query', required: false, schema: { type: 'string', enum: ['added', 'deleted'] } },
          { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 100 } },
        ],
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/code' } }, 'text/csv': {} } },
          404: { content: {} },
        },
      },
      post: {
        operationId: 'changeCode',
        security: [{ key: [] }],
        requestBody: {
          required: false,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  note: { type: ['string', 'null'] },
                  kinds: { type: 'array', items: { type: 'string', enum: ['added', 'deleted'] }, maxItems: 9 },
                  day: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
                },
                required: ['kinds'],
              },
            },
            'text/csv': {},
          },
        },
        responses: { 204: {} },
      },
    },
  },
  components: {
    schemas: {
      code: {
        type: 'object',
        properties: {
          code: { type: 'string' },
          status: { type: 'string', enum: ['valid', 'terminated'] },
          to: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
          count: { type: 'integer' },
          changes: {
            type: 'array',
            items: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
          },
          parent: { $ref: '#/components/schemas/code' },
        },
        required: ['code', 'status', 'to', 'count', 'changes'],
      },
    },
  },
};

type Small = typeof small;

/** Where each place of the document begins, by the first word of its name below. */
const places: Readonly<Record<string, readonly string[]>> = {
  paths: ['paths'],
  path: ['paths', '/v1/codes/{code}'],
  get: ['paths', '/v1/codes/{code}', 'get'],
  query: ['paths', '/v1/codes/{code}', 'get', 'parameters'],
  shown: ['paths', '/v1/codes/{code}', 'get', 'responses', '200', 'content'],
  post: ['paths', '/v1/codes/{code}', 'post'],
  sent: ['paths', '/v1/codes/{code}', 'post', 'requestBody', 'content'],
  body: ['paths', '/v1/codes/{code}', 'post', 'requestBody', 'content', 'application/json', 'schema'],
  answer: ['components', 'schemas', 'code'],
};

/** A copy in which one place has another value; undefined takes it away. */
function changed(place: string, value: unknown): Json {
  const copy = structuredClone(small);
  const [first, ...rest] = place.split(' ');
  const path = [...places[first!]!, ...rest];
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  if (value === undefined) delete (parent as Record<string, unknown>)[path.at(-1)!];
  else (parent as Record<string, unknown>)[path.at(-1)!] = value;
  return copy;
}

const date = { type: 'string', format: 'date' };
const gone = undefined;

/** Changes that break callers: the place, what it becomes, and what is said of it. */
const breaking: readonly (readonly [what: string, place: string, becomes: unknown, said: string])[] = [
  ['a path that is gone', 'paths /v1/codes/{code}', gone, '/v1/codes/{code} is gone'],
  ['a method that is gone', 'path post', gone, 'POST /v1/codes/{code} is gone'],
  ['another name', 'get operationId', 'code', 'operationId getCode became code'],
  ['a key where none was needed', 'get security', [{ key: [] }], 'needs a key'],
  [
    'parameters that are gone',
    'get parameters',
    small.paths['/v1/codes/{code}'].get.parameters.slice(0, 3),
    'lost the parameter query limit',
  ],
  ['a parameter that became required', 'query 1 required', true, 'needs the parameter query on'],
  [
    'a new parameter that is required',
    'query 4',
    { name: 'payer', in: 'query', required: true },
    'needs the parameter query payer',
  ],
  ['another type of parameter', 'query 3 schema type', 'string', 'type integer became string'],
  ['a narrower number', 'query 3 schema maximum', 50, 'maximum became 50'],
  ['a limit where none was', 'query 0 schema minLength', 5, 'minLength became 5'],
  ['a pattern', 'query 0 schema pattern', '^J', 'pattern became ^J'],
  ['a value less to send', 'query 2 schema enum', ['added'], 'lost the value deleted'],
  ['values where any text was', 'query 0 schema enum', ['J0013'], 'takes J0013 alone'],
  ['a body that became required', 'post requestBody required', true, 'needs a body'],
  ['a kind of body that is gone', 'sent text/csv', gone, 'body is no longer text/csv'],
  ['a field of the body that is gone', 'body properties note', gone, 'lost the field note'],
  ['a field of the body that became required', 'body required', ['kinds', 'note'], 'needs the field note'],
  [
    'a body that takes no null any more',
    'body properties note type',
    'string',
    '.note: type string|null became string',
  ],
  ['an alternative of the body that is gone', 'body properties day', date, '.day: no longer takes null'],
  ['a value less in a list', 'body properties kinds items enum', ['added'], '.kinds[]: lost the value deleted'],
  ['a shorter list', 'body properties kinds maxItems', 3, '.kinds: maxItems became 3'],
  ['a closed body', 'body additionalProperties', false, 'takes no other fields any more'],
  ['another status', 'post responses', { 200: {} }, 'no longer answers 204'],
  ['a kind of answer that is gone', 'shown text/csv', gone, 'answer is no longer text/csv'],
  ['a field of the answer that is gone', 'answer properties status', gone, 'lost the field status'],
  [
    'a field deep in the answer',
    'answer properties changes items properties id',
    gone,
    '.changes[]: lost the field id',
  ],
  [
    'a field of the answer that may be absent',
    'answer required',
    ['code', 'to', 'count', 'changes'],
    'may lack the field status',
  ],
  ['another type in the answer', 'answer properties count type', 'string', '.count: type integer became string'],
  [
    'a wider type in the answer',
    'answer properties code type',
    ['string', 'null'],
    '.code: type string became string|null',
  ],
  ['a new alternative in the answer', 'answer properties to anyOf 2', { type: 'integer' }, '.to: may now be integer'],
  ['a value less in the answer', 'answer properties status enum', ['valid'], '.status: lost the value terminated'],
  ['another format', 'answer properties to anyOf 0 format', 'date-time', '.to: may now be string'],
];

/** Changes that nobody has to hear of. */
const additive: readonly (readonly [what: string, place: string, becomes: unknown])[] = [
  ['a new path', 'paths /v1/new', { get: { operationId: 'new' } }],
  ['a new method', 'path put', { operationId: 'put' }],
  ['no key any more', 'post security', []],
  ['a new parameter that may be left out', 'query 4', { name: 'payer', in: 'query', required: false, schema: {} }],
  ['a parameter that may be left out now', 'query 0 required', false],
  ['a wider number', 'query 3 schema maximum', 1000],
  ['a number that need not be whole', 'query 3 schema type', 'number'],
  ['a value more to send', 'query 2 schema enum', ['added', 'deleted', 'revised']],
  ['any text to send', 'query 2 schema enum', gone],
  ['a new field of the body', 'body properties who', { type: 'string' }],
  ['a field of the body that may be left out', 'body required', []],
  ['a new kind of body', 'sent text/plain', {}],
  ['a new kind of answer', 'shown text/plain', {}],
  ['a new field of the answer', 'answer properties more', { type: 'string' }],
  ['a field that is always there', 'answer required', ['code', 'status', 'to', 'count', 'changes', 'parent']],
  ['a value more in the answer', 'answer properties status enum', ['valid', 'terminated', 'unknown']],
  ['another refusal', 'get responses 409', {}],
  ['other words', 'get summary', 'Other words'],
];

test.each(breaking)('%s breaks callers', (_what, place, becomes, said) => {
  const breaks = apiBreaks(small, changed(place, becomes));
  expect(breaks).toHaveLength(1);
  expect(breaks[0]).toContain(said);
});

test.each(additive)('%s breaks nobody', (_what, place, becomes) => {
  expect(apiBreaks(small, changed(place, becomes))).toEqual([]);
});

describe('the API as it stands', () => {
  test('breaks nothing that docs/openapi.json promises', () => {
    expect(apiBreaks(documentPromised(), JSON.parse(documentNow()) as Json)).toEqual([]);
  });

  test('would be found out if it lost a path', () => {
    const promised = documentPromised() as unknown as Small;
    for (const path of Object.keys(promised.paths)) {
      const without = structuredClone(promised) as unknown as { paths: Record<string, unknown> };
      delete without.paths[path];
      expect(apiBreaks(promised, without)).toEqual([`${path} is gone`]);
    }
  });
});
