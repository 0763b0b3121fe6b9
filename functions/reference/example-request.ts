import { type Json, objectOf } from '../../shared/api/schema-breaks.ts';
import { exampleOf } from './example-of.ts';

/** A right request to an operation. */
export interface ExampleRequest {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Parameters of path and query, by name. */
  readonly asked: Readonly<Record<string, unknown>>;
  /** Path and query, filled in. */
  readonly target: string;
  readonly body: unknown;
  readonly needsKey: boolean;
}

/** Parameters that an example shows though they may be left out. */
const shown = new Set(['on', 'payer']);

export function exampleRequest(method: string, path: string, operation: Json, document: Json): ExampleRequest {
  const parameters = parametersOf(operation).filter(
    ({ name, in: place, required }) => place !== 'header' && (required === true || shown.has(String(name))),
  );
  const asked = Object.fromEntries(
    parameters.map(({ name, schema }) => [String(name), exampleOf(schema, document, String(name))]),
  );
  const inQuery = parameters.filter((each) => each.in === 'query').map(({ name }) => String(name));
  const query = new URLSearchParams(inQuery.map((name): [string, string] => [name, String(asked[name])]));
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(asked[name])));
  const form = objectOf(objectOf(objectOf(operation.requestBody).content)['application/json']).schema;
  return {
    id: String(operation.operationId),
    method: method.toUpperCase(),
    path,
    asked,
    target: inQuery.length > 0 ? `${filled}?${query}` : filled,
    body: form === undefined ? undefined : exampleOf(form, document),
    needsKey: Array.isArray(operation.security) && operation.security.length > 0,
  };
}

export function parametersOf({ parameters }: Json): readonly Json[] {
  return Array.isArray(parameters) ? (parameters as Json[]) : [];
}

/** The request as people would write it; address and key come from the environment. */
export const spellings = {
  curl: ({ method, target, body, needsKey }: ExampleRequest): string =>
    [
      `curl ${method === 'GET' ? '' : `-X ${method} `}"$CODESET_URL${target}"`,
      ...(needsKey ? ['-H "Authorization: Bearer $CODESET_KEY"'] : []),
      ...(body === undefined ? [] : ['-H "Content-Type: application/json"', `-d '${JSON.stringify(body)}'`]),
    ].join(' \\\n  '),
  TypeScript: ({ id, asked, body }: ExampleRequest): string => {
    const given = { ...asked, ...(body === undefined ? {} : { body }) };
    const written = Object.keys(given).length > 0 ? literal(given) : '';
    return `await client.${id}(${written});`;
  },
  Python: ({ method, target, body, needsKey }: ExampleRequest): string => {
    const headers = [
      ...(needsKey ? ['"Authorization": "Bearer " + os.environ["CODESET_KEY"]'] : []),
      ...(body === undefined ? [] : ['"Content-Type": "application/json"']),
    ];
    return [
      'request = urllib.request.Request(',
      `    os.environ["CODESET_URL"] + ${JSON.stringify(target)},`,
      `    method="${method}",`,
      ...(headers.length > 0 ? [`    headers={${headers.join(', ')}},`] : []),
      ...(body === undefined ? [] : [`    data=json.dumps(${pythonic(body)}).encode(),`]),
      ')',
      'answer = urllib.request.urlopen(request).read()',
    ].join('\n');
  },
} as const;

function literal(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll(/"([A-Za-z_]\w*)":/g, ' $1: ')
    .replaceAll(/,(?=\S)/g, ', ');
}

function pythonic(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonic).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, each]) => `${JSON.stringify(name)}: ${pythonic(each)}`)
    .join(', ')}}`;
}
