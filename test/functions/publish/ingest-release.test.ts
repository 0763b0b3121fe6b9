import { beforeAll, expect, test } from 'vitest';
import { BadInput } from '../../../shared/errors.ts';
import { copyOf, dumpOf, type Medium, openMedium, startApp } from '../../support/medium.ts';
import { releaseText, releaseWorkbook, zipOf } from '../../support/release-builder.ts';
import { chain, ingestFile } from '../../support/release-chain.ts';

const newest = chain[3]!;
const text = Buffer.from(newest.bytes).toString('latin1');
const lines = text.trimEnd().split('\r\n');
const latin1 = (written: string) => Buffer.from(written, 'latin1');

/** What a person may hand in instead of a release, and what the message must tell: file, line, rule. */
const bad: readonly (readonly [
  what: string,
  name: string,
  make: () => Uint8Array | Promise<Uint8Array>,
  says: RegExp,
])[] = [
  ['nothing', 'HCPC2025_OCT_ANWEB.txt', () => Buffer.alloc(0), /^HCPC2025_OCT_ANWEB.txt: is empty.*\[empty\]/],
  [
    'no zip',
    'october.zip',
    () => latin1('this is no zip'),
    /^october.zip: is not a zip.*download it again \[not-a-zip\]/,
  ],
  [
    'a web page under the name of a zip',
    'october.zip',
    () => latin1('<!DOCTYPE html><html><body>Please log in</body></html>'),
    /^october.zip: is a web page.*\[html\]/,
  ],
  [
    'a web page under the name of a text',
    'HCPC2025_OCT_ANWEB.txt',
    () => latin1('<html><body>Please log in</body></html>'),
    /^HCPC2025_OCT_ANWEB.txt:1: is a web page.*\[html\]/,
  ],
  [
    'a truncated zip',
    'october.zip',
    async () => (await zipOf({ 'HCPC2025_OCT_ANWEB.txt': newest.bytes })).subarray(0, -30),
    /^october.zip: is no whole zip.*\[truncated-zip\]/,
  ],
  [
    'a zip with a damaged file',
    'october.zip',
    async () => {
      const zip = await zipOf({ 'HCPC2025_OCT_ANWEB.txt': newest.bytes });
      zip[200]! ^= 0xff;
      return zip;
    },
    /^october.zip: is damaged.*\[truncated-zip\]/,
  ],
  [
    'a bomb',
    'october.zip',
    () => zipOf({ 'HCPC2025_OCT_ANWEB.txt': Buffer.alloc(70 * 1024 * 1024, 32) }),
    /^october.zip: .*beyond the limit of 64 MiB.*\[zip-bomb\]/,
  ],
  [
    'a zip without a code file',
    'october.zip',
    () => zipOf({ 'readme.txt': 'Nothing here' }),
    /^october.zip\/readme.txt: holds no HCPCS record.*\[no-records\]|^october.zip: holds no code file/,
  ],
  [
    'a truncated text',
    'HCPC2025_OCT_ANWEB.txt',
    () => latin1(text.slice(0, text.length - 200)),
    /^HCPC2025_OCT_ANWEB.txt:27: ends at column.*nothing was stored.*\[cut-short\]/,
  ],
  [
    'columns that are shifted',
    'HCPC2025_OCT_ANWEB.txt',
    () => latin1(lines.map((line) => `${line.slice(0, 11)}  ${line.slice(11)}\r\n`).join('')),
    /^HCPC2025_OCT_ANWEB.txt:1: .*\[wrong-columns\]/,
  ],
  [
    'a workbook with other columns',
    'HCPC2025_OCT_ANWEB.xlsx',
    () => releaseWorkbook([{ code: 'J1001' }]).slice(0, 900),
    /^HCPC2025_OCT_ANWEB.xlsx: /,
  ],
  [
    'records that name no release',
    'codes.txt',
    () => releaseText([{ code: 'J1001' }]),
    /^codes.txt: .*give it with --release YYYY-MM \[unknown-release\]/,
  ],
];

let held: Medium;

beforeAll(async () => {
  held = await openMedium();
  for (const file of chain.slice(0, 3)) await ingestFile(startApp(held), file);
});

test.each(bad)('%s is refused with file, line and rule, and changes nothing', async (_what, name, make, says) => {
  const medium = await copyOf(held);
  const before = await dumpOf(medium);
  const refusal = await ingestFile(startApp(medium), { name, bytes: await make() }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(BadInput);
  expect((refusal as BadInput).message).toMatch(says);
  expect((refusal as BadInput).exitCode).toBe(1);
  expect(await dumpOf(medium)).toEqual(before);
});

test('impossible dates are kept as text and noted, the row is not lost', async () => {
  const medium = await copyOf(held);
  const odd = latin1(text.replace('20250915', '2025091X').replace(/(?<=J1001.{271})20150101/, '01/0/120'));
  const app = startApp(medium);
  const { release } = await ingestFile(app, { name: newest.name, bytes: odd });
  const record = (await app.codeSets.records('HCPCS', release!.content)).find(({ code }) => code === 'J1001');
  expect(record?.actionEffectiveOn).toBe('01/0/120');
  const [row] = (await app.codeSets.releaseRows('HCPCS')).filter(({ content }) => content === release!.content);
  expect(row?.notes).toContainEqual(expect.objectContaining({ code: 'J1001', rule: 'impossible-date' }));
});

test('a zip, its text and its workbook bring the same release', async () => {
  const bare = await copyOf(held);
  const { release } = await ingestFile(startApp(bare), newest);
  const zipped = await copyOf(held);
  const zip = await zipOf({ [newest.name]: newest.bytes, 'readme.txt': 'About this file' });
  const published = await ingestFile(startApp(zipped), {
    name: 'october-2025-alpha-numeric-hcpcs-file.zip',
    bytes: zip,
  });
  expect(published.release!.content).toBe(release!.content);
  expect(published.release!.changeSet).toBe(release!.changeSet);
});
