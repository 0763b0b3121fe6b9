import type { IsoDate } from '../dates.ts';
import type { Digest, DigestRelease } from './digest.ts';
import type { Totals } from './impact.ts';
import type { NoticeChange } from './notice-change.ts';

/** What every alert has, whatever it tells. */
interface Common {
  readonly id: string;
  readonly subscriber: string;
  readonly sample: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Address of the site; null where there is none to link to. */
  readonly links: string | null;
}

/** A release note, or a reminder before its changes take effect. Codes alone: no claim is in it. */
export interface Notice extends Common {
  readonly form: 'codeset-watch/notice/1';
  readonly release: DigestRelease;
  /** The day of which a reminder speaks, and how many days before it this is; null for a release note. */
  readonly takesEffect: IsoDate | null;
  readonly daysBefore: number | null;
  /** By code; those that are wanted, up to a bound. */
  readonly changes: readonly NoticeChange[];
  /** So many more are wanted and not in the list. */
  readonly further: number;
}

/** What was told before is not so any more: its release was taken back. */
export interface Retraction extends Common {
  readonly form: 'codeset-watch/retraction/1';
  readonly release: Pick<DigestRelease, 'codeSet' | 'release' | 'date'>;
  /** Ids of the alerts that it takes back. */
  readonly retracts: readonly string[];
}

/** Findings with much money that nobody has taken. */
export interface Escalation extends Common {
  readonly form: 'codeset-watch/escalation/1';
  readonly over: number;
  readonly afterDays: number;
  /** The subscription that it was left with. */
  readonly from: { readonly id: string; readonly name: string };
  readonly waiting: Totals;
  readonly codes: readonly (Totals & { readonly code: string })[];
}

/** Nothing reaches an endpoint any more, and it is paused. */
export interface EndpointPaused extends Common {
  readonly form: 'codeset-watch/endpoint-paused/1';
  readonly endpoint: { readonly id: string; readonly name: string };
  readonly reason: string;
  readonly waiting: number;
}

/** Asks the owner of an address whether alerts may come to it. */
export interface Confirmation extends Common {
  readonly form: 'codeset-watch/confirmation/1';
  readonly name: string;
  readonly token: string;
}

/** What somebody sends himself to see that it arrives. */
export interface TestAlert extends Common {
  readonly form: 'codeset-watch/test/1';
  readonly name: string;
}

export type Alert = Digest | Notice | Retraction | Escalation | EndpointPaused | Confirmation | TestAlert;
