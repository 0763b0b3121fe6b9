import type { WorklistEntry } from '../api/worklist-forms.ts';
import type { Fix } from '../claims/finding.ts';

/** What kind of cell a column holds: a spreadsheet has to be able to add amounts up and to sort by dates. */
export type CellKind = 'text' | 'money' | 'number' | 'date';

export interface SheetColumn<Entry> {
  readonly heading: string;
  readonly kind: CellKind;
  readonly cell: (entry: Entry) => string | number | null;
}

/** The worklist as a table for people, the same in CSV and XLSX. */
export const worklistColumns: readonly SheetColumn<WorklistEntry>[] = [
  text('type', ({ type }) => type),
  text('finding', ({ id }) => id),
  text('item', ({ item }) => item),
  { heading: 'line', kind: 'number', cell: ({ line }) => line },
  text('list', ({ list }) => list),
  text('payer', ({ payer }) => payer),
  text('provider', ({ provider }) => provider),
  { heading: 'date', kind: 'date', cell: ({ date }) => date },
  { heading: 'through', kind: 'date', cell: ({ through }) => through },
  text('code', ({ code }) => code),
  text('severity', ({ severity }) => severity),
  { heading: 'amount', kind: 'money', cell: ({ amount }) => amount },
  { heading: 'deadline', kind: 'date', cell: ({ deadline }) => deadline },
  { heading: 'days', kind: 'number', cell: ({ days }) => days },
  text('hold', ({ hold }) => hold && `hold until loaded${hold.until ? ` on ${hold.until}` : ''} (${hold.release})`),
  text('old line', ({ old }) => old && lineText(old)),
  text('new line', (entry) => entry.new.map(lineText).join(' or ')),
  text('to confirm', (entry) => (entry.new.some(({ confirm }) => confirm) ? 'yes' : '')),
  text('what to do', ({ message }) => message),
  text('way back', ({ wayBack }) => wayBack),
  text('payer claim number', ({ payerClaimNumber }) => payerClaimNumber),
  text('why', ({ reason }) => reason),
  text('source', ({ source }) => source),
  text('rule', ({ rule }) => rule),
  text('status', ({ status }) => status),
  text('assignee', ({ assignee }) => assignee),
  text('release', ({ release }) => release),
];

function text(heading: string, cell: (entry: WorklistEntry) => string | null): SheetColumn<WorklistEntry> {
  return { heading, kind: 'text', cell };
}

/** `J0013-JZ x84`. */
export function lineText({
  code,
  modifiers,
  units,
}: {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: Fix['units'];
}): string {
  const named = [code, ...modifiers].join('-');
  if (units === null) return named;
  if (typeof units === 'number') return `${named} x${units}`;
  return `${named} x${units.from}${units.to > units.from ? `-${units.to}` : ''}`;
}
