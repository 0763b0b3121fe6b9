import { hashOf } from '../../../functions/adapters/hash.ts';
import { filesIn } from '../../../functions/adapters/unzip.ts';
import type { ReleaseDiff, ReleaseReference } from '../../../shared/changes/change.ts';
import { compareReleases } from '../../../shared/changes/compare.ts';
import { inferredBetween } from '../../../shared/changes/inferred.ts';
import { withReplacements } from '../../../shared/changes/replace.ts';
import { releaseName } from '../../../shared/release/identity.ts';
import { type ReadRelease, readRelease } from '../../../shared/release/read-release.ts';
import type { CodeRecord, Note } from '../../../shared/release/record.ts';
import { changeCounts, changeTable } from './change-text.ts';
import { answer, type Common, type Context, type LoadedFile, loadFile } from './context.ts';
import { counted } from './money.ts';

export interface LoadedRelease {
  readonly file: LoadedFile;
  readonly read: ReadRelease;
}

/** Reads a release from a file or zip; no store is opened. */
export async function loadRelease(context: Context, path: string): Promise<LoadedRelease> {
  const file = loadFile(context, path);
  return { file, read: await readRelease(file.name, await filesIn(file.name, file.bytes)) };
}

/** `codeset diff OLD NEW`: what happened to each code between two files. */
export async function diff(context: Context, paths: readonly [string, string], options: Common): Promise<void> {
  const older = await loadRelease(context, paths[0]);
  const newer = await loadRelease(context, paths[1]);
  const { changes, notes } = compareReleases(contentOf(older), contentOf(newer));
  const document: ReleaseDiff = {
    codeSet: 'HCPCS',
    from: referenceTo(older),
    to: referenceTo(newer),
    changes: withReplacements(
      changes,
      byCode(older.read.records),
      byCode(newer.read.records),
      inferredBetween(older.read.records, newer.read.records),
    ),
    notes: [...notesOf(older), ...notesOf(newer), ...notes],
  };
  answer(context, options, document, () => textOf(document));
}

export function referenceTo({ file, read }: LoadedRelease): ReleaseReference {
  return { release: releaseName(read.identity), file: file.name, sha256: hashOf(file.bytes) };
}

function contentOf({ read }: LoadedRelease) {
  return { date: read.date, records: read.records, refused: read.refused };
}

function notesOf({ file, read }: LoadedRelease): readonly Note[] {
  const refused = read.refused.map(({ line, code, rule, reason }) => ({
    code,
    rule: 'refused-line',
    text: `${file.name}:${line}: ${reason} [${rule}]`,
  }));
  return [...refused, ...read.notes.map((note) => ({ ...note, text: `${file.name}: ${note.text}` }))];
}

function byCode(records: readonly CodeRecord[]): ReadonlyMap<string, CodeRecord> {
  return new Map(records.map((record) => [record.code, record]));
}

function textOf({ codeSet, from, to, changes, notes }: ReleaseDiff): string {
  const heading = `${codeSet} ${from.release} (${from.file}) → ${to.release} (${to.file}): ${changeCounts(changes)}\n`;
  const byRule = new Map<string, number>();
  for (const { rule } of notes) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  const noted = [...byRule].map(([rule, count]) => `  ${counted(count, 'note')}: ${rule}\n`).join('');
  const table = changes.length > 0 ? `\n${changeTable(changes)}` : '';
  return `${heading}${table}${noted ? `\nNotes (all of them with --json):\n${noted}` : ''}`;
}
