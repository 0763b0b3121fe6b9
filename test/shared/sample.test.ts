import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { identityInName, releaseName } from '../../shared/release/identity.ts';
import { parseCodeText } from '../../shared/release/parse-text.ts';
import type { CodeRecord } from '../../shared/release/record.ts';
import { codeLine } from '../support/release-builder.ts';

const folder = fileURLToPath(new URL('../../shared/sample/', import.meta.url));
const bytesOf = (name: string): Uint8Array => readFileSync(folder + name);
const files = {
  october: 'HCPC2025_OCT_ANWEB_sample.txt',
  january: 'HCPC2026_JAN_ANWEB_sample.txt',
} as const;
const october = parseCodeText(files.october, bytesOf(files.october));
const january = parseCodeText(files.january, bytesOf(files.january));

type Expected = Partial<CodeRecord> | null;
const alive: Expected = { terminatedOn: null };
const ends: Expected = { terminatedOn: '2025-12-31', actionCode: 'D', actionEffectiveOn: '2026-01-01' };
const starts: Expected = { addedOn: '2026-01-01', actionCode: 'A', terminatedOn: null };

/** What each code of the sample is there for. `null`: the code is not in that file. */
const stories: readonly (readonly [story: string, code: string, october: Expected, january: Expected])[] = [
  ['no CMS file ties S0013 to J0013', 'S0013', alive, { ...ends, crossReferences: [] }],
  ['the same descriptor, the same unit', 'J0013', null, starts],
  ['10 mg becomes 1 mg', 'C6010', alive, { ...ends, crossReferences: ['J6011'] }],
  ['10 mg becomes 1 mg', 'J6011', null, starts],
  ['1 mg becomes 5 mg', 'C6021', alive, { ...ends, crossReferences: ['J6022'] }],
  ['1 mg becomes 5 mg', 'J6022', null, starts],
  ['one code becomes three', 'Q6030', alive, { ...ends, crossReferences: ['J6031', 'J6032', 'J6033'] }],
  ['two codes become one', 'A3041', alive, { ...ends, crossReferences: ['A3040'] }],
  ['two codes become one', 'A3042', alive, { ...ends, crossReferences: ['A3040'] }],
  [
    'reactivated',
    'G5050',
    { terminatedOn: '2024-12-31' },
    { terminatedOn: null, actionCode: 'R', actionEffectiveOn: '2026-01-01' },
  ],
  ['added for dates long past', 'G5060', null, { addedOn: '2025-08-01', actionCode: 'A', terminatedOn: null }],
  ['its added date moves back', 'G5170', { addedOn: '2025-10-01' }, { addedOn: '2025-07-01', terminatedOn: null }],
  ['modifier ends', 'Y1', { codeType: 'modifier', ...alive }, ends],
  ['modifier begins', 'Y2', null, { codeType: 'modifier', ...starts }],
  ['chain, first link', 'C6070', { terminatedOn: '2025-09-30', crossReferences: ['Q6071'] }, { actionCode: 'N' }],
  ['chain, second link', 'Q6071', { ...alive, crossReferences: [] }, { ...ends, crossReferences: ['J6072'] }],
  ['chain, last link, naming the one before', 'J6072', null, { ...starts, crossReferences: ['Q6071'] }],
  ['born and died between the files', 'Q6080', null, { ...ends, addedOn: '2025-10-15', crossReferences: ['J6081'] }],
  ['aged off', 'A3090', { terminatedOn: '2020-12-31' }, null],
  ['aged off', 'L9090', { terminatedOn: '2020-12-31' }, null],
  ['aged off modifier', 'Y9', { codeType: 'modifier', terminatedOn: '2021-12-31' }, null],
  ['ends, no replacement named', 'J0172', alive, { ...ends, crossReferences: [] }],
  ['ends; boilerplate twin is no replacement', 'M9240', alive, { ...ends, crossReferences: [] }],
  ['the same code, another dose', 'J6100', { longDescription: 'Injection, imagitropin, 1 mg' }, { actionCode: 'C' }],
  ['coverage ends, code lives', 'A3110', { coverage: 'D' }, { coverage: 'M', terminatedOn: null, actionCode: 'F' }],
  ['price', 'J6180', { pricingIndicators: ['51'] }, { pricingIndicators: ['57'], actionCode: 'P' }],
  ['type of service', 'E9185', { betos: 'D1D' }, { betos: 'D1E', typesOfService: ['P', 'R'], actionCode: 'T' }],
  ['changed in silence', 'A3160', { shortDescription: 'Figmentex bag' }, { actionCode: 'N' }],
  ['lives with a cross reference', 'S6120', { ...alive, crossReferences: ['J6121'] }, { ...alive, actionCode: 'N' }],
  ['vanishes alive', 'G5190', alive, null],
  ['goes over to CPT', 'G5200', alive, { ...ends, crossReferences: ['77067'] }],
  ['ended before, replaced by finer doses', 'J0135', { terminatedOn: '2024-12-31' }, { crossReferences: [] }],
];

