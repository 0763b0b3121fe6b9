/**
 * The order of the stages: fetch → archive → parse → compare → replace → store → publish → re-check → alert. One table
 * for both hosts: the cloud makes a queue, a rule, a function and an alarm of each row, the local bus calls the same
 * functions. A later stage never reaches back into an earlier one.
 */
export const pipeline = [
  { run: 'watch-sources', on: 'schedule', emits: 'ReleaseArchived' },
  { run: 'publish-release', on: 'ReleaseArchived', emits: 'ReleasePublished' },
  { run: 'plan-recheck', on: 'ReleasePublished', emits: 'CodeChanged' },
  { run: 'recheck-code', on: 'CodeChanged', emits: null },
  { run: 'deliver-alerts', on: 'schedule', emits: null },
  { run: 'send-outgoing', on: 'schedule', emits: null },
] as const;

export type Stage = (typeof pipeline)[number]['run'];

/** A file was archived that may hold a release. */
export interface ReleaseArchived {
  readonly type: 'ReleaseArchived';
  readonly sha256: string;
  /** Says what no name and no zip entry does (`--published`, `--release`); null where the file speaks for itself. */
  readonly published: string | null;
  readonly release: string | null;
  /** Backfilled releases raise alerts only where somebody asks for it. */
  readonly notify: boolean;
}

/** A state of a code set became visible. */
export interface ReleasePublished {
  readonly type: 'ReleasePublished';
  readonly codeSet: 'HCPCS' | 'CPT';
  /** Sweeps that were written before the state was flipped visible. */
  readonly changeSets: readonly string[];
}

/** Stored lines that use one code are to be judged again. */
export interface CodeChanged {
  readonly type: 'CodeChanged';
  readonly codeSet: 'HCPCS' | 'CPT';
  readonly changeSet: string;
  readonly code: string;
}

/** Stored lines of an account are to be judged again: it changed its payers, windows, rules or lists. */
export interface SettingsChanged {
  readonly type: 'SettingsChanged';
  readonly account: string;
  /** A code, or `*` for every line. */
  readonly scope: string;
}
