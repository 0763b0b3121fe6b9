import { BadInput } from '../errors.ts';
import { type RawFields, RecordAssembler } from './assemble.ts';
import { type Columns, hcpcsLayout, hcpcsRepeats, type recordIds } from './layout.ts';
import type { ParsedCodeFile } from './record.ts';

const width = 320;
/** Code or modifier, sequence number, record id: what makes a line a record, whatever its length. */
export const recordForm = /^(?: {3}[0-9A-Z]{2}|[0-9A-Z]{5})\d{5}[3478]/;
/** DOS wrote a Control-Z behind the last line. */
const endOfFile = String.fromCharCode(26);
/** A first line without its added date is cut short; blanks beyond it may have been trimmed. */
const shortestFirst = hcpcsLayout.addedOn[1];

/**
 * Reads the fixed-width ANWEB text: any line ends, lines trimmed or padded, a disclaimer before the first record,
 * cp1252. Throws `BadInput` where the file holds no record at all.
 */
export function parseCodeText(file: string, bytes: Uint8Array): ParsedCodeFile {
  const text = new TextDecoder('windows-1252').decode(bytes);
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(text.slice(0, 200)))
    throw new BadInput(
      file,
      1,
      'html',
      'is a web page, not a code file; download it again, CMS may have answered with a login or licence page',
    );
  const assembler = new RecordAssembler();
  let line = 0;
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    line++;
    readLine(assembler, line, text.slice(start, text[end - 1] === '\r' ? end - 1 : end));
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

function readLine(assembler: RecordAssembler, line: number, written: string): void {
  if (!recordForm.test(written)) {
    if (assembler.empty || written.trim() === '' || written === endOfFile) assembler.skipPreamble();
    else
      assembler.refuse(
        line,
        codeIn(written),
        'not-a-record',
        'is no record: code, sequence number or record id are not in their columns',
      );
    return;
  }
  const recordId = written[10] as keyof typeof recordIds;
  const continues = recordId === '4' || recordId === '8';
  if (!continues && written.trimEnd().length < shortestFirst) {
    const code = written.slice(0, 5).trim();
    assembler.refuse(
      line,
      code,
      'cut-short',
      `ends at column ${written.trimEnd().length}, before the code added date (269-276)`,
    );
    return;
  }
  const padded = written.length < width ? written.padEnd(width) : written;
  const row = {
    line,
    code: cut(padded, hcpcsLayout.code),
    sequence: Number(cut(padded, hcpcsLayout.sequence)),
    recordId,
    longDescription: cut(padded, hcpcsLayout.longDescription),
  };
  if (continues) assembler.continuation(row);
  else assembler.first(row, fieldsOf(padded));
}

function fieldsOf(padded: string): RawFields {
  return {
    shortDescription: cut(padded, hcpcsLayout.shortDescription),
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
    addedOn: cut(padded, hcpcsLayout.addedOn),
    actionEffectiveOn: cut(padded, hcpcsLayout.actionEffectiveOn),
    terminatedOn: cut(padded, hcpcsLayout.terminatedOn),
    actionCode: cut(padded, hcpcsLayout.actionCode),
  };
}

function cut(padded: string, [first, last]: Columns): string {
  return padded.slice(first - 1, last);
}

const blank = /^ *$/;

function cutAll(padded: string, field: keyof typeof hcpcsRepeats): readonly string[] {
  const { first, width: each, times } = hcpcsRepeats[field];
  const whole = padded.slice(first - 1, first - 1 + each * times);
  if (blank.test(whole)) return [];
  return Array.from({ length: times }, (_, index) => whole.slice(index * each, (index + 1) * each));
}

function codeIn(written: string): string | null {
  return /^(?: {3}([0-9A-Z]{2})|([A-Z]\d{4}))/.exec(written)?.slice(1).find(Boolean) ?? null;
}