/** Codes whose records differ in nothing that counts, and what differs all the same. */
const unchanged: readonly (readonly [what: string, code: string])[] = [
  ['white space', 'A3130'],
  ['where the lines wrap', 'A3135'],
  ['sequence number', 'A3140'],
  ['action code', 'J6150'],
  ['action effective date', 'A3155'],
];

const recordOf = (parsed: typeof october, code: string) => parsed.records.find((record) => record.code === code);

describe.each([
  ['october', files.october, october, '2025-10', 50],
  ['january', files.january, january, '2026-01', 60],
] as const)('the sample of %s', (_, name, parsed, release, codes) => {
  const text = new TextDecoder('latin1').decode(bytesOf(name));

  test('is read without a refusal or a note', () => {
    expect(parsed.refused).toEqual([]);
    expect(parsed.notes).toEqual([]);
    expect(parsed.counts.records).toBe(codes);
    expect(parsed.counts.lines).toBe(codes + parsed.counts.continuations + parsed.counts.preamble);
  });

  test('says in its name which release it is', () => {
    expect(releaseName(identityInName(name)!)).toBe(release);
  });

  test("has CMS's form: ASCII, CRLF, 320 columns, codes in order", () => {
    expect(text).toMatch(/^[\t\r\n -~]*$/);
    const lines = text.split('\r\n');
    expect(lines.pop()).toBe('');
    expect(lines.join('')).not.toMatch(/[\r\n]/);
    for (const line of lines.slice(parsed.counts.preamble)) expect(line).toHaveLength(320);
    const order = parsed.records.map(({ code }) => code.padStart(5));
    expect(order).toEqual([...order].sort());
  });

  test('is written as the builder writes, but for the lines that differ on purpose', () => {
    const built = new Set(parsed.records.flatMap((record) => codeLine(record)));
    const own = text.split('\r\n').slice(parsed.counts.preamble, -1);
    const onPurpose = unchanged.map(([, code]) => code);
    expect(own.filter((line) => !built.has(line) && !onPurpose.includes(line.slice(0, 5)))).toEqual([]);
  });
});

test('the newer file begins with a disclaimer that calls it a sample', () => {
  expect(january.counts.preamble).toBeGreaterThan(1);
  expect(new TextDecoder().decode(bytesOf(files.january).slice(0, 60))).toContain('SAMPLE');
});

test.each(stories)('%s (%s)', (_, code, before, after) => {
  for (const [parsed, expected] of [
    [october, before],
    [january, after],
  ] as const) {
    const record = recordOf(parsed, code);
    if (expected) expect(record).toMatchObject(expected);
    else expect(record).toBeUndefined();
  }
});

test('S0013 and J0013 have one descriptor', () => {
  expect(recordOf(january, 'J0013')!.longDescription).toBe(recordOf(october, 'S0013')!.longDescription);
});

test.each(unchanged)('only the %s of %s differs', (what, code) => {
  const meaning = (record: CodeRecord | undefined) => ({
    ...record,
    line: 0,
    actionCode: what === 'action code' ? '' : record?.actionCode,
    actionEffectiveOn: what === 'action effective date' ? '' : record?.actionEffectiveOn,
  });
  expect(meaning(recordOf(january, code))).toEqual(meaning(recordOf(october, code)));
  const linesOf = (name: string) =>
    new TextDecoder()
      .decode(bytesOf(name))
      .split('\r\n')
      .filter((line) => line.startsWith(code));
  expect(linesOf(files.january)).not.toEqual(linesOf(files.october));
});
