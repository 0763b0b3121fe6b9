import type { Method, Operation } from './operation.ts';

/** The operations of one path, by method. */
export interface Route {
  readonly path: string;
  readonly byMethod: ReadonlyMap<Method, Operation>;
  /** As the header `Allow` names them. */
  readonly allowed: string;
}

export interface Matched {
  readonly route: Route;
  readonly inPath: Readonly<Record<string, string>>;
}

interface Pattern extends Route {
  readonly parts: readonly Part[];
}

interface Part {
  /** Text that stands for itself; null where a parameter stands. */
  readonly fixed: string | null;
  readonly name: string;
}

/** Finds the operations of a path. A fixed part goes before a parameter, in whatever order the table has them. */
export function routesOf(operations: readonly Operation[]): (path: string) => Matched | null {
  const byCount = new Map<number, Pattern[]>();
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const pattern = patternOf(
      path,
      operations.filter((operation) => operation.path === path),
    );
    byCount.set(pattern.parts.length, [...(byCount.get(pattern.parts.length) ?? []), pattern]);
  }
  for (const patterns of byCount.values()) patterns.sort((a, b) => fixedness(b).localeCompare(fixedness(a)));
  return (path) => {
    const parts = path.slice(1).split('/');
    for (const pattern of byCount.get(parts.length) ?? []) {
      const inPath = matched(pattern, parts);
      if (inPath) return { route: pattern, inPath };
    }
    return null;
  };
}

function patternOf(path: string, ofPath: readonly Operation[]): Pattern {
  const parts = path
    .slice(1)
    .split('/')
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      return name === undefined ? { fixed: part, name: '' } : { fixed: null, name };
    });
  const byMethod = new Map(ofPath.map((operation) => [operation.method, operation]));
  const allowed = [...byMethod.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return { path, parts, byMethod, allowed: [...allowed, 'OPTIONS'].join(', ') };
}

function fixedness({ parts }: Pattern): string {
  return parts.map(({ fixed }) => (fixed === null ? '0' : '1')).join('');
}

function matched({ parts }: Pattern, given: readonly string[]): Record<string, string> | null {
  const inPath: Record<string, string> = {};
  for (let index = 0; index < parts.length; index++) {
    const { fixed, name } = parts[index]!;
    const part = given[index]!;
    if (fixed === null && part !== '') inPath[name] = decoded(part);
    else if (fixed !== decoded(part)) return null;
  }
  return inPath;
}

/** What is no right percent encoding stands for itself. */
function decoded(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
