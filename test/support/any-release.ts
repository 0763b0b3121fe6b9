import fc from 'fast-check';
import { addDays } from '../../shared/dates.ts';
import { actionCodes } from '../../shared/release/layout.ts';
import { type CodeRecord, foldWhiteSpace } from '../../shared/release/record.ts';
import { recordOf } from './release-builder.ts';

const codeFrom = (letters: string) =>
  fc
    .tuple(fc.constantFrom(...letters), fc.integer({ min: 0, max: 9999 }))
    .map(([letter, n]) => letter + String(n).padStart(4, '0'));

const anyProcedureCode = codeFrom('ABCEGHJKLMPQRSTUV');
const anyModifierCode = fc
  .tuple(fc.constantFrom(...'ABCEFGHJKLMNPQRSTUVXZ'), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'))
  .map((two) => two.join(''));

export const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1984-01-01', days));

const word = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789,.()-/'),
  minLength: 1,
  maxLength: 11,
});
const words = (least: number, most: number) =>
  fc.array(word, { minLength: least, maxLength: most }).map((list) => foldWhiteSpace(list.join(' ')));
const token = (most: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCXYZ0123456789'), minLength: 1, maxLength: most });
const oneOrNone = (most: number) => fc.option(token(most), { nil: null });
const dayOrNone = fc.option(anyDay, { nil: null });
const several = (most: number, times: number) => fc.array(token(most), { maxLength: times });

/** Any record that the fixed-width layout can hold. */
export const anyRecord: fc.Arbitrary<CodeRecord> = fc
  .record({
    code: fc.oneof({ weight: 4, arbitrary: anyProcedureCode }, { weight: 1, arbitrary: anyModifierCode }),
    longDescription: words(1, 40),
    shortDescription: words(0, 6).map((text) => text.slice(0, 28).trim()),
    pricingIndicators: several(2, 4),
    multiplePricingIndicator: oneOrNone(1),
    coverageManualReferences: several(6, 3),
    carriersManualReferences: several(8, 3),
    statute: oneOrNone(10),
    labCertifications: several(3, 8),
    crossReferences: fc.array(anyProcedureCode, { maxLength: 5 }),
    coverage: fc.constantFrom('C', 'D', 'I', 'M', 'S', null),
    ascGroup: oneOrNone(2),
    ascDate: dayOrNone,
    mogGroup: oneOrNone(3),
    mogPolicy: oneOrNone(1),
    mogDate: dayOrNone,
    processingNote: oneOrNone(4),
    betos: oneOrNone(3),
    typesOfService: several(1, 5),
    anesthesiaUnits: fc.option(fc.integer({ min: 0, max: 999 }).map(String), { nil: null }),
    addedOn: anyDay,
    actionEffectiveOn: dayOrNone,
    terminatedOn: dayOrNone,
    actionCode: fc.constantFrom(...Object.keys(actionCodes)),
  })
  .map(recordOf);

/** Any release of some codes, each once. */
export const anyRelease = fc.uniqueArray(anyRecord, { selector: ({ code }) => code, minLength: 1, maxLength: 30 });
