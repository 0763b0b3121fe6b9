import type { ReleaseLink, ReleaseLinks } from '../../shared/release/release-links.ts';
import type { KeptHeaders, Validators } from './source-site.ts';

/** What is remembered of an address, so that nothing is downloaded twice. */
export interface SourceState {
  readonly validators: Validators;
  readonly fetchedAt: string;
  /** A file: the hash under which its bytes are archived, and what the page called its version. */
  readonly sha256?: string;
  readonly version?: string;
  /** A page: what it listed, and by which state of the reader. */
  readonly listed?: ReleaseLinks;
  readonly reader?: number;
}

/** A file as it arrived, with all that is known of it before anybody opens it. */
export interface ArrivedSource {
  readonly url: string;
  readonly finalUrl: string;
  /** As the server, the address or the page calls it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly headers: KeptHeaders;
  /** ISO 8601 with time, UTC. */
  readonly fetchedAt: string;
  /** What the page says it is: a hint, the file itself decides. */
  readonly link: ReleaseLink;
}

/** `refused` says in words why the file cannot be read or believed; it is asked for again next time. */
export type ArchiveOutcome = { readonly sha256: string; readonly isNew: boolean } | { readonly refused: string };

export interface SourceArchive {
  /** Keeps the bytes under their hash; `isNew` is false where they were there. Twice is the same as once. */
  archiveSource(source: ArrivedSource): Promise<ArchiveOutcome>;
  readonly sourceState: {
    get(url: string): Promise<SourceState | undefined>;
    put(url: string, state: SourceState): Promise<void>;
  };
}
