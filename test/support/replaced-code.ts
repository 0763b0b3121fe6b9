import type { RecordSketch } from './release-builder.ts';

/** Codes that live on, so that no release looks too small. */
export const others: readonly RecordSketch[] = Array.from({ length: 12 }, (_, index) => ({
  code: `A${4100 + index}`,
  longDescription: `Invented supply ${index}, each`,
}));

/** A code that ends with 2025, and the one that begins on the next day. */
export const old: RecordSketch = { code: 'J1901', longDescription: 'Injection, dexapretend acetate, 10 mg' };
export const ended = { terminatedOn: '2025-12-31', actionCode: 'D', actionEffectiveOn: '2026-01-01' } as const;
/** Another salt: what the descriptors say is no more than a proposal. */
export const fresh: RecordSketch = {
  code: 'J1902',
  longDescription: 'Injection, dexapretend sodium phosphate, 1 mg',
  addedOn: '2026-01-01',
  actionEffectiveOn: '2026-01-01',
  actionCode: 'A',
};
