import type { ChangeKind, CodeChange } from '../changes/change.ts';
import type { Finding } from '../claims/finding.ts';
import type { CodeSet } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import { type HeldHit, type HeldImpact, heldImpactsOf } from './held-impact.ts';
import {
  type AlertedFinding,
  type CodeImpact,
  impactsOf,
  type RightCode,
  rightCodesOf,
  type Totals,
  totalsOf,
} from './impact.ts';
import type { Subscriber } from './subscription.ts';

/** Which release a digest speaks of, and what it changed in all, hit or not. */
export interface DigestRelease {
  readonly codeSet: CodeSet;
  /** `2026-01`; `2026-01.r2` for the second file of that quarter. */
  readonly release: string;
  /** In force from this day. */
  readonly date: IsoDate;
  readonly changes: Readonly<Record<ChangeKind, number>>;
}

/** What else was hit, beyond the codes that are told one by one. */
export interface FurtherCodes extends Totals {
  readonly codes: readonly string[];
}

/**
 * What one subscriber is told of one release. It holds codes, counts and money alone: claim ids are often account
 * numbers and stay behind the login.
 */
export interface Digest {
  readonly form: 'codeset-watch/digest/1';
  readonly id: string;
  readonly subscriber: string;
  readonly release: DigestRelease;
  /** `sweep`, or the import that brought the lines. */
  readonly window: string;
  /** 1; later ones tell what turned up after the earlier ones were sent. */
  readonly part: number;
  /** Invented releases and claims, called so wherever they show. */
  readonly sample: boolean;
  /** The re-check was still running when this was written. */
  readonly running: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Address of the worklist's site; null where there is none to link to. */
  readonly links: string | null;
  /** Each line counts once, however many codes of it are hit. */
  readonly atRisk: Totals;
  /** The most money first. */
  readonly codes: readonly CodeImpact[];
  readonly further: FurtherCodes | null;
  /** Lines that were wrong and that this release made right. */
  readonly becameRight: Totals;
  readonly rightCodes: readonly RightCode[];
  readonly furtherRight: FurtherCodes | null;
  /** Held lists that are hit, apart from claims; left out where none is. */
  readonly lists?: readonly HeldImpact[];
}

export interface DigestFacts
  extends Pick<Digest, 'id' | 'window' | 'part' | 'sample' | 'running' | 'createdAt' | 'links'> {
  readonly subscriber: Subscriber;
  readonly release: Omit<DigestRelease, 'changes'>;
  readonly findings: readonly AlertedFinding[];
  /** All changes of the release. */
  readonly changes: readonly CodeChange[];
  /** What befell codes that this release leaves alone, where an earlier one ended them. */
  readonly earlier: ReadonlyMap<string, readonly CodeChange[]>;
}

/** So many codes are told one by one; a stored digest has to fit into 400 KB. */
const mostCodes = 200;

/** Builds what a subscriber is told; undefined where there is nothing to say. */
export function digestOf(facts: DigestFacts): Digest | undefined {
  const { findings, changes, earlier, subscriber, release, ...rest } = facts;
  const ofClaims = findings.filter(({ list }) => list === undefined);
  const lists = heldImpactsOf(findings.flatMap(heldHit));
  const open = ofClaims.filter(({ status }) => status === 'open').map(({ finding }) => finding);
  const broken = new Set(open.map(lineOf));
  const mended = ofClaims
    .filter(({ status, finding }) => status === 'cleared' && !broken.has(lineOf(finding)))
    .map(({ finding }) => finding);
  if (open.length === 0 && mended.length === 0 && lists.length === 0) return undefined;

  const changesOf = (code: string) => {
    const own = changes.filter((change) => change.code === code);
    return own.length > 0 ? own : (earlier.get(code) ?? []);
  };
  const impacts = impactsOf(open, changesOf);
  const right = rightCodesOf(mended, changesOf);
  return {
    form: 'codeset-watch/digest/1',
    ...rest,
    subscriber: subscriber.id,
    release: { ...release, changes: countByKind(changes) },
    atRisk: totalsOf(open),
    codes: impacts.slice(0, mostCodes),
    further: furtherOf(impacts, open),
    becameRight: totalsOf(mended),
    rightCodes: right.slice(0, mostCodes),
    furtherRight: furtherOf(right, mended),
    ...(lists.length > 0 ? { lists } : {}),
  };
}

function heldHit({ finding: { code, fix }, status, list }: AlertedFinding): readonly HeldHit[] {
  return list ? [{ ...list, code, instead: fix.map((each) => each.code), status }] : [];
}

function furtherOf(codes: readonly RightCode[], findings: readonly Finding[]): FurtherCodes | null {
  const left = new Set(codes.slice(mostCodes).map(({ code }) => code));
  return left.size > 0 ? { codes: [...left], ...totalsOf(findings.filter(({ code }) => left.has(code))) } : null;
}

function lineOf({ claimId, line }: AlertedFinding['finding']): string {
  return `${claimId} ${line}`;
}

/** How many changes of each kind. */
export function countByKind(changes: readonly CodeChange[]): Record<ChangeKind, number> {
  const counts = { added: 0, deleted: 0, revised: 0, reactivated: 0 };
  for (const { kind } of changes) counts[kind]++;
  return counts;
}
