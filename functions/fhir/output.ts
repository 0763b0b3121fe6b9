import { type ProblemKind, problemKinds, type Refused } from '../api/problems.ts';

/** A value with its type in its name, as FHIR writes it: `{ valueString: … }`. */
export type Value = Readonly<Record<`value${string}`, unknown>>;
export type Parameter = { readonly name: string; readonly part?: readonly Parameter[] } & Partial<Value>;

export interface Resource {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

/** A `Parameters` resource of what is there; absent values leave no parameter. */
export function parametersOf(parameters: readonly (Parameter | null)[]): Resource {
  return { resourceType: 'Parameters', parameter: parameters.filter((each) => each !== null) };
}

export function named(name: string, type: string, value: unknown): Parameter | null {
  return value === undefined || value === null || value === '' ? null : { name, [`value${type}`]: value };
}

export function withParts(name: string, parts: readonly (Parameter | null)[]): Parameter {
  return { name, part: parts.filter((each) => each !== null) };
}

/** What FHIR's issue types call our kinds of refusal; `processing` for the rest. */
const issueTypes: Partial<Record<ProblemKind, string>> = {
  'invalid-request': 'invalid',
  unauthorized: 'login',
  forbidden: 'forbidden',
  'not-found': 'not-found',
  'unknown-code': 'not-found',
  'unknown-release': 'not-found',
  'no-code-set': 'not-found',
  'method-not-allowed': 'not-supported',
  'not-acceptable': 'not-supported',
  'unsupported-media-type': 'not-supported',
  'too-large': 'too-long',
  'too-many-requests': 'throttled',
  internal: 'exception',
};

/** A refusal as FHIR programs read it. */
export function outcomeOf({ kind, detail }: Refused, requestId: string): Resource {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: issueTypes[kind] ?? 'processing',
        details: { text: problemKinds[kind].title },
        diagnostics: `${detail} (request ${requestId})`,
      },
    ],
  };
}
