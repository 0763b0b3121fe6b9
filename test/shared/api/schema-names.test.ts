import { describe, expect, test } from 'vitest';
import { fieldNames } from '../../../shared/api/change-forms.ts';
import {
  componentSchemas,
  type FormName,
  formNamed,
  formNames,
  jsonSchemaOf,
} from '../../../shared/api/schema-names.ts';
import { revisableFields } from '../../../shared/release/record.ts';

/** The members of each form, as the contract names them. */
const contract: readonly (readonly [FormName, string])[] = [
  ['diff', 'codeSet from to changes notes'],
  [
    'change',
    'code codeType kind effective effectiveSource cmsAction withdrawn retroactive bornAndDied fields replacements',
  ],
  ['replacement', 'code source status score reasons relation units effective payers'],
  ['replacements', 'code on valid replacements answer'],
  ['infer', 'pairs'],
  ['check', 'codeBook claims lines unchecked refused findings'],
  ['finding', 'claimId line code dateOfService rule severity message reason source fix wayBack amount'],
  ['claims-import', 'read lines refused duplicates'],
  ['bench-x12', 'claims seconds claimsPerSecond peerClaimsPerSecond ratio peakMb'],
];

test.each(contract)('%s asks for what the contract lists', (name, members) => {
  const { required, properties } = jsonSchemaOf(name) as { required: string[]; properties: object };
  expect([...required].sort()).toEqual(members.split(' ').sort());
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(members.split(' ')));
});

/** Forms that people hand in. A member that nobody knows is refused there, for it is a mistake in writing. */
const writtenForms: ReadonlySet<string> = new Set([
  'acceptance-windows',
  'payers-file',
  'rule',
  'rule-lists',
  'rule-switch',
]);

test('a change may name every field of the layout', () => {
  expect([...fieldNames].sort()).toEqual([...revisableFields, 'addedOn', 'terminatedOn'].sort());
});

describe('a schema that is printed', () => {
  test.each(formNames)(
    '%s is whole in itself, and open to members that come later, but for what people write',
    (name) => {
      const text = JSON.stringify(jsonSchemaOf(name));
      expect(text).not.toContain('$ref');
      expect(text.includes('additionalProperties":false')).toBe(writtenForms.has(name));
      expect(jsonSchemaOf(name).$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    },
  );

  test.each([
    ['CHANGE', 'change'],
    ['claims import', 'claims-import'],
    ['bench:x12', 'bench-x12'],
    [' Replacements ', 'replacements'],
    ['nothing', undefined],
  ])('"%s" is %s', (written, name) => expect(formNamed(written)).toBe(name));
});

test('the schemas of a document lead to each other and nowhere else', () => {
  const schemas = componentSchemas();
  const references = [...JSON.stringify(schemas).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
  expect(references).toContain('#/components/schemas/replacement');
  for (const reference of references) expect(schemas).toHaveProperty(reference.replace('#/components/schemas/', ''));
});
