import { CodesetError } from '../errors.ts';

/**
 * Where a finding stands. `open` and `assigned` wait for somebody; `done` and `dismissed` are a person's word; `cleared`
 * is the line's own: a release, a corrected claim or the payer's answer has settled it.
 */
export const findingStatuses = ['open', 'assigned', 'done', 'dismissed', 'cleared'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

/** Findings that somebody still has to see to. */
export const waitingStatuses = ['open', 'assigned'] as const satisfies readonly FindingStatus[];

export const findingDeeds = ['raised', 'changed', 'assigned', 'done', 'dismissed', 'reopened', 'cleared'] as const;

/** One entry of a finding's history. */
export interface FindingEvent {
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** The person, or the program's name where a release, a claim or a payer's answer did it. */
  readonly by: string;
  readonly did: (typeof findingDeeds)[number];
  readonly to?: string;
  readonly reason?: string;
}

export interface FindingLife {
  readonly status: FindingStatus;
  readonly assignee: string | null;
  /** Hash of what a person acts on: rule, severity, fix, way back, money. */
  readonly content: string;
  /** Content that a person has dismissed: it stays dismissed when it comes back unchanged. */
  readonly dismissed: string | null;
  readonly history: readonly FindingEvent[];
}

/** What a person may do with a finding. */
export type FindingAct =
  | { readonly kind: 'assign'; readonly to: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'dismiss'; readonly reason: string }
  | { readonly kind: 'reopen'; readonly reason?: string };

const theProgram = 'codeset-watch';
/** The first entry is always kept; a finding that goes to and fro for years must not fill its item. */
const longestHistory = 50;

/** The line is found wrong; null where the finding stands already, to the letter. */
export function raised(before: FindingLife | undefined, content: string, at: string): FindingLife | null {
  const event = { at, by: theProgram };
  if (!before)
    return { status: 'open', assignee: null, content, dismissed: null, history: [{ ...event, did: 'raised' }] };
  const { status, assignee, dismissed } = before;
  const same = before.content === content;
  if (same && status !== 'cleared') return null;
  const stays = dismissed === content;
  const waiting = assignee === null ? 'open' : 'assigned';
  if (stays) return next(before, { ...event, did: 'raised' }, { status: 'dismissed', content });
  if (status === 'open' || status === 'assigned') return next(before, { ...event, did: 'changed' }, { content });
  const reason = same ? 'the line is wrong again' : 'the finding is another than before';
  return next(before, { ...event, did: 'reopened', reason }, { status: waiting, content });
}

/** The line is right, or closed; null where that was so before. */
export function cleared(before: FindingLife, at: string, reason?: string): FindingLife | null {
  if (before.status === 'cleared') return null;
  const event: FindingEvent = { at, by: theProgram, did: 'cleared', ...(reason ? { reason } : {}) };
  return next(before, event, { status: 'cleared' });
}

/** From which states each act leads to which; an act on a finding that is there already changes nothing. */
const ways = {
  assign: { from: ['open', 'assigned'], to: 'assigned', did: 'assigned' },
  done: { from: ['open', 'assigned'], to: 'done', did: 'done' },
  dismiss: { from: ['open', 'assigned', 'done'], to: 'dismissed', did: 'dismissed' },
  reopen: { from: ['done', 'dismissed'], to: 'open', did: 'reopened' },
} as const satisfies Record<
  FindingAct['kind'],
  { from: readonly FindingStatus[]; to: FindingStatus; did: FindingEvent['did'] }
>;

/** What a person does with a finding; null where it is so already. Throws where it cannot be done. */
export function acted(before: FindingLife, act: FindingAct, by: string, at: string): FindingLife | null {
  const { from, to, did } = ways[act.kind];
  const repeated = before.status === to && (act.kind !== 'assign' || before.assignee === act.to);
  if (repeated || (act.kind === 'reopen' && before.status === 'assigned')) return null;
  if (!(from as readonly FindingStatus[]).includes(before.status))
    throw new CodesetError('FINDING_STATE', `the finding is ${before.status}: ${remedyFor(before.status)}`);
  const event: FindingEvent = { at, by, did, ...wordsOf(act) };
  return next(before, event, {
    status: to,
    ...(act.kind === 'assign' ? { assignee: act.to } : {}),
    ...(act.kind === 'dismiss' ? { dismissed: before.content } : {}),
    ...(act.kind === 'reopen' ? { dismissed: null, assignee: null } : {}),
  });
}

function wordsOf(act: FindingAct): Pick<FindingEvent, 'to' | 'reason'> {
  if (act.kind === 'assign') return { to: act.to };
  return 'reason' in act && act.reason ? { reason: act.reason } : {};
}

function remedyFor(status: FindingStatus): string {
  return status === 'cleared' ? 'its line is right or closed, there is nothing to do' : 'reopen it first';
}

function next(before: FindingLife, event: FindingEvent, change: Partial<FindingLife>): FindingLife {
  const { status, assignee, content, dismissed, history } = { ...before, ...change };
  const [first, ...rest] = history;
  const kept = first ? [first, ...rest.slice(-(longestHistory - 2))] : [];
  return { status, assignee, content, dismissed, history: [...kept, event] };
}
