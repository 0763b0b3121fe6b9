import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesIn } from '../../functions/adapters/unzip.ts';
import { ReleaseQuarantined } from '../../functions/publish/judge-arrival.ts';
import type { Published } from '../../functions/publish/publish-release.ts';
import { BadInput } from '../../shared/errors.ts';
import { parseCodeText } from '../../shared/release/parse-text.ts';
import { copyOf, type Medium, openMedium, startApp } from '../support/medium.ts';
import { lostFrom } from '../support/read-all.ts';
import { releaseWorkbook, workbookOf, zipOf } from '../support/release-builder.ts';
import { chain, ingestFile, type ReleaseFile } from '../support/release-chain.ts';
import { type Damage, entryDamages, plainDamages, tableDamages, zipFieldDamages } from '../support/release-damage.ts';

/** How many; `npm run campaign:damage` tries ten thousand. */
const damages = Number(process.env.DAMAGES ?? 200);
const seed = Number(process.env.SEED ?? 2026);

/** What became of a damaged file. Nothing else is allowed. */
const ends = ['refused', 'quarantined', 'published whole', 'published as it stands'] as const;
type End = (typeof ends)[number];

interface Form {
  readonly form: string;
  readonly file: ReleaseFile;
  readonly damages: readonly Damage[];
}

let base: Medium;
let forms: readonly Form[];
let before: string;
let clean: string;
const table = new Map<string, Record<'tried' | End, number>>();

const visible = async (medium: Medium) => JSON.stringify(await startApp(medium).codeSets.state('HCPCS'));

beforeAll(async () => {
  base = await openMedium();
  for (const file of chain.slice(0, 2)) await ingestFile(startApp(base), file);
  await startApp(base).sweep();
  before = await visible(base);
  const { name, bytes } = chain[2]!;
  const records = parseCodeText(name, bytes).records;
  const workbook = releaseWorkbook(records);
  const reported = records.map(({ code, actionCode }) => [code, actionCode === 'A' ? 'ADD' : 'NO CHANGE']);
  const report = workbookOf({ 'Changes by HCPCS Code': [['HCPCS', 'ACTION'], ...reported] });
  const stem = name.replace(/\.txt$/, '');
  const files = { [name]: bytes, [`${stem}.xlsx`]: workbook, 'HCPC2025_JUL_Trans_Alpha.xlsx': report };
  const zip = await zipOf(files, '2025-06-09');
  forms = [
    { form: 'text', file: { name, bytes }, damages: plainDamages },
    { form: 'workbook', file: { name: `${stem}.xlsx`, bytes: workbook }, damages: [...tableDamages, ...plainDamages] },
    {
      form: 'zip',
      file: { name: 'july-2025-alpha-numeric-hcpcs-file.zip', bytes: zip },
      damages: [...entryDamages, ...zipFieldDamages, ...plainDamages],
    },
  ];
  clean = await meaningOf(forms[0]!.file);
});
afterAll(() => console.table(Object.fromEntries(table)));

/** What the store holds of a whole file, without the lines on which it stood. */
async function meaningOf(file: ReleaseFile): Promise<string> {
  const medium = await copyOf(base);
  const published = await ingestFile(startApp(medium), file);
  return meaning(await recordsOf(medium, published));
}

const recordsOf = (medium: Medium, { release }: Published) =>
  startApp(medium).codeSets.records('HCPCS', release!.content);

function meaning(records: readonly { readonly line: number }[]): string {
  return JSON.stringify(records.map(({ line: _line, ...record }) => record));
}

test(
  `${damages} damages: nothing crashes, nothing is lost in silence, nothing half is seen`,
  async () => {
    let medium = await copyOf(base);
    const wrong: string[] = [];
    for (let nth = 0; nth < damages; nth++) {
      const { form, file, damages: kinds } = forms[nth % forms.length]!;
      const { name, inflict } = kinds[Math.floor(nth / forms.length) % kinds.length]!;
      const what = `${form}, ${name}, number ${nth} of seed ${seed}`;
      const broken = { name: file.name, bytes: await inflict(file.bytes, seed + nth) };
      const result = await ingestFile(startApp(medium), broken).catch((error: unknown) => error);
      const end = await endOf(medium, broken, result, what).catch((error: Error) => error);
      if (end instanceof Error) wrong.push(`${what}: ${end.message.slice(0, 1000)}`);
      else note(`${form}: ${name}`, end);
      if (end instanceof Error || end.startsWith('published')) {
        await medium.close();
        medium = await copyOf(base);
      }
    }
    expect(wrong).toEqual([]);
    expect((await startApp(medium).verify()).problems).toEqual([]);
  },
  30_000 + damages * 200,
);

async function endOf(medium: Medium, broken: ReleaseFile, result: unknown, what: string): Promise<End> {
  if (result instanceof Error) {
    if (!(result instanceof BadInput)) throw new Error(`${what} crashed: ${result.stack}`, { cause: result });
    expect(await visible(medium), `${what}: ${result.message}`).toBe(before);
    expect(result.message, what).toMatch(/^\S.*: .+ \[[a-z-]+\]$/s);
    return result instanceof ReleaseQuarantined ? 'quarantined' : 'refused';
  }
  const published = result as Published;
  expect(published.outcome, what).toBe('published');
  const records = await recordsOf(medium, published);
  expect(records, what).toHaveLength(published.release!.records);
  expect(await lostFromSource(medium, broken, published, records), `${what} lost lines in silence`).toEqual([]);
  expect((await startApp(medium).verify()).problems, what).toEqual([]);
  return meaning(records) === clean ? 'published whole' : 'published as it stands';
}

/** Lines of the file within the broken one that was read, which the store does not hold. */
async function lostFromSource(
  medium: Medium,
  broken: ReleaseFile,
  { sha256 }: Published,
  records: Awaited<ReturnType<typeof recordsOf>>,
): Promise<readonly string[]> {
  const { sources } = await startApp(medium).codeSets.state('HCPCS');
  const { entry } = sources.find((source) => source.sha256 === sha256)!;
  const files = await filesIn(broken.name, broken.bytes);
  return lostFrom(files.find(({ name }) => name === entry)!.bytes, records);
}

function note(row: string, end: End): void {
  const counts = table.get(row) ?? {
    tried: 0,
    ...(Object.fromEntries(ends.map((each) => [each, 0])) as Record<End, number>),
  };
  counts.tried += 1;
  counts[end] += 1;
  table.set(row, counts);
}
