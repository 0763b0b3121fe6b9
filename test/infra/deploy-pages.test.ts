import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { forms } from '../../infra/settings.ts';
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

test('every trust boundary of SECURITY.md names the test that shows what stands there', () => {
  const table = page('SECURITY.md').split('## Trust boundaries')[1]!.split('Left open')[0]!;
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) expect(row.split('|').at(-2), row).toMatch(/`test\/[\w./-]+`/);
});
