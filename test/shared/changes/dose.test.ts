import { describe, expect, test } from 'vitest';
import { dosePhrases, parseDose } from '../../../shared/changes/dose.ts';

/** What is billed: value, unit, "up to", what is counted instead, what the amount is of. */
const stated: readonly (readonly [text: string, dose: string])[] = [
  ['Esketamine, nasal spray, 1 mg', '1 mg'],
  ['Injection, pretendimab-abcd, 0.25 mg', '1/4 mg'],
  ['Injection, pretendimab-abcd, 10mg', '10 mg'],
  ['Injection, pretendimab,10 mg', '10 mg'],
  ['Injection, pretendimab, per 5 milligrams', '5 mg'],
  ['Injection, pretendimab, 1 gm', '1 g'],
  ['Injection, pretendicillin, 2 grams', '2 g'],
  ['Injection, pretendimab, 10 micrograms', '10 mcg'],
  ['Injection, pretendimab, 10 μg', '10 mcg'],
  ['Injection, pretendin, 1,000 units', '1000 iu'],
  ['Injection, pretendin, 1 million units', '1000000 iu'],
  ['Injection, factor q (recombinant), per i.u.', '1 iu'],
  ['Injection, factor q (recombinant), 1 I.U.', '1 iu'],
  ['Injection, pretendin, 100 international units', '100 iu'],
  ['Injection, pretendase, 1 usp unit', '1 usp unit'],
  ['Injection, pretendin, 10,000 kiu', '10000 kiu'],
  ['Injection, pretendivec, per 1 million plaque forming units', '1000000 pfu'],
  ['Injection, pretendivec, 1 billion vector genomes', '1000000000 vector genome'],
  ['Injection, pretendinol, up to 50 mg', 'up to 50 mg'],
  ['Infusion, pretend lactate, up to 1000 cc', 'up to 1000 ml'],
  ['Imaginium im-11, diagnostic, per millicurie', '1 mci'],
  ['Imaginium im-11, diagnostic, 0.1 mci', '1/10 mci'],
  ['Imaginium im-11, diagnostic, per 100 microcuries, up to 999 microcuries', '100 uci'],
  ['Imaginium im-11, diagnostic, per microcurie (up to 100 microcuries)', '1 uci'],
  ['Imaginium im-11, diagnostic, per study dose, up to 8.1 millicuries', 'up to 81/10 mci per study dose'],
  ['Imaginium im-11, therapeutic, per treatment dose, up to 40 millicuries', 'up to 40 mci per treatment dose'],
  ['Injection, pretendinate, per 2 meq', '2 meq'],
  ['Pretend skin, per square centimeter', '1 sq cm'],
  ['Pretendin 8% patch, per 10 square centimeters', '10 sq cm'],
  ['Pretend wrap, per 0.5 centimeter length', '1/2 cm'],
  ['Injection, pretendin, 250,000 i.u. vial', '250000 iu per vial'],
  ['Injection, pretendin and otherin, 4 ml vial', '4 ml per vial'],
  ['Pretendin tablet, 150 mg, per bottle of 60 tablets', '150 mg per bottle'],
  ['Pretendestrel-releasing intrauterine contraceptive system (pretendia), 52 mg', '52 mg per contraceptive system'],
  ['Injection, ferric pretendate, 0.1 mg of iron', '1/10 mg of iron'],
  ['Injection, fospretendin, 50 mg phenytoin equivalent', '50 mg of phenytoin equivalent'],
  ['Injection, pretendin, 0.9 mg, provided in 1.1 mg vial', '9/10 mg'],
  ['Pretend contrast, up to 149 mg/ml iodine concentration, per ml', '1 ml'],
  ['Pretendin 10.16 mg/ml and otherin 2.88 mg/ml irrigation solution, 1 ml', '1 ml'],
  ['Pretend amnion (25 mg per cc); per 0.5 cc', '1/2 ml'],
  ['Pretend amnion (2.5g/cc), 1cc', '1 ml'],
  ['5% pretendose/normal saline (500 ml = 1 unit)', '500 ml'],
  ['Injection, rituxipretend and hyaluronidase, 10 mg', '10 mg'],
  ['Injection, pretendin (g-csf), 300 mcg', '300 mcg'],
];

const unclear: readonly string[] = [
  'Injection, pretendin, 5 mg and otherin, 200 mg',
  'Injection, pretendin and otherin, 10 mg/20 mg',
  'Injection, pretendin and otherin, 10mg/10mg (20mg)',
  'Injection, per 5 mg pretendin and 200 mg otherin',
  'Pretendin, up to 2.5 mg and otherin, up to 0.5 mg',
  'Injection, pretendin, 1 cc, 200 mg',
  'Injection, immune pretendin, full dose, 300 micrograms (1500 i.u.)',
  'Pretend matrix, 0.36 mg per 0.25 cc',
  'Injection, pretendin, 10 mg/ml',
  'Pretendin, oral, greater than 3 mg, but less than or equal to 6 mg',
  'Injection, pretendin, over 10 cc',
  'Injection, pretendin, not to exceed 30 mg',
  'Pretendin, oral, 3 mg to 6 mg',
  'Injection, pretendvovec, up to 5x10^15 vector genomes',
  'Gene therapy, up to 250 million car-positive viable t cells, per infusion',
  'Red pretend cells, each unit',
  'Imaginium im-99m, diagnostic, per study dose',
  'Hyaluronan or derivative, pretendane, per dose',
  'Pretend pad, sterile, pad size 16 sq. in. or less, each dressing',
  'Syringe, sterile, 20 cc or greater, each',
  'Portable oxygen, flow of 4 liters per minute',
  'Most recent cholesterol < 100 mg/dl',
  'Foot exam with 10-g monofilament',
  'Unclassified drugs',
];

const words = (text: string): string | null => {
  const dose = parseDose(text);
  if (!dose) return null;
  const { numerator, denominator } = dose.value;
  const value = denominator === 1 ? `${numerator}` : `${numerator}/${denominator}`;
  return [
    dose.limit === 'up-to' ? 'up to' : '',
    value,
    dose.unit,
    dose.per ? `per ${dose.per}` : '',
    dose.of ? `of ${dose.of}` : '',
  ]
    .filter(Boolean)
    .join(' ');
};

describe('the dose of a descriptor', () => {
  test.each(stated)('%s', (text, dose) => {
    expect(words(text)).toBe(dose);
  });

  test.each(unclear)('none is certain: %s', (text) => {
    expect(parseDose(text)).toBeNull();
  });

  test('the amounts of a combination stand in their order', () => {
    const amounts = dosePhrases('Injection, pretendolozane 50 mg and otherbactam 25 mg');
    expect(amounts.map(({ value }) => value.numerator)).toEqual([50, 25]);
  });

  test('joined continuation lines read as one text', () => {
    expect(words('Injection, epipretend (maker), not therapeutically equivalent to j9999, 0.1 mg')).toBe('1/10 mg');
  });
});
