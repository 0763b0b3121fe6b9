import * as XLSX from 'xlsx';
import { unzip } from '../../functions/adapters/unzip.ts';
import { blowNames, damage, randomFrom } from './damage.ts';
import { workbookOf, zipOf } from './release-builder.ts';

/** A whole number from 0 to n - 1. */
type Below = (n: number) => number;
type Table = string[][];
type Entries = Record<string, Uint8Array>;

/** A way to break a file, by its name in the report; the same seed breaks it in the same way. */
export interface Damage {
  readonly name: string;
  readonly inflict: (bytes: Uint8Array, seed: number) => Promise<Uint8Array>;
}

const at = (seed: number): Below => {
  const random = randomFrom(seed);
  return (n) => Math.floor(random() * Math.max(n, 1));
};

/** Bytes, lines and columns of any file; to a zip or workbook they are bytes alone. */
export const plainDamages: readonly Damage[] = blowNames.map((name) => ({
  name,
  inflict: async (bytes, seed) => damage(bytes, seed, name),
}));

/** What may happen to rows, columns and cells of a workbook whose zip is whole. */
const tableBlows: Readonly<Record<string, (rows: Table, below: Below) => void>> = {
  dropRow: (rows, below) => void rows.splice(below(rows.length), 1),
  doubleRow: (rows, below) => {
    const row = below(rows.length);
    rows.splice(row, 0, [...rows[row]!]);
  },
  moveRow: (rows, below) => {
    const [row] = rows.splice(below(rows.length), 1);
    rows.splice(below(rows.length + 1), 0, row!);
  },
  cutRows: (rows, below) => void rows.splice(below(rows.length)),
  dropColumn: (rows, below) => {
    const column = below(rows[0]!.length);
    for (const row of rows) row.splice(column, 1);
  },
  swapColumns: (rows, below) => {
    const [one, other] = [below(rows[0]!.length), below(rows[0]!.length)];
    for (const row of rows) [row[one], row[other]] = [row[other]!, row[one]!];
  },
  shiftRow: (rows, below) => void rows[below(rows.length)]!.unshift(''),
  changeCell: (rows, below) => {
    const row = rows[below(rows.length)]!;
    row[below(row.length)] = ['', 'X', '20251399', 'J1002', '<p>', '\u00e9\u0001'][below(6)]!;
  },
  renameHeader: (rows, below) => {
    rows[0]![below(rows[0]!.length)] = 'REMARKS';
  },
  foreignRow: (rows, below) => void rows.splice(below(rows.length + 1), 0, ['Page 3 of 12']),
};

export const tableDamages: readonly Damage[] = Object.entries(tableBlows).map(([name, blow]) => ({
  name,
  inflict: async (bytes, seed) => {
    const { SheetNames, Sheets } = XLSX.read(bytes);
    const sheet = Sheets[SheetNames[0]!]!;
    const rows = XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '', raw: false });
    blow(rows, at(seed));
    return workbookOf({ [SheetNames[0]!]: rows });
  },
}));

const pick = (entries: Entries, below: Below) => Object.keys(entries)[below(Object.keys(entries).length)]!;

/** What may happen to the files within a zip, which is packed anew and whole. */
const entryBlows: Readonly<Record<string, (entries: Entries, below: Below, seed: number) => Promise<void> | void>> = {
  dropEntry: (entries, below) => void delete entries[pick(entries, below)],
  emptyEntry: (entries, below) => {
    entries[pick(entries, below)] = new Uint8Array();
  },
  loginPageForEntry: (entries, below) => {
    entries[pick(entries, below)] = Buffer.from('<html><title>Log in</title></html>');
  },
  swapEntries: (entries, below) => {
    const [one, other] = [pick(entries, below), pick(entries, below)];
    [entries[one], entries[other]] = [entries[other]!, entries[one]!];
  },
  renameEntry: (entries, below) => {
    const name = pick(entries, below);
    entries[`${name.replace(/\W.*/, '')}.${['txt', 'xlsx', 'prn', 'bak'][below(4)]}`] = entries[name]!;
    delete entries[name];
  },
  secondText: (entries, below, seed) => {
    const text = Object.keys(entries).find((name) => name.endsWith('.txt'));
    if (text) entries[`copy-${below(9)}-${text}`] = damage(entries[text]!, seed);
  },
  zipInZip: async (entries, below) => {
    const name = pick(entries, below);
    entries[`${name}.zip`] = await zipOf({ [name]: entries[name]! });
    delete entries[name];
  },
  damagedText: (entries, _below, seed) => damageEntry(entries, '.txt', seed),
  damagedWorkbook: async (entries, below, seed) => {
    const name = Object.keys(entries).find((each) => each.endsWith('.xlsx'))!;
    const blow = tableDamages[below(tableDamages.length)]!;
    entries[name] = await blow.inflict(entries[name]!, seed);
  },
  damagedWorkbookBytes: (entries, _below, seed) => damageEntry(entries, '.xlsx', seed),
};

function damageEntry(entries: Entries, ending: string, seed: number): void {
  const name = Object.keys(entries).find((each) => each.endsWith(ending))!;
  entries[name] = damage(entries[name]!, seed);
}

export const entryDamages: readonly Damage[] = Object.entries(entryBlows).map(([name, blow]) => ({
  name,
  inflict: async (bytes, seed) => {
    const entries = Object.fromEntries((await unzip('whole.zip', bytes)).map((file) => [file.name, file.bytes]));
    await blow(entries, at(seed), seed);
    return zipOf(entries, '2025-06-09');
  },
}));

const signatures = { local: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 } as const;

/** Fields of a zip's own structure: where each stands behind its signature, and how many bytes it has. */
const zipFields: readonly (readonly [name: string, signature: number, offset: number, bytes: 2 | 4])[] = [
  ['localMethod', signatures.local, 8, 2],
  ['localNameLength', signatures.local, 26, 2],
  ['flags', signatures.directory, 8, 2],
  ['method', signatures.directory, 10, 2],
  ['checksum', signatures.directory, 16, 4],
  ['packedSize', signatures.directory, 20, 4],
  ['size', signatures.directory, 24, 4],
  ['nameLength', signatures.directory, 28, 2],
  ['offset', signatures.directory, 42, 4],
  ['entryCount', signatures.end, 10, 2],
  ['directorySize', signatures.end, 12, 4],
  ['directoryOffset', signatures.end, 16, 4],
];

export const zipFieldDamages: readonly Damage[] = zipFields.map(([name, signature, offset, size]) => ({
  name: `zip ${name}`,
  inflict: async (bytes, seed) => {
    const below = at(seed);
    const broken = Buffer.from(bytes);
    const found: number[] = [];
    for (let start = 0; start + offset + size <= broken.length; start++)
      if (broken.readUInt32LE(start) === signature) found.push(start);
    const field = found[below(found.length)]! + offset;
    const old = broken.readUIntLE(field, size);
    const values = [0, (old + 1) % 256 ** size, (old ^ (1 << below(8))) >>> 0, 256 ** size - 1];
    broken.writeUIntLE(values[below(values.length)]!, field, size);
    return broken;
  },
}));
