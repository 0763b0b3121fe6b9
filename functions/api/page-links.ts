/**
 * The header `Link` (RFC 8288) of an answer that is one page of several: `first`, and `next` where one follows. Null
 * for an answer without pages.
 */
export function pageLinks(target: string, answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('next' in answer)) return null;
  const { next } = answer;
  const first = `<${withCursor(target, null)}>; rel="first"`;
  return typeof next === 'string' ? `<${withCursor(target, next)}>; rel="next", ${first}` : first;
}

function withCursor(target: string, cursor: string | null): string {
  const [path, query = ''] = target.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.delete('cursor');
  if (cursor !== null) parameters.set('cursor', cursor);
  const written = parameters.toString();
  return written === '' ? path! : `${path}?${written}`;
}
