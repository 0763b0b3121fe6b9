/** A JSON Schema, or the part of an OpenAPI document, as it is written. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * Who writes what the schema describes. What callers send may be taken more freely than before, what they read may say
 * more than before; never the other way round.
 */
export type Direction = 'sent' | 'read';

/** Both documents, for the references in them. */
export interface Documents {
  readonly before: Json;
  readonly after: Json;
}

interface Pair {
  readonly before: Json;
  readonly after: Json;
  readonly direction: Direction;
  readonly documents: Documents;
  /** Pairs of references that are being compared already: a form may hold itself. */
  readonly seen: ReadonlySet<string>;
}

/** What of a schema would break a caller who relies on the one before; each with the place in the schema. */
export function schemaBreaks(
  before: unknown,
  after: unknown,
  direction: Direction,
  documents: Documents,
): readonly string[] {
  return breaksOf({ before: objectOf(before), after: objectOf(after), direction, documents, seen: new Set() });
}

function breaksOf(pair: Pair): readonly string[] {
  const names = `${pair.before.$ref ?? ''} ${pair.after.$ref ?? ''}`;
  if (names !== ' ' && pair.seen.has(names)) return [];
  const before = resolve(pair.before, pair.documents.before);
  const after = resolve(pair.after, pair.documents.after);
  const whole: Pair = { ...pair, before, after, seen: new Set([...pair.seen, names]) };
  if (alternativesOf(before).length > 1 || alternativesOf(after).length > 1) return alternativeBreaks(whole);
  const [one, other] = [alternativesOf(before)[0]!, alternativesOf(after)[0]!];
  if (one !== before || other !== after) return breaksOf({ ...whole, before: one, after: other });
  const types = typeBreaks(whole);
  if (types.length > 0) return types;
  return [
    ...enumBreaks(whole),
    ...limitBreaks(whole),
    ...propertyBreaks(whole),
    ...within('[]', part(whole, 'items')),
    ...within('{}', part(whole, 'additionalProperties')),
  ];
}

/** Each alternative that a caller may send, or has to expect, must have had its like. */
function alternativeBreaks(pair: Pair): readonly string[] {
  const [olds, news] = [alternativesOf(pair.before), alternativesOf(pair.after)];
  const fits = (before: Json, after: Json) => breaksOf({ ...pair, before, after }).length === 0;
  const lost = olds.filter((before) => !news.some((after) => fits(before, after)));
  const strange = news.filter((after) => !olds.some((before) => fits(before, after)));
  if (pair.direction === 'sent') return lost.map((each) => `no longer takes ${nameOf(each)}`);
  // What is read may stay away, but where a form changes it shows as a new one.
  return strange.map((each) => `may now be ${nameOf(each)}`);
}

function typeBreaks({ before, after, direction }: Pair): readonly string[] {
  const [olds, news] = [typesOf(before), typesOf(after)];
  if (direction === 'read' && olds.length === 0) return [];
  if (direction === 'sent' && news.length === 0) return [];
  const takes = (types: readonly string[], type: string) =>
    types.includes(type) || (type === 'integer' && types.includes('number'));
  const lost = olds.filter((type) => !takes(news, type));
  const strange = direction === 'read' ? news.filter((type) => !takes(olds, type)) : [];
  if (lost.length === 0 && strange.length === 0 && (olds.length > 0 || news.length === 0)) return [];
  return [`type ${olds.join('|') || 'any'} became ${news.join('|') || 'any'}`];
}

/** A value that is gone breaks whoever sends it and whoever waits for it; new ones have to be expected. */
function enumBreaks({ before, after, direction }: Pair): readonly string[] {
  const [olds, news] = [valuesOf(before), valuesOf(after)];
  if (!news) return [];
  if (!olds) return direction === 'sent' ? [`takes ${news.join(', ')} alone`] : [];
  return olds.filter((value) => !news.includes(value)).map((value) => `lost the value ${String(value)}`);
}

/** Limits on what is sent: by keyword, whether a larger number is the stricter one. */
const limits = {
  minimum: true,
  exclusiveMinimum: true,
  minLength: true,
  minItems: true,
  maximum: false,
  exclusiveMaximum: false,
  maxLength: false,
  maxItems: false,
} as const;

function limitBreaks({ before, after, direction }: Pair): readonly string[] {
  if (direction === 'read')
    return before.format === after.format ? [] : [`format ${before.format} became ${after.format}`];
  const stricter = Object.entries(limits).flatMap(([name, larger]) => {
    const [old, fresh] = [before[name], after[name]];
    if (typeof fresh !== 'number' || fresh === old) return [];
    const narrowed = typeof old !== 'number' || (larger ? fresh > old : fresh < old);
    return narrowed ? [`${name} became ${fresh}`] : [];
  });
  const patterns = ['pattern', 'format'].filter((name) => after[name] !== undefined && after[name] !== before[name]);
  return [...stricter, ...patterns.map((name) => `${name} became ${String(after[name])}`)];
}

function propertyBreaks(pair: Pair): readonly string[] {
  const { before, after, direction } = pair;
  const [olds, news] = [objectOf(before.properties), objectOf(after.properties)];
  const [hadTo, hasTo] = [listOf(before.required), listOf(after.required)];
  const breaks = Object.keys(olds).flatMap((name) => {
    if (!(name in news)) return [`lost the field ${name}`];
    return within(`.${name}`, { ...pair, before: objectOf(olds[name]), after: objectOf(news[name]) });
  });
  if (direction === 'sent') {
    breaks.push(...hasTo.filter((name) => !hadTo.includes(name)).map((name) => `needs the field ${name}`));
    if (after.additionalProperties === false && before.additionalProperties !== false && before.properties)
      breaks.push('takes no other fields any more');
  } else
    breaks.push(
      ...hadTo.filter((name) => name in news && !hasTo.includes(name)).map((name) => `may lack the field ${name}`),
    );
  return breaks;
}

function part(pair: Pair, name: string): Pair | null {
  const [before, after] = [pair.before[name], pair.after[name]];
  if (typeof before !== 'object' || typeof after !== 'object') return null;
  return { ...pair, before: objectOf(before), after: objectOf(after) };
}

function within(place: string, pair: Pair | null): readonly string[] {
  return pair ? breaksOf(pair).map((said) => (/^[.[{]/.test(said) ? `${place}${said}` : `${place}: ${said}`)) : [];
}

function alternativesOf(schema: Json): readonly Json[] {
  const listed = schema.anyOf ?? schema.oneOf;
  return Array.isArray(listed) && listed.length > 0 ? (listed as Json[]) : [schema];
}

function nameOf(schema: Json): string {
  return String(schema.$ref ?? schema.const ?? typesOf(schema).join('|') ?? 'something else');
}

function typesOf({ type }: Json): readonly string[] {
  return type === undefined ? [] : ([type].flat() as string[]);
}

function valuesOf(schema: Json): readonly unknown[] | undefined {
  if ('const' in schema) return [schema.const];
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value : [];
}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function resolve(schema: Json, document: Json): Json {
  const name = typeof schema.$ref === 'string' ? schema.$ref.replace('#/components/schemas/', '') : undefined;
  return name === undefined ? schema : objectOf(objectOf(objectOf(document.components).schemas)[name]);
}
