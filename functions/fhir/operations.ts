import * as z from 'zod';
import type { Caller } from '../../shared/access/caller.ts';
import { type Operation, operation } from '../api/operation.ts';
import { Refused } from '../api/problems.ts';
import type { Service } from '../api/service.ts';
import { batch, batchForm } from './batch.ts';
import { readCodeSystem, searchCodeSystems } from './code-system.ts';
import { expand } from './expand.ts';
import { Input, parametersForm } from './input.ts';
import { lookUp } from './lookup.ts';
import { metadata } from './metadata.ts';
import type { Resource } from './output.ts';
import { translate } from './translate.ts';
import { validateCode } from './validate-code.ts';

const formats = { 'application/fhir+json': JSON.stringify, 'application/json': JSON.stringify };

/** Parameters that every FHIR address takes. */
const general = ['_format', '_pretty', '_summary', '_elements'];

/** Parameters of R4 that are taken and change nothing: there is one language, no hierarchy and no post-coordination. */
const withoutEffect = ['displayLanguage', 'abstract', 'excludeNested', 'excludeNotForUI', 'excludePostCoordinated'];

type Answer = (service: Service, input: Input, caller: Caller | null) => Promise<Resource>;

/** What FHIR's operations take in an address; the same and more go into `Parameters`. */
const operationTable: readonly {
  readonly id: string;
  readonly path: string;
  readonly inAddress: readonly string[];
  readonly posted: readonly string[];
  readonly ofAccount?: true;
  readonly answer: Answer;
}[] = [
  {
    id: 'lookup',
    path: '/fhir/CodeSystem/$lookup',
    inAddress: ['code', 'system', 'version', 'date', 'property'],
    posted: ['coding'],
    answer: lookUp,
  },
  {
    id: 'validateCode',
    path: '/fhir/CodeSystem/$validate-code',
    inAddress: ['code', 'url', 'system', 'version', 'display', 'date'],
    posted: ['coding', 'codeableConcept'],
    answer: validateCode,
  },
  {
    id: 'translate',
    path: '/fhir/ConceptMap/$translate',
    inAddress: [
      ...['code', 'system', 'version', 'url', 'conceptMapVersion', 'source', 'target', 'targetsystem', 'reverse'],
      ...['date', 'payer'],
    ],
    posted: ['coding', 'codeableConcept'],
    ofAccount: true,
    answer: translate,
  },
  {
    id: 'expand',
    path: '/fhir/ValueSet/$expand',
    inAddress: [
      ...['url', 'valueSetVersion', 'filter', 'date', 'offset', 'count', 'activeOnly'],
      ...['includeDesignations', 'includeDefinition'],
    ],
    posted: ['valueSet'],
    answer: expand,
  },
];

const values = z.union([z.string().max(2_000), z.array(z.string().max(2_000)).max(50)]).optional();

function queryForm(names: readonly string[]): Record<string, typeof values> {
  return Object.fromEntries([...names, ...general].map((name) => [name, values]));
}

/** Throws where another form than JSON is asked for by `_format`. */
function inputOf(query: Readonly<Record<string, unknown>>): Input {
  const input = Input.ofQuery(query);
  const format = input.text('_format') ?? 'json';
  if (!/json/.test(format)) throw new Refused('not-acceptable', `${format}: it is answered as JSON alone`);
  return input;
}

function reading(
  id: string,
  path: string,
  names: readonly string[],
  answer: Answer,
  more: Pick<Operation, 'ofAccount'> = {},
): Operation {
  return operation({
    ...more,
    id,
    path,
    summary: path,
    scope: 'public',
    lasts: 'state',
    inPath: {},
    query: queryForm(names),
    response: null,
    formats,
    problems: [],
    answer: (service, query, caller) => answer(service, inputOf(query), caller),
  });
}

const asked: readonly Operation[] = [
  reading('metadata', '/fhir/metadata', ['mode'], metadata),
  reading('searchCodeSystems', '/fhir/CodeSystem', ['url'], searchCodeSystems),
  operation({
    id: 'readCodeSystem',
    path: '/fhir/CodeSystem/{id}',
    summary: 'CodeSystem',
    scope: 'public',
    lasts: 'state',
    inPath: { id: z.string().max(64) },
    query: queryForm([]),
    response: null,
    formats,
    problems: [],
    answer: (service, { id }) => readCodeSystem(service, String(id)),
  }),
  ...operationTable.flatMap(({ id, path, inAddress, posted, answer, ...more }) => [
    reading(id, path, [...inAddress, ...withoutEffect], answer, more),
    operation({
      id: `${id}Posted`,
      method: 'POST',
      asks: true,
      path,
      summary: path,
      scope: 'public',
      lasts: 'moment',
      inPath: {},
      query: queryForm([]),
      body: parametersForm,
      longestBody: 512 * 1024,
      response: null,
      formats,
      problems: [],
      answer: (service, { body }, caller) =>
        answer(service, Input.ofParameters(body, [...inAddress, ...posted, ...withoutEffect]), caller),
    }),
  ]),
];

/** FHIR R4 terminology. It has documents of its own (`metadata`), and refuses in its own form. */
export const fhirOperations: readonly Operation[] = [
  ...asked,
  // The base as people write it, with a slash at the end or without.
  ...['/fhir', '/fhir/'].map((path) =>
    operation({
      id: 'batch',
      method: 'POST',
      asks: true,
      path,
      summary: 'batch',
      scope: 'public',
      lasts: 'moment',
      inPath: {},
      query: queryForm([]),
      body: batchForm,
      longestBody: 512 * 1024,
      response: null,
      formats,
      problems: [],
      answer: (service, { body }, caller) => batch(asked)(service, body, caller),
    }),
  ),
];
