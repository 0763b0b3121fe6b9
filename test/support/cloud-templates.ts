import { readFileSync } from 'node:fs';
import { App, CfnElement, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { createCloud } from '../../infra/cloud.ts';
import { explainExceptions } from '../../infra/exceptions.ts';
import type { FunctionName } from '../../infra/functions.ts';
import { readSettings } from '../../infra/settings.ts';
import type { Statement } from './cloud/permissions.ts';

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template has no type
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A resource with the place that it has in the tree of constructs, without the name of its stage. */
export interface Placed extends Resource {
  readonly path: string;
}

/** The stacks of a deployment as templates, built without bundling the functions. */
export function cloudOf(stage: 'dev' | 'prod', given: Readonly<Record<string, unknown>> = {}) {
  const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  const settings = readSettings((name) => ({ stage, ...given })[name]);
  const stacks = createCloud(app, settings);
  explainExceptions(stacks);
  const prefix = `codeset-watch-${stage}-`;
  const templates = new Map(
    Object.values(stacks).map((stack) => [stack.stackName, Template.fromStack(stack).toJSON()]),
  );
  const resources = Object.values(stacks).flatMap((stack) =>
    resourcesOf(stack, templates.get(stack.stackName)!, prefix),
  );
  return {
    app,
    settings,
    stacks,
    resources,
    /** As `stack name`; what stacks give each other left out. */
    outputs: Object.entries(stacks).flatMap(([name, { stackName }]) =>
      Object.keys(templates.get(stackName)!.Outputs ?? {}).map((output) => `${name} ${output}`),
    ),
    at(path: string, type: string): Placed {
      const found = resources.find((each) => each.path === path && each.Type === type);
      if (!found) throw new Error(`no ${type} at ${path}`);
      return found;
    },
    ofType: (type: string): readonly Placed[] => resources.filter(({ Type }) => Type === type),
    /** Says in words what a reference within a template means. */
    inWords: (value: unknown, stack: string): unknown =>
      inWords(value, { templates, places: placesOf(stacks, prefix) }, stack),
  };
}

export type Cloud = ReturnType<typeof cloudOf>;

/** What the policy of a function says, in words. */
export function statementsOf(cloud: Cloud, name: FunctionName): readonly Statement[] {
  const policy = cloud.ofType('AWS::IAM::Policy').find(({ path }) => path.startsWith(`${placeOf(name)}/Role`))!;
  return cloud.inWords(policy.Properties.PolicyDocument.Statement, stackOf(cloud, name)) as Statement[];
}

/** The variables that a function starts with, in words. */
export function variablesOf(cloud: Cloud, name: FunctionName): Record<string, string> {
  const found = cloud.ofType('AWS::Lambda::Function').find(({ path }) => path === `${placeOf(name)}/Function`)!;
  return cloud.inWords(found.Properties.Environment.Variables, stackOf(cloud, name)) as Record<string, string>;
}

function stackOf(cloud: Cloud, name: FunctionName): string {
  return name === 'api' ? cloud.stacks.api.stackName : cloud.stacks.pipeline.stackName;
}

function placeOf(name: FunctionName): string {
  return `${name === 'api' ? 'api' : 'pipeline'}/${name}`;
}

function resourcesOf(
  stack: Stack,
  template: { Resources?: Record<string, Resource> },
  prefix: string,
): readonly Placed[] {
  const paths = pathsOf(stack, prefix);
  return Object.entries(template.Resources ?? {}).map(([id, resource]) => ({ ...resource, path: paths.get(id) ?? id }));
}

function placesOf(
  stacks: Readonly<Record<string, Stack>>,
  prefix: string,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(Object.values(stacks).map((stack) => [stack.stackName, pathsOf(stack, prefix)]));
}

function pathsOf(stack: Stack, prefix: string): ReadonlyMap<string, string> {
  const elements = stack.node.findAll().filter((each): each is CfnElement => CfnElement.isCfnElement(each));
  return new Map(
    elements.map((each) => [
      stack.resolve(each.logicalId) as string,
      each.node.path.slice(prefix.length).replace(/\/Resource$/, ''),
    ]),
  );
}

interface Known {
  readonly templates: ReadonlyMap<string, { Outputs?: Record<string, { Value: unknown; Export?: { Name: string } }> }>;
  readonly places: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

function inWords(value: unknown, known: Known, stack: string): unknown {
  if (Array.isArray(value)) return value.map((each) => inWords(each, known, stack));
  if (typeof value !== 'object' || value === null) return value;
  const [[name, inner] = ['', undefined]] = Object.entries(value);
  if (name === 'Ref') return known.places.get(stack)?.get(inner as string) ?? `{${inner}}`;
  if (name === 'Fn::GetAtt') return known.places.get(stack)?.get((inner as string[])[0]!);
  if (name === 'Fn::ImportValue') return imported(inner as string, known);
  if (name === 'Fn::Join') {
    const [separator, parts] = inner as [string, unknown[]];
    return parts.map((part) => String(inWords(part, known, stack))).join(separator);
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inWords(each, known, stack)]));
}

function imported(exportName: string, known: Known): unknown {
  for (const [stack, { Outputs = {} }] of known.templates)
    for (const { Value, Export } of Object.values(Outputs))
      if (Export?.Name === exportName) return inWords(Value, known, stack);
  throw new Error(`no stack exports ${exportName}`);
}
