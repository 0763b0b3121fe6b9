import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delimiters } from '../../../../shared/claims/x12/delimiters.ts';
import { type GeneratorOptions, generateClaims } from '../../../support/claim-generator.ts';
import { createX12, readParts, readX12 } from '../../../support/x12-file.ts';

/** Characters that the generator never writes as data; line feed and return may only end segments. */
const delimiterPool = [...'*~:^|!"#$%\'()+,/;<=>?@[]_`{}\t\u0007\u001c\u001d\u001e\u001f'];

const delimiters: fc.Arbitrary<Delimiters> = fc
  .tuple(fc.shuffledSubarray(delimiterPool, { minLength: 4, maxLength: 4 }), fc.constantFrom(null, '\n', '\r\n'))
  .map(([[element, repetition, component, segment], lineEnd]) => ({
    element: element!,
    repetition: repetition!,
    component: component!,
    segment: lineEnd ?? segment!,
  }));

const options: fc.Arbitrary<GeneratorOptions> = fc
  .record({
    seed: fc.nat(),
    claims: fc.integer({ min: 1, max: 25 }),
    claimType: fc.constantFrom('professional' as const, 'institutional' as const),
    delimiters,
    wrap: fc.oneof(fc.constantFrom('' as const, '\n' as const, '\r\n' as const), fc.integer({ min: 30, max: 200 })),
    claimsPerTransaction: fc.integer({ min: 1, max: 6 }),
    transactionsPerInterchange: fc.integer({ min: 1, max: 3 }),
  })
  .map((chosen) => (/[\r\n]/.test(chosen.delimiters.segment) ? { ...chosen, wrap: '' } : chosen));

describe('what the generator writes is read again', () => {
  test('with any delimiters, wrapping, envelopes and chunks', () => {
    fc.assert(
      fc.property(options, fc.integer({ min: 1, max: 5_000 }), (chosen, chunk) => {
        const { text, claims } = generateClaims(chosen);
        const read = readX12(text, chunk);
        expect(read.refused).toEqual([]);
        expect(read.claims).toEqual(claims);
        const lines = claims.reduce((sum, claim) => sum + claim.lines.length, 0);
        expect(read.counts).toMatchObject({ claims: claims.length, read: claims.length, refused: 0, lines });
      }),
      { numRuns: 300 },
    );
  });

  test('cut at every byte', () => {
    const { text, claims } = generateClaims({ seed: 11, claims: 3, claimsPerTransaction: 2, wrap: '\r\n' });
    const bytes = new TextEncoder().encode(text);
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(readParts(createX12, [bytes.subarray(0, cut), bytes.subarray(cut)]).claims).toEqual(claims);
  });

  test('byte by byte', () => {
    const { text, claims } = generateClaims({ seed: 12, claims: 20, claimsPerTransaction: 3, wrap: '\n' });
    expect(readX12(text, 1)).toMatchObject({ claims, refused: [] });
  });

  test('with a mark of the byte order in front', () => {
    const { text, claims } = generateClaims({ seed: 13, claims: 2 });
    const read = readX12(new TextEncoder().encode(`\ufeff${text}`));
    expect(read.claims).toEqual(claims);
  });

  test('with a claim number in UTF-8', () => {
    const { text } = generateClaims({ seed: 14, claims: 1 });
    const read = readX12(new TextEncoder().encode(text.replace('CLM*C14-1', 'CLM*Nuñez-1')));
    expect(read.claims[0]?.claimId).toBe('Nuñez-1');
  });
});
