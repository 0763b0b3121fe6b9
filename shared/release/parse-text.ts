import { BadInput } from '../errors.ts';
import { RecordAssembler } from './assemble.ts';
import { decodeText } from './decode.ts';
import { type Columns, hcpcsLayout, hcpcsRepeats, type recordIds } from './layout.ts';
import type { RawAdministrative, RawFields } from './make-record.ts';
import type { ParsedCodeFile } from './record.ts';

const width = 320;
/** Code or modifier, sequence number, record id: what makes a line a record, whatever its length. */
export const recordForm = /^(?: {3}[0-9A-Z]{2}|[0-9A-Z]{5})\d{5}[3478]/;
/** Another record's head within a line: a line end was lost, and what follows it with it. */
const secondHead = /(?: {3}[0-9A-Z]{2}0\d{4}[78]|[A-V]\d{4}0\d{4}[34])/;
/** A head with a fault in it still has most of its digits; text, dates in words and page numbers have not. */
const headWidth = hcpcsLayout.recordId[1];
const headDigits = 5;
/** DOS wrote a Control-Z behind the last line. */
const endOfFile = String.fromCharCode(26);
/** A first line may end with any of these fields, blanks beyond it trimmed; anywhere else it was cut. */
const lastFields: readonly number[] = (['addedOn', 'actionEffectiveOn', 'terminatedOn'] as const).map(
  (field) => hcpcsLayout[field][1],
);
const lastColumn = hcpcsLayout.actionCode[1];

/**
 * Reads the fixed-width ANWEB text: any line ends, lines trimmed or padded, a disclaimer before the first record,
 * cp1252. Throws `BadInput` where the file holds no record at all.
 */
export function parseCodeText(file: string, bytes: Uint8Array): ParsedCodeFile {
  const text = decodeText(bytes);
  if (/^\s*<(?:!doctype|!--|html|head|body|script|meta|\?xml)/i.test(text.slice(0, 200)))
    throw new BadInput(
      file,
      1,
      'html',
      'is a web page, not a code file; download it again, CMS may have answered with a login or licence page',
    );
  const assembler = new RecordAssembler();
  const blocks: Blocks = new Map();
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    let whole = text.slice(start, end);
    while (whole.endsWith('\r')) whole = whole.slice(0, -1);
    for (const written of whole.includes('\r') ? whole.split('\r') : [whole]) {
      line++;
      readLine(assembler, blocks, { line, written, unended: newline < 0 });
    }
    start = end + 1;
  }
  const parsed = assembler.finish(line);
  if (parsed.records.length === 0) {
    const [first] = parsed.refused;
    throw first
      ? new BadInput(
          file,
          first.line,
          first.rule,
          `${first.reason}; no line of the file could be read as a HCPCS record`,
        )
      : new BadInput(
          file,
          null,
          'no-records',
          'holds no HCPCS record (code in columns 1-5, sequence number in 6-10, record id in 11)',
        );
  }
  return parsed;
}

interface Line {
  readonly line: number;
  readonly written: string;
  /** The file ends within this line. */
  readonly unended: boolean;
}

function readLine(assembler: RecordAssembler, blocks: Blocks, { line, written, unended }: Line): void {
  if (!recordForm.test(written)) {
    readUnformed(assembler, line, written, unended);
    return;
  }
  const recordId = written[10] as keyof typeof recordIds;
  const continues = recordId === '4' || recordId === '8';
  const code = written.slice(0, 5).trim();
  if (holdsSecondHead(written, continues)) {
    const reason = 'holds the beginning of another record: a line end is missing';
    if (continues) assembler.refuseUnreadable(line, code, true, 'joined-lines', reason);
    else assembler.refuseFirst(line, code, 'joined-lines', reason);
    return;
  }
  if (!continues && written.length < lastColumn && (unended || !lastFields.includes(written.trimEnd().length))) {
    const reason = `ends at column ${written.trimEnd().length}, within or before the dates (269-292)`;
    assembler.refuseFirst(line, code, 'cut-short', reason);
    return;
  }
  if (continues && unended)
    assembler.note(code, 'no-last-line-end', 'the file ends without a line end; the description may be cut');
  const padded = continues || written.length >= width ? written : written.padEnd(width);
  const row = {
    line,
    code: cut(padded, hcpcsLayout.code),
    sequence: Number(cut(padded, hcpcsLayout.sequence)),
    recordId,
    longDescription: cut(padded, hcpcsLayout.longDescription),
  };
  if (continues) assembler.continuation(row);
  else assembler.first(row, fieldsOf(padded, blocks));
}

