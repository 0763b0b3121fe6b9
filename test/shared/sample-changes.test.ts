import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compareReleases } from '../../shared/changes/compare.ts';
import { parseCodeText } from '../../shared/release/parse-text.ts';

const read = (name: string) =>
  parseCodeText(name, readFileSync(fileURLToPath(new URL(`../../shared/sample/${name}`, import.meta.url))));
const { changes, notes } = compareReleases(
  { date: '2025-10-01', ...read('HCPC2025_OCT_ANWEB_sample.txt') },
  { date: '2026-01-01', ...read('HCPC2026_JAN_ANWEB_sample.txt') },
);

/** Written by hand from the two files: code, kind, first day affected, CMS's action, what is special, fields. */
const expected = [
  'A3040 added 2026-01-01 A',
  'A3041 deleted 2026-01-01 D: terminatedOn',
  'A3041 revised 2026-01-01 D: crossReferences',
  'A3042 deleted 2026-01-01 D: terminatedOn',
  'A3042 revised 2026-01-01 D: crossReferences',
  'A3110 revised 2026-01-01 F: pricingIndicators multiplePricingIndicator coverage',
  'A3160 revised 2026-01-01 N by-release: shortDescription',
  'C6010 deleted 2026-01-01 D: terminatedOn',
  'C6010 revised 2026-01-01 D: crossReferences',
  'C6021 deleted 2026-01-01 D: terminatedOn',
  'C6021 revised 2026-01-01 D: crossReferences',
  'E9185 revised 2026-01-01 T: betos typesOfService',
  'G5050 reactivated 2026-01-01 R: terminatedOn',
  'G5060 added 2025-08-01 A retroactive',
  'G5170 revised 2025-07-01 F retroactive: addedOn',
  'G5190 deleted 2026-01-01 - by-release withdrawn',
  'G5200 deleted 2026-01-01 D: terminatedOn',
  'G5200 revised 2026-01-01 D: crossReferences',
  'J0013 added 2026-01-01 A',
  'J0162 added 2026-01-01 A',
  'J0172 deleted 2026-01-01 D: terminatedOn',
  'J6011 added 2026-01-01 A',
  'J6022 added 2026-01-01 A',
  'J6031 added 2026-01-01 A',
  'J6032 added 2026-01-01 A',
  'J6033 added 2026-01-01 A',
  'J6072 added 2026-01-01 A',
  'J6081 added 2026-01-01 A',
  'J6100 revised 2026-01-01 C: longDescription',
  'J6180 revised 2026-01-01 P: pricingIndicators',
  'M9240 deleted 2026-01-01 D: terminatedOn',
  'M9241 added 2026-01-01 A',
  'Q6030 deleted 2026-01-01 D: terminatedOn',
  'Q6030 revised 2026-01-01 D: crossReferences',
  'Q6071 deleted 2026-01-01 D: terminatedOn',
  'Q6071 revised 2026-01-01 D: crossReferences',
  'Q6080 added 2025-10-15 D retroactive born-and-died',
  'Q6080 deleted 2026-01-01 D born-and-died: terminatedOn',
  'S0013 deleted 2026-01-01 D: terminatedOn',
  'Y1 deleted 2026-01-01 D: terminatedOn',
  'Y2 added 2026-01-01 A',
];

test('the sample shows exactly the changes that it was written for', () => {
  const found = changes.map((change) => {
    const special = [
      change.effectiveSource === 'release' && 'by-release',
      change.withdrawn && 'withdrawn',
      change.retroactive && 'retroactive',
      change.bornAndDied && 'born-and-died',
    ].filter(Boolean);
    const fields = change.fields.map(({ name }) => name).join(' ');
    const words = [change.code, change.kind, change.effective, change.cmsAction ?? '-', ...special].join(' ');
    return fields ? `${words}: ${fields}` : words;
  });
  expect(found).toEqual(expected);
});

test('what has aged off is noted, not deleted', () => {
  expect(notes.map(({ code, rule }) => [code, rule])).toEqual([
    ['A3090', 'aged-off'],
    ['L9090', 'aged-off'],
    ['Y9', 'aged-off'],
  ]);
});

test('modifiers are told from procedures', () => {
  expect(changes.filter(({ codeType }) => codeType === 'modifier').map(({ code }) => code)).toEqual(['Y1', 'Y2']);
});

test('a dose within a descriptor is shown old and new', () => {
  expect(changes.find(({ code }) => code === 'J6100')!.fields).toEqual([
    { name: 'longDescription', old: 'Injection, imagitropin, 1 mg', new: 'Injection, imagitropin, 0.1 mg' },
  ]);
});
