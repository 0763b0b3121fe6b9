/**
 * The header `Link` (RFC 8288) of an answer that is one page of several: `first`, and `next` where one follows. Null
 * for an answer without pages.
 */
export function pageLinks(target: string, answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('next' in answer)) return null;
  const { next, since } = answer as { next: unknown; since?: unknown };
  // A feed has no first page to go back to: it goes on from a place, and hands out the next one at its end, too.
  if (typeof since === 'string' && /[?&]since=/.test(target))
    return `<${withParameter(target, 'since', since)}>; rel="next"`;
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
