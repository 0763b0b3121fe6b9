import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import daff from 'daff';
import { filesIn, unzip } from '../../functions/adapters/unzip.ts';
import { openLocalApp } from '../../infra/local/local-app.ts';
import { compareReleases } from '../../shared/changes/compare.ts';
import { inferredBetween } from '../../shared/changes/inferred.ts';
import { withReplacements } from '../../shared/changes/replace.ts';
import { hcpcsRepeats } from '../../shared/release/layout.ts';
import { parseCodeText } from '../../shared/release/parse-text.ts';
import type { CodeRecord } from '../../shared/release/record.ts';
import { fullSizeReleases } from '../support/full-size-releases.ts';
import { cmsFile, haveCms } from '../support/shared-files.ts';

/**
 * `npm run bench`: a full release parsed, compared and stored, beside daff comparing the same two tables in the same
 * run. The real releases of 2017 and 2018 where they lie beside the project, else two made-up ones of today's size.
 */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
const rounds = 7;

const [older, newer] = haveCms ? await realReleases() : fullSizeReleases();
const texts = { older: await codeText(older), newer: await codeText(newer) };
const parse = () => [parseCodeText('older', texts.older).records, parseCodeText('newer', texts.newer).records] as const;
const records = parse();
const contents = ([a, b]: readonly [readonly CodeRecord[], readonly CodeRecord[]]) =>
  [
    { date: '2017-01-01', records: a },
    { date: '2018-01-01', records: b },
  ] as const;
const compare = (both: readonly [readonly CodeRecord[], readonly CodeRecord[]]) => compareReleases(...contents(both));

const parseMs = median(() => parse());
const compareMs = median(() => compare(records));
const bothMs = median(() => compare(parse()));
const { changes } = compare(records);
const replaceMs = median(() =>
  withReplacements(changes, byCode(records[0]), byCode(records[1]), inferredBetween(...contents(records), changes)),
);
const ourPeak = process.resourceUsage().maxRSS / 1024;
const store = await storing();
const storePeak = process.resourceUsage().maxRSS / 1024;
const tables = [tableOf(records[0]), tableOf(records[1])] as const;
const daffMs = median(() => daffRows(...tables), 3);

const line = (what: string, figure: string) => console.log(`${what.padEnd(52)} ${figure.padStart(12)}`);
console.log(
  `${haveCms ? 'CMS 2017 and 2018' : 'two made-up releases'}: ${records[0].length} and ${records[1].length} codes, ${changes.length} changes; median of ${rounds}\n`,
);
line('parse both (text)', `${parseMs.toFixed(1)} ms`);
line('compare', `${compareMs.toFixed(1)} ms`);
line('parse and compare', `${bothMs.toFixed(1)} ms`);
line('find replacements (cross references, inference)', `${replaceMs.toFixed(1)} ms`);
line('store the first release (zip to visible, on disk)', `${store.first.toFixed(0)} ms`);
line('store the second (changes only)', `${store.second.toFixed(0)} ms`);
line('peak memory: parse, compare, replace', `${ourPeak.toFixed(0)} MB`);
line('peak memory: with the store', `${storePeak.toFixed(0)} MB`);
line('daff, the same two tables', `${daffMs.toFixed(1)} ms`);
line('parse and compare : daff', `${((bothMs / daffMs) * 100).toFixed(1)} %`);
console.log(
  JSON.stringify({
    parseMs,
    compareMs,
    parseAndCompareMs: bothMs,
    replaceMs,
    storeMs: store,
    peakMb: storePeak,
    daffMs,
    ratio: bothMs / daffMs,
  }),
);

interface ReleaseFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function realReleases(): Promise<readonly [ReleaseFile, ReleaseFile]> {
  const file = (name: string) => ({ name, bytes: cmsFile(name) });
  return [file('2017-Alpha-Numeric-HCPCS-File.zip'), file('2018-Alpha-Numeric-HCPCS-File.zip')];
}

async function codeText({ name, bytes }: ReleaseFile): Promise<Uint8Array> {
  const files = name.endsWith('.zip') ? await unzip(name, bytes) : await filesIn(name, bytes);
  return files.find((each) => /anweb.*\.txt$/i.test(each.name))!.bytes;
}

async function storing(): Promise<{ first: number; second: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'codeset-bench-'));
  const app = await openLocalApp(folder);
  const took: number[] = [];
  for (const { name, bytes } of [older, newer]) {
    const start = performance.now();
    await app.ingest({ name, bytes, address: null, headers: {}, release: null, published: null, notify: false });
    took.push(performance.now() - start);
  }
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  return { first: took[0]!, second: took[1]! };
}

/** The layout's columns, one row a code: what anybody would hand to a table differ. Lists stand in their columns. */
function tableOf(list: readonly CodeRecord[]): string[][] {
  const { line: _line, ...first } = list[0]!;
  const fields = Object.keys(first) as (keyof CodeRecord)[];
  const widths = new Map(Object.entries(hcpcsRepeats).map(([field, { times }]) => [field, times]));
  const heads = fields.flatMap((field) =>
    Array.from({ length: widths.get(field) ?? 1 }, (_, at) => (widths.has(field) ? `${field}${at + 1}` : field)),
  );
  const cells = (record: CodeRecord) =>
    fields.flatMap((field) => {
      const value = record[field];
      if (!widths.has(field)) return [String(value ?? '')];
      return Array.from({ length: widths.get(field)! }, (_, at) => (value as readonly string[])[at] ?? '');
    });
  return [heads, ...list.map(cells)];
}

/** daff as it comes: `daff OLD NEW` aligns and marks with its default flags. */
function daffRows(a: string[][], b: string[][]): number {
  const flags = new daff.CompareFlags();
  const alignment = daff.compareTables(new daff.TableView(a), new daff.TableView(b), flags).align();
  const rows: unknown[][] = [];
  new daff.TableDiff(alignment, flags).hilite(new daff.TableView(rows));
  return rows.length;
}

function byCode(list: readonly CodeRecord[]): ReadonlyMap<string, CodeRecord> {
  return new Map(list.map((record) => [record.code, record]));
}

function median(work: () => unknown, times = rounds): number {
  const took = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return took.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}
