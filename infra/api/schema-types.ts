import { type Json, objectOf } from '../../shared/api/schema-breaks.ts';

/** The named forms as TypeScript types, each in its own name. */
export function formTypes(schemas: Json, wanted: ReadonlySet<string>): string {
  return Object.entries(schemas)
    .filter(([name]) => wanted.has(name))
    .map(([name, schema]) => `${comment(objectOf(schema))}export type ${pascal(name)} = ${typeText(schema)};\n`)
    .join('\n');
}

/** A JSON Schema as a TypeScript type, read-only all the way down. */
export function typeText(written: unknown): string {
  const schema = objectOf(written);
  if (typeof schema.$ref === 'string') return pascal(schema.$ref.split('/').at(-1)!);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) return union(alternatives.map(typeText));
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return union(schema.enum.map((value) => JSON.stringify(value)));
  return union([schema.type ?? 'unknown'].flat().map((type) => textOf(String(type), schema)));
}

function textOf(type: string, schema: Json): string {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array') return `readonly ${bracketed(typeText(schema.items))}[]`;
  if (type === 'object') return objectText(schema);
  return ['string', 'boolean', 'null'].includes(type) ? type : 'unknown';
}

function objectText({ properties, required, additionalProperties }: Json): string {
  const must = Array.isArray(required) ? (required as string[]) : [];
  const members = Object.entries(objectOf(properties)).map(
    ([name, schema]) => `readonly ${key(name)}${must.includes(name) ? '' : '?'}: ${typeText(schema)}`,
  );
  if (members.length > 0) return `{ ${members.join('; ')} }`;
  return `Readonly<Record<string, ${typeof additionalProperties === 'object' ? typeText(additionalProperties) : 'unknown'}>>`;
}

function union(texts: readonly string[]): string {
  return [...new Set(texts)].join(' | ');
}

function bracketed(text: string): string {
  return /^[\w.]+$/.test(text) ? text : `(${text})`;
}

function key(name: string): string {
  return /^[a-z_]\w*$/i.test(name) ? name : JSON.stringify(name);
}

function comment({ title, description }: Json): string {
  const said = [title, description].filter((each) => typeof each === 'string').join(': ');
  return said === '' ? '' : `/** ${said.replaceAll('*/', '* /')} */\n`;
}

/** Names that TypeScript has itself. */
const taken = new Set(['Record', 'Error', 'Map', 'Set', 'Date', 'Promise', 'Response', 'Request']);

/** `listed-change` as types are written. */
function pascal(name: string): string {
  const written = name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return taken.has(written) ? `${written}Form` : written;
}
