import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { quotedPrintable } from '../../../functions/adapters/quoted-printable.ts';

const headers = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n';

async function decoded(encoded: string): Promise<string> {
  const { text } = await PostalMime.parse(`${headers}${encoded}\r\n.`);
  return text!.replace(/\r?\n\.\r?\n?$/, '').replaceAll('\r\n', '\n');
}

describe('quoted-printable', () => {
  test.each([
    ['short lines stay', 'one\ntwo  three\n', 'one\r\ntwo  three\r\n'],
    ['an equals sign', 'a=b', 'a=3Db'],
    ['a blank at the end', 'a \nb\t', 'a=20\r\nb=09'],
    ['beyond ASCII', 'é – 💊', '=C3=A9 =E2=80=93 =F0=9F=92=8A'],
    ['76 columns are enough', 'x'.repeat(75), 'x'.repeat(75)],
    ['beyond them a line goes on', 'x'.repeat(80), `${'x'.repeat(75)}=\r\n${'x'.repeat(5)}`],
    ['at a blank', `${'x'.repeat(60)} ${'y'.repeat(20)}`, `${'x'.repeat(60)} =\r\n${'y'.repeat(20)}`],
  ])('%s', (_name, text, encoded) => {
    expect(quotedPrintable(text)).toBe(encoded);
  });

  test('any text comes back from a mail parser, in lines of 76 ASCII columns', async () => {
    const anyText = fc
      .string({ unit: 'grapheme', maxLength: 400 })
      .filter((text) => !/[\r\0\ud800-\udfff]/u.test(text));
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const encoded = quotedPrintable(text);
        expect(encoded.split('\r\n').every((line) => line.length <= 76 && /^[\t -~]*$/.test(line))).toBe(true);
        expect(await decoded(encoded)).toBe(text);
      }),
    );
  });
});
