import { type Json, objectOf } from '../../shared/api/schema-breaks.ts';

/** What texts of a name look like; the codes are those of the shipped sample, so that an example can be tried. */
const texts: Readonly<Record<string, string>> = {
  code: 'S0013',
  old: 'S0013',
  codeSet: 'HCPCS',
  release: '2026-01',
  newest: '2026-01',
  startShownIn: '2025-10',
  endShownIn: '2026-01',
  id: 'k7q2m4x9',
  claimId: 'SAMPLE-1003',
  payer: 'commercial',
  file: 'HCPC2026_JAN_ANWEB.txt',
  shortDescription: 'Esketamine, nasal spray',
  longDescription: 'Esketamine, nasal spray, 1 mg',
  modifier: 'JZ',
  section: 'J',
  prefix: 'J0',
  range: 'J0120-J8999',
  since: 'start',
  sha256: '5e1f0a'.padEnd(64, '0'),
  version: '0.1.0',
  unitOfMeasure: 'UN',
  frequency: '1',
  name: 'billing',
  timeZone: 'America/Chicago',
  email: 'billing@hospital.example',
};

const formats: Readonly<Record<string, string>> = {
  date: '2026-01-05',
  'date-time': '2026-01-05T12:00:00Z',
  email: 'billing@hospital.example',
  uri: 'https://hospital.example/codes',
};

/** Forms that hold themselves end here. */
const deepest = 7;

/** A value that a schema describes, as like life as its names allow. */
export function exampleOf(written: unknown, document: Json, name = '', depth = 0): unknown {
  const schema = resolve(objectOf(written), document);
  if (Array.isArray(schema.examples)) return schema.examples[0];
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) return exampleOf(alternatives[0], document, name, depth);
  const type = [schema.type].flat()[0];
  if (type === 'array')
    return depth >= deepest ? [] : [exampleOf(schema.items, document, name.replace(/s$/, ''), depth + 1)];
  if (type === 'object') return depth >= deepest ? {} : objectExample(schema, document, depth);
  return plain(schema, String(type), name);
}

function objectExample({ properties, required, additionalProperties }: Json, document: Json, depth: number): object {
  const must = Array.isArray(required) ? required : [];
  const members = Object.entries(objectOf(properties)).filter(([name]) => must.includes(name));
  if (members.length === 0 && typeof additionalProperties === 'object') return { count: 1 };
  return Object.fromEntries(members.map(([name, schema]) => [name, exampleOf(schema, document, name, depth + 1)]));
}

function plain(schema: Json, type: string, name: string): unknown {
  if (type === 'boolean') return false;
  if (type === 'null') return null;
  if (type === 'integer' || type === 'number') return Math.max(1, Number(schema.minimum ?? 1));
  return formats[String(schema.format)] ?? texts[name] ?? name;
}

function resolve(schema: Json, document: Json): Json {
  if (typeof schema.$ref !== 'string') return schema;
  return objectOf(objectOf(objectOf(document.components).schemas)[schema.$ref.split('/').at(-1)!]);
}
