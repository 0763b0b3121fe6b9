import { BadInput } from '../errors.ts';
import type { Evidence } from './gate.ts';
import type { ReadRelease } from './read-release.ts';
import type { Note } from './record.ts';
import type { SourceFile } from './source-file.ts';

/** What else a zip holds to hold its code file against: the same release as a workbook, CMS's report, its NOC list. */
export async function readEvidence(
  entries: readonly SourceFile[],
  { codeFile, form }: Pick<ReadRelease, 'codeFile' | 'form'>,
): Promise<Evidence> {
  const others = entries.filter(({ name }) => name !== codeFile);
  const workbook = form === 'text' ? others.find(({ name }) => /anweb[^/]*\.xlsx$/i.test(name)) : undefined;
  const list = others.find(({ name }) => /(?:^|[^a-z])noc(?:[^a-z]|$)/i.test(name));
  const notes: Note[] = [];
  const found = (workbook && (await unlessBad(() => workbookIn(workbook), notes))) ?? null;
  const noc = (list && (await unlessBad(() => nocIn(list), notes))) ?? null;
  const report = await readReport(entries, codeFile);
  return { workbook: found, ...report, noc, notes: [...notes, ...report.notes] };
}

/** CMS's transaction report beside a code file; one that cannot be read is noted. */
export async function readReport(
  entries: readonly SourceFile[],
  codeFile: string,
): Promise<Pick<Evidence, 'report' | 'reportModifiedOn' | 'notes'>> {
  const notes: Note[] = [];
  // The print files say what the workbook says, and are read in a hundredth of the time.
  const reports = entries.filter(({ name }) => name !== codeFile && /trans[^/]*(?:rep|alpha)|changes ?by/i.test(name));
  const report = reports.find(({ name }) => !/\.xlsx?$/i.test(name)) ?? reports[0];
  return {
    report: (report && (await unlessBad(() => reportIn(report), notes))) ?? null,
    reportModifiedOn: report?.modifiedOn ?? null,
    notes,
  };
}

async function workbookIn({ name, bytes }: SourceFile) {
  const { parseCodeWorkbook } = await import('./parse-workbook.ts');
  return parseCodeWorkbook(name, bytes).records;
}

async function reportIn({ name, bytes }: SourceFile) {
  const { readTransactionReport } = await import('./transaction-report.ts');
  return readTransactionReport(name, bytes).actions;
}

async function nocIn({ name, bytes }: SourceFile) {
  const { readNocList } = await import('./noc-list.ts');
  return readNocList(name, bytes).codes;
}

/** A file beside the code file that cannot be read is no evidence, and is noted; the release does not hang on it. */
async function unlessBad<Result>(read: () => Promise<Result>, notes: Note[]): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    notes.push({ code: null, rule: 'evidence-unreadable', text: error.message });
    return undefined;
  }
}
