/** Relation of the place from which a feed is to be followed another time. */
const laterRelation = 'urn:codeset-watch:later';

/**
 * The header `Link` (RFC 8288) of an answer that is one page of several: `first`, and `next` where one follows. Null
 * for an answer without pages.
 */
export function pageLinks(target: string, answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('next' in answer)) return null;
  const { next, since, more } = answer as { next: unknown; since?: unknown; more?: unknown };
  // At its end a feed tells where to go on later, by another name: who follows `next` would never come to an end.
  if (typeof since === 'string' && /[?&]since=/.test(target))
    return `<${withParameter(target, 'since', since)}>; rel="${more ? 'next' : laterRelation}"`;
  const first = `<${withParameter(target, 'cursor', null)}>; rel="first"`;
  return typeof next === 'string' ? `<${withParameter(target, 'cursor', next)}>; rel="next", ${first}` : first;
}

function withParameter(target: string, name: string, value: string | null): string {
  const [path, query = ''] = target.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.delete(name);
  if (value !== null) parameters.set(name, value);
  const written = parameters.toString();
  return written === '' ? path! : `${path}?${written}`;
}
