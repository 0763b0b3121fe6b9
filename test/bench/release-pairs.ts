import { unzip } from '../../functions/adapters/unzip.ts';
import { addDays, type IsoDate, isIsoDate } from '../../shared/dates.ts';
import { parseCodeText } from '../../shared/release/parse-text.ts';
import { parseCodeWorkbook } from '../../shared/release/parse-workbook.ts';
import type { CodeRecord } from '../../shared/release/record.ts';
import { cmsFile } from '../support/shared-files.ts';

type Records = readonly CodeRecord[];

/** Two states of the code set, one after the other. */
export interface ReleasePair {
  readonly name: string;
  readonly older: Records;
  readonly newer: Records;
  /** From which each is in force. */
  readonly dates: readonly [older: IsoDate, newer: IsoDate];
}

export interface RealReleases {
  readonly annual2017: Records;
  readonly annual2018: Records;
  readonly april2020: Records;
  readonly july2020: Records;
}

let releases: Promise<RealReleases> | undefined;

/** Read once: several tests of a run ask for them. */
export function readReleases(): Promise<RealReleases> {
  releases ??= read();
  return releases;
}

async function read(): Promise<RealReleases> {
  return {
    annual2017: await recordsInZip('2017-Alpha-Numeric-HCPCS-File.zip'),
    annual2018: await recordsInZip('2018-Alpha-Numeric-HCPCS-File.zip'),
    april2020: parseCodeWorkbook('april', cmsFile('HCPC2020_APR_ANWEB.xlsx')).records,
    july2020: parseCodeWorkbook('july', cmsFile('HCPC2020_JUL_ANWEB.xlsx')).records,
  };
}

/** The pairs as CMS published them. */
export function publishedPairs({ annual2017, annual2018, april2020, july2020 }: RealReleases): readonly ReleasePair[] {
  return [
    { name: '2017 to 2018', older: annual2017, newer: annual2018, dates: ['2017-01-01', '2018-01-01'] },
    { name: 'April to July 2020', older: april2020, newer: july2020, dates: ['2020-04-01', '2020-07-01'] },
  ];
}

/**
 * A file keeps its terminated codes for years. For each day on which codes ended, the code set before and on the day
 * after, as the file remembers it: a quarterly pair that was not kept.
 */
export function rememberedPairs(name: string, records: Records): readonly ReleasePair[] {
  const ends = new Set(
    records.flatMap(({ terminatedOn }) => (terminatedOn && isIsoDate(terminatedOn) ? terminatedOn : [])),
  );
  return [...ends].sort().map((end) => ({
    name: `${end}, as remembered in ${name}`,
    older: aliveOn(end, records),
    newer: pairedAfter(end, records),
    dates: [end, addDays(end, 1)],
  }));
}

function aliveOn(day: string, records: Records): Records {
  return records
    .filter(({ addedOn, terminatedOn }) => (addedOn ?? '') <= day && (terminatedOn ?? day) >= day)
    .map((record) => ({ ...record, terminatedOn: null }));
}

/** The next day: new codes are there, those that ended say so, and nobody knows of later ends. */
function pairedAfter(end: string, records: Records): Records {
  return records
    .filter(({ addedOn, terminatedOn }) => (addedOn ?? '') <= addDays(end, 1) && (terminatedOn ?? end) >= end)
    .map((record) => (record.terminatedOn === end ? record : { ...record, terminatedOn: null }));
}

async function recordsInZip(name: string): Promise<Records> {
  const files = await unzip(name, cmsFile(name));
  const text = files.find((file) => /ANWEB.*\.txt$/i.test(file.name))!;
  return parseCodeText(text.name, text.bytes).records;
}
