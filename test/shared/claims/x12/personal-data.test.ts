import { describe, expect, test } from 'vitest';
import { generateClaims } from '../../../support/claim-generator.ts';
import { readX12 } from '../../../support/x12-file.ts';

const mark = 'Qz-Secret';
/** What `claim.ts` keeps as the file has it: the claim's number, the payer's, and the payer's number of the claim. */
const keptPlaces = new Set(['CLM-1', 'NM1-9', 'REF-2']);

describe('personal data is dropped while parsing', () => {
  test.each(['professional', 'institutional'] as const)(
    'from everything that a %s claim says of a person',
    (claimType) => {
      const marked = generateClaims({ seed: 5, claims: 60, claimType, mark });
      const { claims, refused } = readX12(marked.text);
      expect(marked.text.split(mark).length).toBeGreaterThan(1_000);
      expect(claims).toEqual(generateClaims({ seed: 5, claims: 60, claimType }).claims);
      expect(JSON.stringify([claims, refused])).not.toContain(mark);
    },
  );

  test.each(['professional', 'institutional'] as const)(
    'from any element of a %s claim, in reasons too',
    (claimType) => {
      const { text } = generateClaims({ seed: 6, claims: 12, claimType, claimsPerTransaction: 12 });
      const segments = text.split('~');
      let planted = 0;
      for (const [n, segment] of segments.entries())
        for (const [place, marked] of markings(segment)) {
          if (keptPlaces.has(place)) continue;
          const { claims, refused } = readX12(segments.with(n, marked).join('~'));
          expect(JSON.stringify([claims, refused]), place).not.toContain(mark);
          planted++;
        }
      expect(planted).toBeGreaterThan(1_500);
    },
  );

  test('from text between, before and behind interchanges', () => {
    const { text } = generateClaims({ seed: 7, claims: 1 });
    const { claims, refused } = readX12(
      `${mark}\n${text}\n${mark} ISA*${mark}\n${mark}~${mark}*${mark}~${text}${mark}`,
    );
    expect(claims).toHaveLength(2);
    expect(JSON.stringify([claims, refused])).not.toContain(mark);
  });
});

/** The segment with each of its elements, and of its components, replaced by the mark; and one element more. */
function* markings(segment: string): Generator<[place: string, marked: string]> {
  const elements = segment.split('*');
  const id = elements[0]!.trim();
  if (id === 'ISA') return;
  for (let n = 0; n <= elements.length; n++) {
    const parts = elements[n]?.split(':') ?? [''];
    for (let part = 0; part <= parts.length; part++) {
      const marked = part === parts.length ? mark : parts.with(part, mark).join(':');
      yield [`${id}-${n}`, elements.toSpliced(n, 1, marked).join('*')];
    }
  }
}
