import { existsSync, readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { stageFacts } from '../../infra/functions.ts';
import { forms, readSettings } from '../../infra/settings.ts';
import { newSubscriptionForm } from '../../shared/api/subscription-forms.ts';
import { cloudOf } from '../support/cloud-templates.ts';

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const pages = { 'DEPLOY.md': page('DEPLOY.md'), 'OPERATIONS.md': page('OPERATIONS.md') };

/** With every setting that brings an output of its own. */
const cloud = cloudOf('prod', {
  apiDomain: 'codes.hospital.example',
  apiCertificate: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
  signInDomain: 'login.hospital.example',
  signInCertificate: 'arn:aws:acm:us-east-1:123456789012:certificate/2',
});

const functions = cloud
  .ofType('AWS::Lambda::Function')
  .map(({ path }) => path.split('/'))
  .map(([stack, name]) => `${stack} ${name}`);

function found(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map((match) => match.slice(1).join(' '));
}

describe.each(Object.entries(pages))('the commands of %s', (_name, text) => {
  test('ask for outputs that the stacks have', () => {
    const asked = found(text, /\boutputs (\w+) (\w+)/g);
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.filter((each) => !cloud.outputs.includes(each))).toEqual([]);
  });

  test('give settings that there are', () => {
    const names = Object.keys(forms.shape);
    const given = found(text, /-c ([a-z]\w+)=/gi).filter((name) => name !== 'NAME');
    expect(given.length).toBeGreaterThan(1);
    expect(given.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('name functions and stacks that there are', () => {
    const named = [
      ...found(text, /\b(?:log|name) (api|pipeline) ([a-z][a-z-]+)/g),
      ...found(text, /\b(?:start|rebuild) ([a-z]+-[a-z-]+)/g).map((name) => `pipeline ${name}`),
    ];
    expect(named.filter((each) => !functions.includes(each))).toEqual([]);
    const stacks = found(text, /codeset-watch-(?:\$STAGE|prod|dev)-([a-z]+)/g);
    expect(stacks.filter((name) => !(name in cloud.stacks))).toEqual([]);
  });
});

test('the subscription of DEPLOY.md is one', () => {
  const [body] = found(pages['DEPLOY.md'], /-d '(\{.+\})'/g);
  expect(() => newSubscriptionForm.parse(JSON.parse(body!))).not.toThrow();
});

describe('the shell functions of the pages find one resource each', () => {
  const idsIn = (stack: keyof typeof cloud.stacks, type: string) =>
    Object.keys(Template.fromStack(cloud.stacks[stack]).findResources(type));
  const short = (name: string) => name.replaceAll('-', '');

  test('queue, name, table and undelivered, by the beginning of its logical id', () => {
    const queues = idsIn('pipeline', 'AWS::SQS::Queue');
    const begun = Object.keys(stageFacts).flatMap((name) =>
      ['Messages', 'DeadLetters'].map((which) => `${short(name)}queue${which}`),
    );
    for (const beginning of [...begun, 'Undelivered'])
      expect(queues.filter((id) => id.startsWith(beginning))).toHaveLength(1);
    for (const each of functions) {
      const [stack, name] = each.split(' ') as ['api' | 'pipeline', string];
      expect(idsIn(stack, 'AWS::Lambda::Function').filter((id) => id.startsWith(short(name)))).toHaveLength(1);
    }
    for (const name of ['accounts', 'codesets'])
      expect(idsIn('data', 'AWS::DynamoDB::Table').filter((id) => id.startsWith(name))).toHaveLength(1);
  });

  test('for CloudFormation describes a hundred resources of a stack, and no stack has more', () => {
    for (const stack of Object.values(cloud.stacks))
      expect(Object.keys(Template.fromStack(stack).toJSON().Resources).length, stack.stackName).toBeLessThanOrEqual(
        100,
      );
  });
});

test('DEPLOY.md lists every setting, with what holds where nothing is said', () => {
  const rows = page('DEPLOY.md')
    .split('## Settings')[1]!
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
  expect(rows.map(([, name]) => name).sort()).toEqual(Object.keys(forms.shape).sort());
  for (const [column, stage] of [[2, 'dev'] as const, [3, 'prod'] as const]) {
    const settings: Readonly<Record<string, unknown>> = readSettings((name) => ({ stage })[name]);
    const shown = (name: string) =>
      /invalid$/.test(String(settings[name])) ? 'none' : String(settings[name] ?? 'none');
    for (const row of rows) expect([row[1], row[column]]).toEqual([row[1], shown(row[1]!)]);
  }
});

describe('SECURITY.md', () => {
  const rows = page('SECURITY.md')
    .split('## Trust boundaries')[1]!
    .split('Left open')[0]!
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);

  test('has a row for each boundary, and each row tests that there are', () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const named = found(row.split('|').at(-2)!, /`(test\/[\w./-]+)`/g);
      expect(named.length, row).toBeGreaterThan(0);
      expect(named.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
    }
  });
});
