import { foldWhiteSpace } from '../release/record.ts';
import { CptAccount, entryOf } from './account.ts';
import type { CptFileReading, DescriptorKind } from './cpt-record.ts';
import { type CutLine, codeSeemingly, cutLine, cuttingFaults, looksSpoilt } from './cut-line.ts';
import { type LineForm, lineForms } from './layout.ts';

/** A notice's address may look like a line with a code; so many lines on, the list itself has begun. */
const noticeLines = 40;
/** DOS wrote a Control-Z behind the last line. */
const endOfFile = '\u001a';

interface Draft {
  readonly line: number;
  readonly code: string;
  /** Null where the line stands for the code, but its text cannot be believed. */
  text: string | null;
  /** The sequence number of the last line read. */
  sequence: number;
}

/**
 * Reads a list of one descriptor a code, on one line or several: `LONGULT` by tabs, `LONGULF` and `MEDU` by columns. A
 * notice of any length may come first. A line that is spoilt still says that its code is there, where it is legible.
 */
export function parseCodeLines(lines: readonly string[], form: LineForm, descriptor: DescriptorKind): CptFileReading {
  const reader = new LineReader(form);
  const begin = firstEntry(lines, lineForms[form]);
  const notice = lines.slice(0, begin).findLastIndex((line) => line.trim() === '');
  lines.forEach((written, index) => {
    if (index <= notice || (index < begin && !looksSpoilt(written))) reader.account.skip();
    else reader.read(index + 1, written);
  });
  const entries = [...reader.drafts.values()].map(({ line, code, text }) =>
    entryOf({ line, code, descriptors: text === null || text === '' ? {} : { [descriptor]: text } }),
  );
  return reader.account.finish('codes', entries);
}

/**
 * The line that the list begins with. A notice ends with a blank line; without one, a line of the list's form right
 * behind a notice may be an address in it, unless more of the list follows.
 */
function firstEntry(lines: readonly string[], form: RegExp): number {
  const first = lines.findIndex((line) => form.test(line));
  if (first < 0) return lines.length;
  if (first === 0 || lines[first - 1]!.trim() === '') return first;
  const near = lines.slice(first, first + noticeLines);
  const afterBlank = near.findIndex((line, at) => at > 0 && form.test(line) && near[at - 1]!.trim() === '');
  if (afterBlank < 0) return first;
  const between = near.slice(0, afterBlank).filter((line) => line.trim() !== '');
  const entries = between.filter((line) => form.test(line)).length;
  return entries <= 1 || entries * 2 <= between.length ? first + afterBlank : first;
}

class LineReader {
  readonly account = new CptAccount();
  readonly drafts = new Map<string, Draft>();
  private current: Draft | undefined;

  constructor(private readonly form: LineForm) {}

  read(line: number, written: string): void {
    const cut = written.trim() === '' || written === endOfFile ? null : cutLine(written, this.form);
    if (cut === null) this.account.skip();
    else if (typeof cut === 'string') this.refuse(line, written, cut);
    else this.place(line, cut);
  }

  /** A line without a code may be the torn-off end of the descriptor before it, which then is not whole. */
  private refuse(line: number, written: string, fault: keyof typeof cuttingFaults): void {
    const code = codeSeemingly(written);
    this.drop(code ?? (looksSpoilt(written) ? undefined : this.current?.code));
    this.account.refuse(line, code, fault, cuttingFaults[fault]);
  }

  private place(line: number, cut: CutLine): void {
    const { current } = this;
    const known = this.drafts.get(cut.code);
    if (current && goesOn(current, cut)) {
      current.text = foldWhiteSpace(`${current.text} ${cut.text}`);
      current.sequence = cut.sequence;
      this.account.take(cut.code);
    } else if (known) this.repeat(line, known, cut);
    else this.begin(line, cut);
  }

  /** A descriptor whose first line is missing would pass for a new wording. */
  private begin(line: number, { code, sequence, text }: CutLine): void {
    this.current = { line, code, text: sequence <= 1 ? foldWhiteSpace(text) : null, sequence };
    this.drafts.set(code, this.current);
    this.account.take(code);
    if (sequence > 1) this.account.note(code, 'lacks-a-line', `line ${line} goes on with a text that has no beginning`);
    else if (text === '') this.account.note(code, 'no-descriptor', `line ${line} has the code and no descriptor`);
  }

  /** The same line again is harmless; another one leaves open which of the two is right. */
  private repeat(line: number, known: Draft, { code, sequence, text }: CutLine): void {
    if (sequence === known.sequence && foldWhiteSpace(text) === known.text) {
      this.account.note(code, 'repeated-line', `line ${line} repeats line ${known.line}`);
      this.account.take(code);
      return;
    }
    this.drop(code);
    const reason = `${code} stands on line ${known.line} already, with another text or a line between them missing`;
    this.account.refuse(line, code, 'duplicate-code', reason);
  }

  /** The code stays, its text goes. */
  private drop(code: string | undefined): void {
    const draft = code === undefined ? undefined : this.drafts.get(code);
    if (draft) draft.text = null;
  }
}

function goesOn(current: Draft, { code, sequence }: CutLine): boolean {
  return current.code === code && current.text !== null && sequence === current.sequence + 1;
}
