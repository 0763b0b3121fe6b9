import type { IsoDate } from '../../shared/dates.ts';
import type { ClaimStore } from '../adapters/claim-store.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import type { CodeSetReader } from '../queries/question.ts';

/** What the HTTP app is made of: its ports, and what differs between the cloud and one's own machine. */
export interface Service {
  readonly codeSets: CodeSetReader;
  readonly claims: Pick<ClaimStore, 'claims' | 'openUses'>;
  readonly findings: Pick<FindingStore, 'list'>;
  /** Whose claims and findings are shown to the holder of the key. */
  readonly account: string;
  readonly apiKey: string;
  /** The store holds the shipped sample: every page says so, and nothing in it is anybody's. */
  readonly sample: boolean;
  readonly today: () => IsoDate;
  readonly version: string;
  /** Names under which the service may be addressed; null where something before it sees to that. */
  readonly hosts: readonly string[] | null;
  /** Told of errors that are the service's own fault; the caller learns the request id alone. */
  readonly report?: (error: Error, requestId: string) => void;
}

/** The names of one's own machine: under any other, a page of the Internet could reach it through a visitor's browser. */
export const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

export interface HttpEnvironment {
  Variables: { requestId: string };
}
