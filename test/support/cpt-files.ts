import type { SourceFile } from '../../shared/release/source-file.ts';

/** A made-up code with made-up texts: nothing of AMA's stands in the tests. */
export interface CptSketch {
  readonly code: string;
  readonly long: string;
  readonly medium?: string;
  readonly short?: string;
  readonly consumer?: string;
  readonly clinician?: readonly string[];
  readonly effective?: string;
}

/** Like AMA's: some lines, an address among them that looks like a code, and a blank line at the end. */
export const notice = [
  'Made-up file in the form of a licensed code list, 2026.',
  'No descriptor in it is real. Ask the publisher for a licence:',
  '60611 Sampletown',
  'All rights reserved.',
  '',
] as const;

const conceptOf = (index: number) => String(1_000_000 + index);
const compact = (day: string | undefined) => (day ?? '').replaceAll('-', '');

export function tabList(sketches: readonly CptSketch[], field: 'long' | 'medium' | 'short' = 'long'): string[] {
  return [...notice, ...sketches.map((sketch) => `${sketch.code}\t${sketch[field]}`)];
}

/** `LONGULF`: 72 columns of text to a line, wrapped between words. */
export function fixedLong(sketches: readonly CptSketch[], { capitals = false } = {}): string[] {
  const lines = sketches.flatMap(({ code, long }) =>
    wrap(capitals ? long.toUpperCase() : long).map((text, index) =>
      `${code}${String(index + 1).padStart(2, '0')} ${text}`.padEnd(80),
    ),
  );
  return [...notice, ...lines];
}

/** `MEDU` and `SHORTU`. */
export function fixedShort(sketches: readonly CptSketch[], field: 'medium' | 'short'): string[] {
  const width = field === 'medium' ? 54 : 34;
  return [...notice, ...sketches.map((sketch) => `${sketch.code} ${sketch[field]}`.padEnd(width))];
}

export function consolidated(sketches: readonly CptSketch[], delimiter = '\t'): string[] {
  const heading =
    'Concept Id,CPT Code,Long,Medium,Short,Consumer,Spanish Consumer,Current Descriptor Effective Date,Test Name,Lab Name,Manufacturer Name';
  const rows = sketches.map(({ code, long, medium = '', short = '', consumer = '', effective }, index) =>
    [conceptOf(index), code, long, medium, short, consumer, '', compact(effective), '', '', ''].join(delimiter),
  );
  return [...notice, heading.replaceAll(',', delimiter), ...rows];
}

export function consumerList(sketches: readonly CptSketch[]): string[] {
  const rows = sketches.flatMap(({ code, consumer }, index) =>
    consumer ? [`${conceptOf(index)}\t${code}\t${consumer}`] : [],
  );
  return ['Concept Id\tCPT Code\tConsumer Friendly Descriptor', ...rows];
}

export function clinicianList(sketches: readonly CptSketch[]): string[] {
  const rows = sketches.flatMap(({ code, clinician = [] }, index) =>
    clinician.map((text, at) => `${conceptOf(index)}\t${code}\t${index * 10 + at}\t${text}`),
  );
  return ['Concept Id\tCPT Code\tClinician Descriptor Id\tClinician Descriptor', ...rows];
}

/** `MODUL.txt`: sections with a paragraph a modifier; the last section repeats a HCPCS modifier. */
export function modifierText(modifiers: Readonly<Record<string, string>>): string[] {
  const where = (pattern: RegExp) => Object.entries(modifiers).filter(([code]) => pattern.test(code));
  const paragraphs = (pattern: RegExp) => where(pattern).flatMap(([code, text]) => [`${code} ${text}`, '']);
  return [
    'Appendix A',
    '',
    'Prose about made-up modifiers, which names none.',
    '',
    ...paragraphs(/^\d\d$/),
    'Anesthesia Physical Status Modifiers',
    '',
    ...where(/^P\d$/).map(([code, text]) => `Physical Status modifier ${code}: ${text}`),
    '',
    'Category II Modifiers',
    '',
    ...paragraphs(/^\dP$/),
    'Level II (HCPCS/National) Modifiers',
    '',
    'RT Somewhere on the right',
  ];
}

export function modifierTable(modifiers: Readonly<Record<string, string>>): string[] {
  const rows = Object.entries(modifiers).map(
    ([code, text], at) => `${conceptOf(at)}\t${code}\tI\t20240101\t${text}\t${text}`,
  );
  return [
    ...notice,
    'ConceptID\tModifier Code\tLevel I/II\tModifier Descriptor Effective\tModifier Name\tModifier Description',
    ...rows,
    '900\tRT\tII\t20240101\tRight\tSomewhere on the right',
  ];
}

export interface PlaSketch extends CptSketch {
  readonly status?: 'EXISTING' | 'NEW' | 'DELETED';
}

export function plaXml(sketches: readonly PlaSketch[]): string[] {
  const escaped = (text = '') => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const elements = sketches.flatMap(({ code, long, medium, short, status = 'EXISTING', effective }, index) => [
    `<plaCode cdCode="${code}" cdId="${index}">`,
    `  <cdDesc>${escaped(long)}</cdDesc>`,
    `  <cdMDesc>${escaped(medium)}</cdMDesc>`,
    `  <cdSDesc>${escaped(short)}</cdSDesc>`,
    `  <cdStatus>${status}</cdStatus>`,
    effective ? `  <effectiveDate>${effective}T00:00:00-05:00</effectiveDate>` : '  <effectiveDate/>',
    '</plaCode>',
  ]);
  return ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', '<plaCodes>', ...elements, '</plaCodes>'];
}

export interface DeletedSketch {
  readonly code: string;
  readonly on: string;
  readonly instruction?: string;
}

export function deletedList(deleted: readonly DeletedSketch[], delimiter = '\t'): string[] {
  const rows = deleted.map(({ code, on, instruction = '' }, index) =>
    [conceptOf(index), code, on, 'Not available', 'Invented descriptor of a code that is gone', instruction].join(
      delimiter,
    ),
  );
  return ['Concept Id,Code,Date Deleted,Level,Descriptor,Instruction'.replaceAll(',', delimiter), ...rows];
}

export interface EventSketch {
  readonly code: string;
  readonly type: string;
  readonly on: string;
  readonly instruction?: string;
}

export function history(events: readonly EventSketch[]): string[] {
  const rows = events.map(({ code, type, on, instruction = '' }, index) =>
    [on, type, conceptOf(index), code, '', 'Invented', 'Invented', instruction].join('\t'),
  );
  return ['Date\tChange Type\tConcept Id\tCPT Code\tLevel\tPrior Value\tCurrent Value\tInstruction', ...rows];
}

export function modifierHistory(events: readonly EventSketch[]): string[] {
  const rows = events.map(({ code, type, on }, index) => [on, type, conceptOf(index), code, '', 'Invented'].join('\t'));
  const headingOfHierarchy = '20140101\tADDED\t1021516\t\t\tMade-up heading';
  return ['Date\tChange Type\tConcept Id\tModifier Code\tPrior Value\tCurrentValue', headingOfHierarchy, ...rows];
}

export function fileOf(
  name: string,
  lines: readonly string[],
  encoding: BufferEncoding = 'utf8',
  lineEnd = '\r\n',
): SourceFile {
  return { name, bytes: Buffer.from(`${lines.join(lineEnd)}${lineEnd}`, encoding), modifiedOn: null };
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > 72) {
    const blank = rest.lastIndexOf(' ', 72);
    lines.push(rest.slice(0, blank));
    rest = rest.slice(blank + 1);
  }
  return [...lines, rest];
}
