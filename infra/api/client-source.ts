import { type Json, objectOf } from '../../shared/api/schema-breaks.ts';
import { formTypes, typeText } from './schema-types.ts';

interface Place {
  readonly path: string;
  readonly method: string;
  readonly operation: Json;
}

/** The types and the table of the client, as text, from the OpenAPI document alone. */
export function clientSource(document: Json): string {
  const places = Object.entries(objectOf(document.paths)).flatMap(([path, methods]) =>
    Object.entries(objectOf(methods)).map(
      ([method, operation]): Place => ({ path, method, operation: objectOf(operation) }),
    ),
  );
  const asked = places.map(askedType).join('\n');
  const answers = places.map(({ operation }) => `  ${id(operation)}: ${answerType(operation)};`).join('\n');
  const table = places.map(tableEntry).join('\n');
  return `// Written by "npm run client" from docs/openapi.json.
import type { SentFile } from './client.ts';

type Nothing = Readonly<Record<never, never>>;

${formTypes(objectOf(objectOf(document.components).schemas), formsIn(document))}
/** What each operation is asked with. */
export interface Asked {
${asked}
}

/** What each operation answers. */
export interface Answers {
${answers}
}

export interface OperationPlace {
  readonly method: string;
  readonly path: string;
  readonly inPath: readonly string[];
  readonly query: readonly string[];
}

/** Where each operation is found. */
export const places = {
${table}
} as const satisfies Record<keyof Asked, OperationPlace>;
`;
}

/** The forms that operations speak of; the document holds those of the command line, too. */
function formsIn(document: Json): ReadonlySet<string> {
  const found = new Set<string>();
  const schemas = objectOf(objectOf(document.components).schemas);
  const visit = (text: string): void => {
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (found.has(name!)) continue;
      found.add(name!);
      visit(JSON.stringify(schemas[name!]));
    }
  };
  visit(JSON.stringify(document.paths));
  return found;
}

function askedType({ operation }: Place): string {
  const parameters = parametersOf(operation).map(
    (each) => `${String(each.name)}${each.required ? '' : '?'}: ${typeText(each.schema)}`,
  );
  const content = objectOf(objectOf(operation.requestBody).content);
  const body = objectOf(content['application/json']).schema;
  const sent =
    body === undefined ? [] : [`body: ${typeText(body)}${Object.keys(content).length > 1 ? ' | SentFile' : ''}`];
  const members = [...parameters, ...sent].map((member) => `readonly ${member}`);
  return `  ${id(operation)}: ${members.length > 0 ? `{ ${members.join('; ')} }` : 'Nothing'};`;
}

function answerType({ responses }: Json): string {
  const [, answer] = Object.entries(objectOf(responses)).find(([status]) => /^2/.test(status)) ?? [];
  const content = objectOf(objectOf(answer).content);
  if (Object.keys(content).length === 0) return 'undefined';
  const form = objectOf(content['application/json']).schema;
  return form === undefined ? 'string' : typeText(form);
}

function tableEntry({ path, method, operation }: Place): string {
  const named = (place: string) =>
    JSON.stringify(
      parametersOf(operation)
        .filter((each) => each.in === place)
        .map(({ name }) => name),
    );
  const target = `method: '${method.toUpperCase()}', path: '${path}'`;
  return `  ${id(operation)}: { ${target}, inPath: ${named('path')}, query: ${named('query')} },`;
}

function parametersOf({ parameters }: Json): readonly Json[] {
  const listed = Array.isArray(parameters) ? (parameters as Json[]) : [];
  return listed.filter((each) => each.in !== 'header');
}

function id({ operationId }: Json): string {
  return String(operationId);
}
