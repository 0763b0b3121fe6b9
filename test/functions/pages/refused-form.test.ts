import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { inWords, refusedForm } from '../../../functions/pages/refused-form.ts';

const saidOf = (form: z.ZodType, value: unknown) => inWords(form.safeParse(value).error!.issues[0]!.message);

describe('what a form of the API says of a value, in words', () => {
  test.each([
    [z.string(), undefined, 'Fill this in.'],
    [z.string().min(1), '', 'Fill this in.'],
    [z.array(z.string()).min(1), [], 'Fill this in.'],
    [z.number(), 'soon', 'This has to be a number.'],
    [z.int(), 'soon', 'This has to be a number.'],
    [z.int(), 1.5, 'This has to be a number.'],
    [z.number().positive(), 0, 'At least 0.'],
    [z.int().min(1), 0, 'At least 1.'],
    [z.int().max(3660), 4000, 'At most 3660.'],
    [z.string().max(5), '123456', 'At most 5 characters.'],
    [z.array(z.string()).max(1), ['a', 'b'], 'At most 1 of them.'],
    [z.email(), 'nobody', 'This has to be a mail address, such as ann@example.org.'],
    [z.url(), 'nowhere', 'This has to be an address that begins with https://.'],
    [z.iso.date(), 'soon', 'This has to be a day.'],
    [z.enum(['a', 'b']), 'c', 'Choose one of these.'],
    [z.string().regex(/x/, 'is no procedure code'), 'y', 'Is no procedure code'],
  ])('%#: %j', (form, value, words) => {
    expect(saidOf(form, value)).toBe(words);
  });
});

describe('a refused form', () => {
  const form = { csrf: 'secret', code: 'x', 'timing.hour': '25', name: '' };
  const refused = (errors: { name: string; reason: string }[], document?: string) =>
    refusedForm('/there', form, { errors, detail: 'all of it' }, document);

  test('has each fault at the field whose name is in its place, in the order of the form', () => {
    const { faults, text } = refused([
      { name: 'timing.hour', reason: 'Too big: expected number to be <=23' },
      { name: '0.code', reason: 'is no code' },
      { name: 'interest.codes.0', reason: 'a code' },
    ]);
    expect(Object.entries(faults)).toEqual([
      ['code', 'Is no code'],
      ['timing.hour', 'At most 23.'],
    ]);
    expect(text).toBe('Nothing was changed: 2 fields need another look. interest.codes.0: A code');
  });

  test('says all at the field that holds a document, each with its place', () => {
    const { faults } = refused(
      [
        { name: 'title', reason: 'is missing' },
        { name: 'source.document', reason: 'is missing' },
      ],
      'code',
    );
    expect(faults).toEqual({ code: 'title: is missing\nsource.document: is missing' });
  });

  test('says what is the matter where that is no field’s fault, and keeps the words but no token', () => {
    const { values, text } = refused([]);
    expect(text).toBe('all of it');
    expect(values).toEqual({ code: 'x', 'timing.hour': '25', name: '' });
  });
});