/** Not looked for among a first line's fields, where a date may look like one. */
function holdsSecondHead(written: string, continues: boolean): boolean {
  if (continues) return secondHead.test(written.slice(headWidth));
  return (
    secondHead.test(written.slice(headWidth, hcpcsLayout.shortDescription[1])) ||
    (written.length > lastColumn && secondHead.test(written.slice(lastColumn)))
  );
}

/** A line without a record's head: disclaimer, blank or end mark, else a record that was damaged. */
function readUnformed(assembler: RecordAssembler, line: number, written: string, unended: boolean): void {
  const head = written.slice(0, headWidth);
  const damaged = head.replace(/\D/g, '').length >= headDigits && /^[ 0-9A-Z]+.?[ 0-9A-Z]*$/.test(head);
  if (written.trim() === '' || written === endOfFile || (!assembler.hasBegun && !damaged)) {
    assembler.skipPreamble();
    return;
  }
  assembler.refuseUnreadable(
    line,
    codeIn(written),
    damaged || (unended && written.length < headWidth),
    'not-a-record',
    'is no record: code, sequence number or record id are not in their columns',
  );
}

/** Columns 120 to 268. Hundreds of codes share the same text in them: it is cut once. */
type Blocks = Map<string, RawAdministrative>;

function fieldsOf(padded: string, blocks: Blocks): RawFields {
  const block = padded.slice(blockStart, blockEnd);
  let administrative = blocks.get(block);
  if (!administrative) {
    administrative = administrativeOf(padded);
    blocks.set(block, administrative);
  }
  return {
    administrative,
    shortDescription: cut(padded, hcpcsLayout.shortDescription),
    addedOn: cut(padded, hcpcsLayout.addedOn),
    actionEffectiveOn: cut(padded, hcpcsLayout.actionEffectiveOn),
    terminatedOn: cut(padded, hcpcsLayout.terminatedOn),
    actionCode: cut(padded, hcpcsLayout.actionCode),
  };
}

function administrativeOf(padded: string): RawAdministrative {
  return {
    pricingIndicators: cutAll(padded, 'pricingIndicators'),
    multiplePricingIndicator: cut(padded, hcpcsLayout.multiplePricingIndicator),
    coverageManualReferences: cutAll(padded, 'coverageManualReferences'),
    carriersManualReferences: cutAll(padded, 'carriersManualReferences'),
    statute: cut(padded, hcpcsLayout.statute),
    labCertifications: cutAll(padded, 'labCertifications'),
    crossReferences: cutAll(padded, 'crossReferences'),
    coverage: cut(padded, hcpcsLayout.coverage),
    ascGroup: cut(padded, hcpcsLayout.ascGroup),
    ascDate: cut(padded, hcpcsLayout.ascDate),
    mogGroup: cut(padded, hcpcsLayout.mogGroup),
    mogPolicy: cut(padded, hcpcsLayout.mogPolicy),
    mogDate: cut(padded, hcpcsLayout.mogDate),
    processingNote: cut(padded, hcpcsLayout.processingNote),
    betos: cut(padded, hcpcsLayout.betos),
    typesOfService: cutAll(padded, 'typesOfService'),
    anesthesiaUnits: cut(padded, hcpcsLayout.anesthesiaUnits),
  };
}

const blockStart = hcpcsRepeats.pricingIndicators.first - 1;
const blockEnd = hcpcsLayout.anesthesiaUnits[1];

function cut(padded: string, [first, last]: Columns): string {
  return padded.slice(first - 1, last).trim();
}

function cutAll(padded: string, field: keyof typeof hcpcsRepeats): readonly string[] {
  const { first, width: each, times } = hcpcsRepeats[field];
  const entries = Array.from({ length: times }, (_, index) => {
    const start = first - 1 + index * each;
    return padded.slice(start, start + each).trim();
  });
  return entries.filter((entry) => entry !== '');
}

function codeIn(written: string): string | null {
  return /^(?: {3}([0-9A-Z]{2})|([A-Z]\d{4}))/.exec(written)?.slice(1).find(Boolean) ?? null;
}
