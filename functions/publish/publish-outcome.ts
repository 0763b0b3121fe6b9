import { BadInput, CodesetError } from '../../shared/errors.ts';
import type { Published } from './publish-release.ts';

/** What became of a file that was to be published. */
export type PublishOutcome =
  | { readonly outcome: Published['outcome']; readonly published: Published }
  | { readonly outcome: 'refused'; readonly reason: string }
  /** Worked off before: its message came twice. */
  | { readonly outcome: 'gone' };

/** Whether trying again cannot help: the file, or what was said of it, is wrong. */
export function isRefusal(error: unknown): error is CodesetError {
  return error instanceof BadInput || (error instanceof CodesetError && error.exitCode === 2);
}
