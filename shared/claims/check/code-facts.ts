import { type CodeForm, codeSetOf, formOf } from '../../code.ts';
import { type BookEntry, type CodeBook, type DayNumber, noEnd } from '../../codebook/code-book.ts';
import { toDayNumber } from '../../dates.ts';
import type { AcceptanceWindow } from '../acceptance-window.ts';

/** The code sets that are held. CPT is there only where a licensee has loaded it. */
export interface CodeBooks {
  readonly HCPCS?: CodeBook | undefined;
  readonly CPT?: CodeBook | undefined;
}

/** Where the dose of a code's unit changed: lines of the time after it may still be billed in the old unit. */
interface DoseRevision {
  readonly from: DayNumber;
  readonly release: number;
  readonly before: string | null;
  readonly after: string | null;
}

/** What is known of one code or modifier, looked up once and kept, so that judging a line compares numbers only. */
export interface CodeFacts {
  readonly code: string;
  readonly form: CodeForm;
  /** Null where no code set that is held could judge it. */
  readonly book: CodeBook | null;
  readonly entry: BookEntry | null;
  /** Days on which it is valid beyond doubt (its latest life, as far as the releases reach); none where from > to. */
  readonly validFrom: DayNumber;
  readonly validTo: DayNumber;
  readonly revisions: readonly DoseRevision[];
  readonly windows: readonly AcceptanceWindow[];
}

const never = { validFrom: 1, validTo: 0 } as const;

export function factsOf(code: string, books: CodeBooks, windows: readonly AcceptanceWindow[]): CodeFacts {
  const codeSet = codeSetOf(code);
  const book = (codeSet && books[codeSet]) ?? null;
  const entry = book?.entry(code) ?? null;
  return {
    code,
    form: formOf(code),
    book,
    entry,
    ...(book && entry ? certainDays(book, entry) : never),
    revisions: entry ? doseRevisions(entry) : [],
    windows: windows.filter((window) => window.code === code),
  };
}

function certainDays(book: CodeBook, { lives }: BookEntry): Pick<CodeFacts, 'validFrom' | 'validTo'> {
  const life = lives.at(-1);
  if (!life) return never;
  const covered = book.coverage.at(-1);
  const lastCovered = covered ? toDayNumber(covered.to) : 0;
  return { validFrom: life.from, validTo: life.to === noEnd ? lastCovered : life.to };
}

/** Within one life: a code that comes back with another dose is another code, and nobody has it in a template. */
function doseRevisions({ codeType, lives, versions }: BookEntry): readonly DoseRevision[] {
  if (codeType !== 'procedure') return [];
  return versions.slice(1).flatMap((version, index) => {
    const [before, after] = [doseText(versions[index]!.dose), doseText(version.dose)];
    const goesOn = lives.some(({ from, to }) => from < version.from && version.from <= to);
    return before === after || !goesOn ? [] : [{ from: version.from, release: version.release, before, after }];
  });
}

/** `1/10 mg` is read by people as 0.1 mg. */
function doseText(dose: BookEntry['versions'][number]['dose']): string | null {
  return dose && `${dose.numerator / dose.denominator} ${dose.unit}`;
}
