import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadInput } from '../../../shared/errors.ts';
import { parseCodeText } from '../../../shared/release/parse-text.ts';
import type { CodeRecord, ParsedCodeFile } from '../../../shared/release/record.ts';
import { anyRelease } from '../../support/any-release.ts';
import { type BlowName, blowNames, damage } from '../../support/damage.ts';
import { codeLine, recordOf, releaseText, type TextOptions } from '../../support/release-builder.ts';

const long = `Invented device, ${'with one more invented part, '.repeat(9)}each`;
const mixed = [
  { code: 'RT', longDescription: 'Right side' },
  { code: 'Y2', longDescription: long },
  { code: 'A4224', longDescription: 'Supplies' },
  { code: 'G0279', longDescription: long },
  { code: 'J0013', longDescription: 'Esketamine', terminatedOn: '2025-12-31', actionCode: 'D' },
];
const codesOf = (parsed: ParsedCodeFile) => parsed.records.map(({ code }) => code);
const withoutLine = (records: readonly CodeRecord[]) => records.map((record) => ({ ...record, line: 0 }));
const read = (lines: readonly string[]) => parseCodeText('f.txt', Buffer.from(lines.join('\r\n'), 'latin1'));
const faultOf = (act: () => unknown): BadInput => {
  try {
    act();
  } catch (cause) {
    if (cause instanceof BadInput) return cause;
    throw cause;
  }
  throw new Error('was accepted');
};

/** The account that every file has to close, damaged or not. */
function expectAccounted(parsed: ParsedCodeFile): void {
  const { lines, records, continuations, preamble, refused } = parsed.counts;
  expect(records + continuations + preamble + refused).toBe(lines);
  expect(parsed.records).toHaveLength(records);
  expect(parsed.refused).toHaveLength(refused);
  expect(new Set(parsed.refused.map(({ line }) => line)).size).toBe(refused);
  expect(new Set(codesOf(parsed)).size).toBe(records);
}

describe('forms in which CMS has published', () => {
  const preamble = ['***Disclaimers', '', '   codes will no longer appear.\t\t', '2026 HCPCS'];
  test.each<[string, TextOptions]>([
    ['all lines 320 wide', {}],
    ['next lines trimmed to their text (2017)', { padding: 'continuations' }],
    ['all lines trimmed, the first to 293 (2026)', { padding: 'all' }],
    ['disclaimer first (2018)', { preamble }],
    ['bare line feeds', { lineEnd: '\n' }],
    ['no line end after the last line', { finalLineEnd: false }],
    ['wrapped early', { wrapAt: 40 }],
    ['sequence numbers in other steps', { sequence: 10 }],
  ])('%s', (_, options) => {
    const parsed = parseCodeText('f.txt', releaseText(mixed, options));
    expect(parsed.refused).toEqual([]);
    expect(parsed.counts.preamble).toBe(options.preamble?.length ?? 0);
    expectAccounted(parsed);
    expect(withoutLine(parsed.records)).toEqual(mixed.map((sketch) => withoutLine([recordOf(sketch)])[0]));
  });

  test.each([
    ['carriage returns alone', (text: string) => text.replaceAll('\r\n', '\r'), 0],
    ['doubled carriage returns', (text: string) => text.replaceAll('\r\n', '\r\r\n'), 0],
    ['a byte order mark', (text: string) => `\u00ef\u00bb\u00bf${text}`, 0],
    ['DOS end of file', (text: string) => `${text}\u001a`, 1],
    ['blank lines between', (text: string) => text.replaceAll('\r\n', '\r\n\r\n'), 11],
  ])('%s', (_, change, preamble) => {
    const text = change(Buffer.from(releaseText(mixed)).toString('latin1'));
    const parsed = parseCodeText('f.txt', Buffer.from(text, 'latin1'));
    expect(codesOf(parsed)).toEqual(mixed.map(({ code }) => code));
    expect(parsed.refused).toEqual([]);
    expect(parsed.counts.preamble).toBe(preamble);
    expectAccounted(parsed);
  });

  test('cp1252 that is no UTF-8: the dash and the letter survive', () => {
    const [line] = codeLine({ code: 'A4224', longDescription: 'Beyer~s pump' });
    const bytes = Buffer.from(line!.replace('~', '\u0092').replace('y', '\u00ff'), 'latin1');
    expect(parseCodeText('f.txt', bytes).records[0]!.longDescription).toBe('Be\u00ffer\u2019s pump');
  });

  test('every column of the layout is read', () => {
    const full = recordOf({
      code: 'J0013',
      longDescription: 'Esketamine',
      pricingIndicators: ['51', '52', '53', '57'],
      multiplePricingIndicator: 'A',
      coverageManualReferences: ['45-10', '50-1', '65-9'],
      carriersManualReferences: ['2049', '2070.4', '5244.B'],
      statute: '1833(t)',
      labCertifications: ['010', '100', '110', '115', '120', '130', '140', '150'],
      crossReferences: ['A0001', 'A0002', '77067', 'QM', 'CPT'],
      ascGroup: 'YY',
      ascDate: '2020-01-01',
      mogGroup: '123',
      mogPolicy: 'X',
      mogDate: '2021-04-01',
      processingNote: '0226',
      betos: 'O1E',
      typesOfService: ['1', 'P', 'A', 'R', '9'],
      anesthesiaUnits: '5',
      terminatedOn: '2025-12-31',
      actionCode: 'D',
    });
    expect(withoutLine(parseCodeText('f.txt', releaseText([full])).records)).toEqual([full]);
  });
});

