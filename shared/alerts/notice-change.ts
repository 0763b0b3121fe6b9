import type { CodeChange } from '../changes/change.ts';
import type { CodeType } from '../code.ts';
import { type Happening, happeningOf } from './impact.ts';
import { type Instead, insteadOf } from './instead.ts';

/** A change as a release note tells it. */
export interface NoticeChange extends Happening {
  readonly code: string;
  readonly codeType: CodeType;
  readonly instead: readonly Instead[];
  /** Whether CMS's cross reference names a successor; null where the code has not ended. */
  readonly cmsNamesReplacement: boolean | null;
}

export function noticeChange(change: CodeChange): NoticeChange {
  const { code, codeType, kind, replacements } = change;
  return {
    code,
    codeType,
    ...happeningOf(change),
    instead: kind === 'deleted' ? insteadOf([], [change]) : [],
    cmsNamesReplacement: kind === 'deleted' ? replacements.some(({ source }) => source === 'cms-xref') : null,
  };
}
