/** A JSON value from outside, looked at with care: every step answers `undefined` where the form is another. */
export type Json = unknown;

/** The member of an object, or of the first object of a list. */
export function member(value: Json, ...path: readonly string[]): Json {
  let found: Json = value;
  for (const name of path) {
    if (Array.isArray(found)) found = found[0];
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.hasOwn(found, name) ? (found as Readonly<Record<string, Json>>)[name] : undefined;
  }
  return found;
}

export function textAt(value: Json, ...path: readonly string[]): string | undefined {
  const found = member(value, ...path);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

export function numberAt(value: Json, ...path: readonly string[]): number | undefined {
  const found = member(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

export function listAt(value: Json, ...path: readonly string[]): readonly Json[] {
  const found = member(value, ...path);
  return Array.isArray(found) ? found : [];
}
