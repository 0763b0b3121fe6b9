import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyOf, type Fields, valuesOf } from '../../../functions/pages/sent-form.ts';

const fields: Fields = {
  name: 'text',
  'timing.hour': 'number',
  'timing.daysBefore': 'numbers',
  'interest.codes': 'codes',
  'interest.payers': 'names',
  'interest.changes': 'ticked',
  'interest.kinds': 'some',
  'examples.0.lines': 'lines',
  'examples.1.says': 'text',
};

const word = fc.stringMatching(/^[A-Z0-9]{1,5}$/);
const stored = fc.record({
  name: word,
  timing: fc.record({ hour: fc.integer({ min: 0, max: 23 }), daysBefore: fc.array(fc.nat(120)) }),
  interest: fc.record({
    codes: fc.array(word),
    payers: fc.array(word),
    changes: fc.boolean(),
    kinds: fc.array(fc.constantFrom('added', 'deleted')),
  }),
  examples: fc.tuple(fc.record({ lines: fc.array(word) }), fc.record({ says: word })),
});

/** As a browser sends what a form was filled in with: a line of words a field, but for boxes. */
const typed = (values: ReturnType<typeof valuesOf>) =>
  Object.fromEntries(
    Object.entries(values)
      .map(([name, words]): [string, unknown] => [
        name,
        typeof words === 'string' || fields[name] === 'some'
          ? words
          : words.join(fields[name] === 'lines' ? '\r\n' : ', '),
      ])
      .filter(([name, words]) => fields[name] !== 'ticked' || words === 'yes'),
  );

describe('the fields of a form', () => {
  test('filled in with what is stored and sent as they are say what is stored', () => {
    fc.assert(
      fc.property(stored, (one) => {
        expect(bodyOf(fields, typed(valuesOf(one)))).toEqual(one);
      }),
    );
  });

  test.each([
    ['number', '', undefined],
    ['number', '12.5', 12.5],
    ['number', 'twelve', 'twelve'],
    ['numberOrNone', '', 0],
    ['text', ' \r\n ', undefined],
    ['textOrNull', '', null],
    ['codes', ' j01*,\tj0013;A4000-A4999 ', ['J01*', 'J0013', 'A4000-A4999']],
    ['codesIfAny', '', undefined],
    ['names', 'Blue Plan, 66783', ['Blue Plan', '66783']],
    ['lines', 'one\r\n\r\n two ', ['one', 'two']],
    ['ticked', 'yes', true],
    ['ticked', '', false],
    ['yesOrNo', '', undefined],
    ['yesOrNo', 'no', false],
  ] as const)('read as %s, %j is %j', (how, words, value) => {
    expect(bodyOf({ field: how }, { field: words }).field).toEqual(value);
  });
});
