/** The last of several parameters of one name would win unseen: they are handed on, and refused by the form. */
export function queryOf(query: string): Record<string, string | string[]> {
  if (query === '') return {};
  const read: Record<string, string | string[]> = {};
  const parameters = new URLSearchParams(query);
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    read[name] = values.length === 1 ? values[0]! : values;
  }
  return read;
}
