import type { CodeSetState } from './code-set-state.ts';
import { type Slot, timelineOf } from './timeline.ts';

/** Where a stored record was read: the archived bytes, the file among them, and the line or row. */
export interface Trace {
  /** As it came, and the file within it where it was a zip. */
  readonly file: string;
  /** Of the archived bytes. */
  readonly sha256: string;
  /** From 1; of a workbook, its row. */
  readonly line: number;
}

/**
 * Leads a record of a release back to where it was read. What a correction names was read from its document, the rest
 * from the file that it corrects. Null where the state does not say what a release was made of.
 */
export function traceIn({
  sources,
}: Pick<CodeSetState, 'sources'>): (
  release: { date: string; content: string },
  record: { code: string; line: number },
) => Trace | null {
  const slots = new Map(timelineOf(sources).slots.map((slot) => [keyOf(slot), slot]));
  return (release, { code, line }) => {
    const slot = slots.get(keyOf(release));
    return slot ? { ...sourceOf(slot, code), line } : null;
  };
}

function keyOf({ date, content }: Pick<Slot, 'date' | 'content'>): string {
  return `${date} ${content}`;
}

function sourceOf({ source, corrected }: Slot, code: string): Omit<Trace, 'line'> {
  if (corrected && !corrected.source.codes.includes(code)) return sourceOf(corrected.base, code);
  const { file, entry, sha256 } = source;
  return { file: entry === file ? file : `${file}/${entry}`, sha256 };
}
