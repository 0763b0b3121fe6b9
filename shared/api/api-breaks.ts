import { type Documents, type Json, objectOf, schemaBreaks } from './schema-breaks.ts';

/** What in an OpenAPI document would break a caller who was written for the one before. Additions break nobody. */
export function apiBreaks(before: Json, after: Json): readonly string[] {
  const documents = { before, after };
  const [olds, news] = [objectOf(before.paths), objectOf(after.paths)];
  return Object.entries(olds).flatMap(([path, methods]) => {
    if (!(path in news)) return [`${path} is gone`];
    return Object.entries(objectOf(methods)).flatMap(([method, old]) => {
      const fresh = objectOf(news[path])[method];
      const name = `${method.toUpperCase()} ${path}`;
      if (fresh === undefined) return [`${name} is gone`];
      return operationBreaks(objectOf(old), objectOf(fresh), documents).map((said) => `${name}: ${said}`);
    });
  });
}

function operationBreaks(old: Json, fresh: Json, documents: Documents): readonly string[] {
  return [
    ...(old.operationId === fresh.operationId ? [] : [`operationId ${old.operationId} became ${fresh.operationId}`]),
    ...(isOpen(old) && !isOpen(fresh) ? ['needs a key'] : []),
    ...parameterBreaks(old, fresh, documents),
    ...bodyBreaks(old, fresh, documents),
    ...answerBreaks(old, fresh, documents),
  ];
}

function isOpen({ security }: Json): boolean {
  return !Array.isArray(security) || security.length === 0;
}

function parameterBreaks(old: Json, fresh: Json, documents: Documents): readonly string[] {
  const [olds, news] = [parametersOf(old), parametersOf(fresh)];
  const lost = [...olds].flatMap(([name, parameter]) => {
    const now = news.get(name);
    if (!now) return [`lost the parameter ${name}`];
    const breaks = schemaBreaks(parameter.schema, now.schema, 'sent', documents);
    const required = now.required === true && parameter.required !== true ? [`needs the parameter ${name}`] : [];
    return [...required, ...breaks.map((said) => `parameter ${name} ${said}`)];
  });
  const added = [...news].filter(([name, { required }]) => required === true && !olds.has(name));
  return [...lost, ...added.map(([name]) => `needs the parameter ${name}`)];
}

function parametersOf({ parameters }: Json): ReadonlyMap<string, Json> {
  const listed = Array.isArray(parameters) ? (parameters as Json[]) : [];
  return new Map(listed.map((each) => [`${each.in} ${each.name}`, each]));
}

function bodyBreaks(old: Json, fresh: Json, documents: Documents): readonly string[] {
  const [before, after] = [objectOf(old.requestBody), objectOf(fresh.requestBody)];
  const needs = after.required === true && before.required !== true ? ['needs a body'] : [];
  return [...needs, ...contentBreaks(before, after, 'sent', documents).map((said) => `body ${said}`)];
}

/** What a caller gets where all is well; refusals have one form of their own. */
function answerBreaks(old: Json, fresh: Json, documents: Documents): readonly string[] {
  const [olds, news] = [objectOf(old.responses), objectOf(fresh.responses)];
  return Object.entries(olds)
    .filter(([status]) => /^2/.test(status))
    .flatMap(([status, answer]) => {
      if (!(status in news)) return [`no longer answers ${status}`];
      const breaks = contentBreaks(objectOf(answer), objectOf(news[status]), 'read', documents);
      return breaks.map((said) => `answer ${said}`);
    });
}

function contentBreaks(before: Json, after: Json, direction: 'sent' | 'read', documents: Documents): readonly string[] {
  const [olds, news] = [objectOf(before.content), objectOf(after.content)];
  return Object.entries(olds).flatMap(([type, media]) => {
    if (!(type in news)) return [`is no longer ${type}`];
    return schemaBreaks(objectOf(media).schema, objectOf(news[type]).schema, direction, documents);
  });
}