describe('records that are refused, and what goes with them', () => {
  const [first, second, third] = codeLine({ code: 'G0279', longDescription: long }) as [string, string, string];
  const [other] = codeLine({ code: 'A4224' }) as [string];
  const [modifier] = codeLine({ code: 'RT' }) as [string];
  const rest = codeLine({ code: 'G0279', longDescription: long }).slice(3);

  test.each<[what: string, lines: string[], codes: string[], rules: string[]]>([
    [
      'a next line in the middle is missing',
      [other, first, third, ...rest],
      ['A4224'],
      ['lacks-a-line', 'continues-refused', 'continues-refused'],
    ],
    ['a next line without its first', [other, second], ['A4224'], ['orphan-continuation']],
    ['a next line after another code', [first, other, second], ['A4224'], ['lacks-a-line', 'orphan-continuation']],
    [
      'a next line is unreadable',
      [other, first, `${second.slice(0, 5)}X${second.slice(6)}`],
      ['A4224'],
      ['lacks-a-line', 'not-a-record'],
    ],
    ['a code twice', [other, first, second, other], ['A4224', 'G0279'], ['duplicate-code']],
    [
      'a code twice, its next lines too',
      [first, second, other, first, second],
      ['G0279', 'A4224'],
      ['duplicate-code', 'continues-refused'],
    ],
    [
      'a first line twice, so that its next line could be of either',
      [other, first, first, second],
      ['A4224'],
      ['lacks-a-line', 'duplicate-code', 'continues-refused'],
    ],
    ['a first line without its dates', [other, first.slice(0, 268)], ['A4224'], ['cut-short']],
    ['a first line cut within a date', [other, first.slice(0, 280)], ['A4224'], ['cut-short']],
    ['the file ends behind the added date', [other, first.slice(0, 276)], ['A4224'], ['cut-short']],
    [
      'a column lost before the fields',
      [other, `${first.slice(0, 60)}${first.slice(61)} `],
      ['A4224'],
      ['wrong-columns'],
    ],
    [
      'a column too many before the fields',
      [other, `${first.slice(0, 60)} ${first.slice(60, 319)}`],
      ['A4224'],
      ['wrong-columns'],
    ],
    ['the fields blanked', [other, first.slice(0, 200).padEnd(320)], ['A4224'], ['wrong-columns']],
    [
      'a procedure called a modifier',
      [other, `${first.slice(0, 10)}7${first.slice(11)}`],
      ['A4224'],
      ['wrong-columns'],
    ],
    [
      'a modifier called a procedure',
      [other, `${modifier.slice(0, 10)}3${modifier.slice(11)}`],
      ['A4224'],
      ['wrong-columns'],
    ],
    ['a line end lost between two codes', [modifier, first.slice(0, 293) + other], ['RT'], ['joined-lines']],
    [
      'a line end lost after a trimmed next line',
      [modifier, first, second.trimEnd() + other],
      ['RT'],
      ['lacks-a-line', 'joined-lines'],
    ],
    [
      'a damaged head on the very first line',
      [`X${other.slice(0, 9)}-${other.slice(11)}`, modifier],
      ['RT'],
      ['not-a-record'],
    ],
    ['a foreign line between', [other, '*** page 2 ***', modifier], ['A4224', 'RT'], ['not-a-record']],
    ['a foreign line at the end', [other, 'Total records: 1'], ['A4224'], ['not-a-record']],
  ])('%s', (_, lines, codes, rules) => {
    const parsed = read([...lines]);
    expect(codesOf(parsed)).toEqual(codes);
    expect(parsed.refused.map(({ rule }) => rule)).toEqual(rules);
    expectAccounted(parsed);
  });

  test('names the line and the code', () => {
    expect(read([other, first.slice(0, 99), modifier]).refused).toEqual([
      { line: 2, code: 'G0279', rule: 'cut-short', reason: expect.stringContaining('column 99') },
    ]);
  });
});

