import type { Columns } from '../release/layout.ts';
import type { DescriptorKind } from './cpt-record.ts';

/** The head of every line that speaks of a procedure: the code. */
export const codeForm = /^\d{4}[\dAFMTU]$/;

/** `LONGULF`, `LONGUF`: a descriptor goes on over lines that repeat the code, numbered 01, 02 … ; 1-based, inclusive. */
export const fixedLongLayout = {
  code: [1, 5],
  sequence: [6, 7],
  text: [9, 80],
} as const satisfies Record<string, Columns>;

/** `MEDU` (48 wide; 100 until 2002) and `SHORTU` (28 wide): the text runs to the end of the line. */
export const fixedShortLayout = { code: [1, 5], textFrom: 7 } as const;

/** Widths that tell which descriptor a list holds when its name does not. */
export const descriptorWidths: readonly (readonly [DescriptorKind, width: number])[] = [
  ['short', 28],
  ['medium', 48],
];

/** How each form of line begins. A long line's sequence number stands where a short line has its blank. */
export const lineForms = {
  'tab-list': /^\s*\d{4}[\dA-Z]\s*\t/,
  'fixed-long': /^\d{4}[\dA-Z]\d{2}(?: |$)/,
  'fixed-short': /^\d{4}[\dA-Z] +\S/,
} as const;

export type LineForm = keyof typeof lineForms;

/** What a column of a delimited file holds, by its heading with case, blanks and marks taken off. */
export const tableHeadings = {
  conceptId: ['conceptid'],
  code: ['code', 'cptcode', 'cpt'],
  modifier: ['modifiercode', 'modifier'],
  /** Which descriptor it is, the file's name says; long where it does not. */
  descriptor: ['descriptor', 'description'],
  long: ['long', 'longdescriptor', 'longdescription', 'modifierdescription'],
  medium: ['medium', 'mediumdescriptor', 'mediumdescription'],
  short: ['short', 'shortdescriptor', 'shortdescription', 'modifiername'],
  consumer: ['consumer', 'consumerdescriptor', 'consumerdescription', 'consumerfriendlydescriptor'],
  clinicianId: ['cliniciandescriptorid'],
  clinician: ['clinician', 'cliniciandescriptor', 'cliniciandescription'],
  revisedOn: ['currentdescriptoreffectivedate', 'descriptoreffectivedate', 'modifierdescriptoreffective'],
  deletedOn: ['datedeleted', 'deleteddate', 'deletiondate'],
  addedOn: ['dateadded', 'addeddate', 'effectivedate'],
  changedOn: ['date', 'changedate'],
  changeType: ['changetype'],
  level: ['level'],
  priorValue: ['priorvalue'],
  currentValue: ['currentvalue'],
  instruction: ['instruction', 'instructions'],
} as const satisfies Record<string, readonly string[]>;

export type TableField = keyof typeof tableHeadings;

/** Files that come without a heading, by the form of their rows; the first that fits. */
export const headless: readonly {
  readonly row: RegExp;
  readonly columns: readonly TableField[];
}[] = [
  {
    row: /^\d+\t\d{4}[\dA-Z]\t(?:\d{8}|Pre-\d{4})\t[^\t]*\t[^\t]*\t[^\t]*\t/,
    columns: ['conceptId', 'code', 'deletedOn', 'level', 'priorValue', 'currentValue', 'instruction'],
  },
  {
    row: /^\d+\t\d{4}[\dA-Z]\t(?:\d{8}|Pre-\d{4})(?:\t|$)/,
    columns: ['conceptId', 'code', 'deletedOn', 'level', 'descriptor', 'instruction'],
  },
  {
    row: /^(?:\d{8}|Pre-\d{4})\t[A-Z ]+\t\d+\t\d{4}[\dA-Z]\t/i,
    columns: ['changedOn', 'changeType', 'conceptId', 'code', 'level', 'priorValue', 'currentValue', 'instruction'],
  },
  {
    row: /^(?:\d{8}|Pre-\d{4})\t[A-Z ]+\t\d+\t(?:\d\d|\dP|P\d)\t/i,
    columns: ['changedOn', 'changeType', 'conceptId', 'modifier', 'priorValue', 'currentValue'],
  },
  { row: /^\d+\t\d{4}[\dA-Z]\t\d+\t/, columns: ['conceptId', 'code', 'clinicianId', 'clinician'] },
  { row: /^\d+\t\d{4}[\dA-Z]\t/, columns: ['conceptId', 'code', 'consumer'] },
];

/** History's change types, by the date of an entry that they set. */
export const changeTypes: readonly (readonly [RegExp, 'addedOn' | 'revisedOn' | 'deletedOn'])[] = [
  [/^(?:added|new|reinstat)/i, 'addedOn'],
  [/^delet/i, 'deletedOn'],
  [/^(?:revis|chang|edit|updat|grammat|resequenc)/i, 'revisedOn'],
];

/** What AMA calls its files. Consulted where the content does not say it: which descriptor, or which kind of list. */
export const descriptorNames: readonly (readonly [RegExp, DescriptorKind])[] = [
  [/consumer/i, 'consumer'],
  [/clinician/i, 'clinician'],
  [/long/i, 'long'],
  [/med/i, 'medium'],
  [/short/i, 'short'],
];

/** Elements of a PLA code that are read; laboratory, manufacturer and test name are not judged. */
export const plaElements = { long: 'cdDesc', medium: 'cdMDesc', short: 'cdSDesc', consumer: 'consumerDesc' } as const;

/** A modifier opens its paragraph: its number or letters, then its title. */
const numbered = /^([1-9]\d)\s+(\S.*)$/;
const physicalStatus = /\b(P[1-6])\s*[:\s]\s*(\S.*)$/;
const performance = /^([1238]P)\s+(\S.*)$/;

/** Headings of `MODUL.txt`, and the modifiers of their sections. The last one repeats HCPCS modifiers: those are CMS's. */
export const modifierSections: readonly { readonly heading: RegExp; readonly modifier: RegExp | null }[] = [
  { heading: /^appendix a\b/i, modifier: numbered },
  { heading: /^anesthesia physical status\b/i, modifier: physicalStatus },
  { heading: /^(?:cpt )?level i modifiers\b|^modifiers approved for ambulatory\b/i, modifier: numbered },
  { heading: /^category ii modifiers\b/i, modifier: performance },
  { heading: /^level ii\b/i, modifier: null },
];

/** Of a list of modifiers without headings. */
export const anyModifier = /^([1-9]\d|P[1-6]|[1238]P)\s+(\S.*)$/;
