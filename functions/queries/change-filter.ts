import type { ChangeKind } from '../../shared/changes/change.ts';
import { type CodeType, sectionOf } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { PlacedChange } from './listed-change.ts';

/** Which changes are wanted; what is left out lets all through. Ends are inclusive. */
export interface ChangeFilter {
  readonly kind?: ChangeKind | undefined;
  readonly codeType?: CodeType | undefined;
  readonly code?: string | undefined;
  /** How the code begins. */
  readonly prefix?: string | undefined;
  /** `J0120-J8999`: codes from the one to the other, as they sort. */
  readonly range?: string | undefined;
  /** Letter of a section of HCPCS; modifiers stand in none. */
  readonly section?: string | undefined;
  /** First date of service that the change affects. */
  readonly effectiveFrom?: IsoDate | undefined;
  readonly effectiveTo?: IsoDate | undefined;
  /** Day of publication. */
  readonly knownFrom?: IsoDate | undefined;
  readonly knownTo?: IsoDate | undefined;
}

export function changeFilter(wanted: ChangeFilter): (change: PlacedChange) => boolean {
  const code = wanted.code?.trim().toUpperCase();
  const prefix = wanted.prefix?.toUpperCase();
  const section = wanted.section?.toUpperCase();
  const [first, last] = wanted.range?.toUpperCase().split('-') ?? [];
  return (change) =>
    isOr(wanted.kind, change.kind) &&
    isOr(wanted.codeType, change.codeType) &&
    isOr(code, change.code) &&
    (prefix === undefined || change.code.startsWith(prefix)) &&
    isOr(section, section && sectionOf(change.code)) &&
    within(change.code, first, last) &&
    // A modifier sorts among the codes, but no range of codes means it.
    (first === undefined || change.code.length === first.length) &&
    within(change.effective, wanted.effectiveFrom, wanted.effectiveTo) &&
    within(change.knownSince, wanted.knownFrom, wanted.knownTo);
}

function isOr<Value>(wanted: Value | undefined, value: Value): boolean {
  return wanted === undefined || wanted === value;
}

function within(value: string, from: string | undefined, to: string | undefined): boolean {
  return (from === undefined || value >= from) && (to === undefined || value <= to);
}