describe('odd, and read all the same', () => {
  test.each([
    ['an impossible date', { addedOn: '01/0/120' }, 'impossible-date', { addedOn: '01/0/120' }],
    ['a day that the month lacks', { terminatedOn: '2025-02-30' }, 'impossible-date', { terminatedOn: '20250230' }],
    ['a six-digit date', { ascDate: '170401' }, 'impossible-date', { ascDate: '170401' }],
    ['an action code that CMS does not explain', { actionCode: 'Z' }, 'unknown-action-code', { actionCode: 'Z' }],
    ['no added date', { addedOn: null }, 'no-added-date', { addedOn: null }],
  ])('%s', (_, sketch, rule, expected) => {
    const parsed = parseCodeText('f.txt', releaseText([{ code: 'A4224', ...sketch }]));
    expect(parsed.records[0]).toMatchObject(expected);
    expect(parsed.notes).toEqual([{ code: 'A4224', rule, text: expect.any(String) }]);
  });

  test('a description that the end of the file may have cut', () => {
    const bytes = releaseText([{ code: 'G0279', longDescription: long }], { padding: 'all', finalLineEnd: false });
    expect(parseCodeText('f.txt', bytes).notes.map(({ rule }) => rule)).toEqual(['no-last-line-end']);
  });
});

describe('what is no code file', () => {
  test.each<[string, string, string, number | null]>([
    ['a web page', '\r\n<!DOCTYPE html><html><body>License</body></html>', 'html', 1],
    ['a web page that begins with a comment', '<!-- akamai --><html></html>', 'html', 1],
    ['nothing', '', 'no-records', null],
    ['prose', 'Dear reader,\r\nthere is nothing here.', 'no-records', null],
    ['a workbook', 'PK\u0003\u0004'.padEnd(4000, '\u00fa\u0000'), 'no-records', null],
    ['the transaction report', 'HCPCS/Modifier CodeType of Change\r\n\r\nA4224               ADD', 'no-records', null],
    ['half a line', codeLine({ code: 'A4224' })[0]!.slice(0, 150), 'cut-short', 1],
    ['a next line alone', codeLine({ code: 'G0279', longDescription: long })[1]!, 'orphan-continuation', 1],
  ])('%s', (_, text, rule, line) => {
    const fault = faultOf(() => parseCodeText('folder/f.txt', Buffer.from(text, 'latin1')));
    expect([fault.rule, fault.line]).toEqual([rule, line]);
    expect(fault.message).toMatch(/^folder\/f\.txt(:1)?: /);
  });
});

describe('properties', () => {
  test('what the builder writes is what the parser reads', () => {
    fc.assert(
      fc.property(
        anyRelease,
        fc.constantFrom('full', 'continuations', 'all' as const),
        fc.integer({ min: 12, max: 80 }),
        (records, padding, wrapAt) => {
          const parsed = parseCodeText('f.txt', releaseText(records, { padding, wrapAt }));
          expect(parsed.refused).toEqual([]);
          expect(withoutLine(parsed.records)).toEqual(records);
        },
      ),
      { numRuns: 300 },
    );
  });

  const bases: readonly (readonly [string, Uint8Array])[] = [
    ['a small release', releaseText(mixed, { preamble: ['Disclaimer', ''] })],
    ['a trimmed release', releaseText(mixed, { padding: 'all' })],
    [
      'the sample',
      readFileSync(fileURLToPath(new URL('../../../shared/sample/HCPC2026_JAN_ANWEB_sample.txt', import.meta.url))),
    ],
  ];
  test.each(bases)('however %s is damaged: bad input, or every line accounted for', (_, bytes) => {
    for (let seed = 0; seed < 1500; seed++) {
      try {
        expectAccounted(parseCodeText('f.txt', damage(bytes, seed)));
      } catch (cause) {
        if (!(cause instanceof BadInput)) throw new Error(`seed ${seed}`, { cause });
      }
    }
  });

  /** Damage to whole lines. A description whose last lines are gone without a trace cannot be told from a shorter one. */
  const ofLines = [
    'doubleLine',
    'moveLine',
    'joinLines',
    'shiftLine',
    'foreignLine',
  ] as const satisfies readonly BlowName[];
  test.each(ofLines)('%s never alters a record that is believed, and loses none in silence', (name) => {
    expect(blowNames).toContain(name);
    const bytes = bases[2]![1];
    const whole = new Map(parseCodeText('f.txt', bytes).records.map((record) => [record.code, { ...record, line: 0 }]));
    for (let seed = 0; seed < 400; seed++) {
      const parsed = parseCodeText('f.txt', damage(bytes, seed, name));
      for (const record of parsed.records)
        expect({ ...record, line: 0 }, `seed ${seed}`).toEqual(whole.get(record.code));
      if (parsed.records.length < whole.size) expect(parsed.refused.length, `seed ${seed}`).toBeGreaterThan(0);
    }
  });
});
