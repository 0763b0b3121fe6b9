/** One request to AWS, in the words of a policy. */
export interface Asked {
  readonly caller: string;
  readonly action: string;
  /** As the template names it, in small letters: `data/accounts/index/duework`, `data/archive/archive/…`. */
  readonly resource: string;
  /** Values of condition keys that the request has. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

type Condition = (values: readonly string[] | undefined, wanted: readonly string[]) => boolean;

/** The operators that our policies use, as IAM defines them. */
const operators: Readonly<Record<string, Condition>> = {
  'ForAllValues:StringLike': (values = [], wanted) =>
    values.every((value) => wanted.some((each) => isLike(value, each))),
  StringLike: (values = [], wanted) => values.some((value) => wanted.some((each) => isLike(value, each))),
  StringEquals: (values = [], wanted) => values.some((value) => wanted.includes(value)),
  Null: (values, wanted) => wanted.includes(String(values === undefined)),
};

/** Whether one of the statements allows the request. None of ours denies. */
export function isAllowed(statements: readonly Statement[], { action, resource, context }: Asked): boolean {
  return statements.some(
    ({ Action, Resource, Condition = {} }) =>
      listOf(Action).includes(action) &&
      listOf(Resource).some((each) => isLike(resource, each.toLowerCase())) &&
      Object.entries(Condition).every(([operator, tests]) =>
        Object.entries(tests).every(([key, wanted]) => {
          const holds = operators[operator];
          if (!holds) throw new Error(`the condition ${operator} is unknown to the tests`);
          return holds(context[key], listOf(wanted));
        }),
      ),
  );
}

function isLike(value: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.?+^$()[\]{}|\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(value);
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
