import type { ToldDiff } from '../../../shared/api/change-forms.ts';
import type { ReleaseReference } from '../../../shared/changes/change.ts';
import { changesBetween } from '../../../shared/changes/changes-between.ts';
import { toldChanges } from '../../../shared/changes/told.ts';
import type { NamedRelease } from '../../../shared/codebook/book-of-releases.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { releaseName } from '../../../shared/release/identity.ts';
import type { Note } from '../../../shared/release/record.ts';
import { changeCounts, changeTable } from './change-text.ts';
import { answer, type Common, type Context } from './context.ts';
import { isLicensed } from './load-folder.ts';
import { loadRelease } from './load-release.ts';
import { counted } from './money.ts';

/** `codeset diff OLD NEW`: what happened to each code between two HCPCS files, or two folders of CPT files. */
export async function diff(context: Context, paths: readonly [string, string], options: Common): Promise<void> {
  const licensed = [await isLicensed(context, paths[0]), await isLicensed(context, paths[1])];
  if (licensed[0] && licensed[1]) return (await import('./diff-cpt.ts')).diffCpt(context, paths, options);
  if (licensed[0] || licensed[1]) {
    const [one] = paths.filter((_, index) => licensed[index]);
    throw new CodesetError(
      'USAGE',
      `${one} is a folder or zip of CPT: compare two folders or zips of CPT, or two HCPCS files`,
      2,
    );
  }
  const older = await loadRelease(context, paths[0]);
  const newer = await loadRelease(context, paths[1]);
  const { changes, notes } = changesBetween(older.read, newer.read);
  const between = { older: older.read.date, newer: newer.read.date };
  const document: ToldDiff = {
    codeSet: 'HCPCS',
    from: referenceTo(older),
    to: referenceTo(newer),
    changes: toldChanges(changes, between, newer.report),
    notes: [...notesOf(older), ...notesOf(newer), ...notes],
  };
  answer(context, options, document, () => textOf(document));
}

function referenceTo({ file, sha256, read }: NamedRelease): ReleaseReference {
  return { release: releaseName(read.identity), file, sha256 };
}

function notesOf({ file, read }: NamedRelease): readonly Note[] {
  const refused = read.refused.map(({ line, code, rule, reason }) => ({
    code,
    rule: 'refused-line',
    text: `${file}:${line}: ${reason} [${rule}]`,
  }));
  return [...refused, ...read.notes.map((note) => ({ ...note, text: `${file}: ${note.text}` }))];
}

function textOf({ codeSet, from, to, changes, notes }: ToldDiff): string {
  const heading = `${codeSet} ${from.release} (${from.file}) → ${to.release} (${to.file}): ${changeCounts(changes)}\n`;
  const byRule = new Map<string, number>();
  for (const { rule } of notes) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  const noted = [...byRule].map(([rule, count]) => `  ${counted(count, 'note')}: ${rule}\n`).join('');
  const table = changes.length > 0 ? `\n${changeTable(changes)}` : '';
  return `${heading}${table}${noted ? `\nNotes (all of them with --json):\n${noted}` : ''}`;
}
