import type { CodeChange } from '../changes/change.ts';
import { curatedReplacements } from '../changes/curated.ts';
import { type ReplacementDecision, withDecisions } from '../changes/decided.ts';
import { type Inferred, replacementsOf } from '../changes/replace.ts';
import type { Replacement } from '../changes/replacement.ts';
import type { CodeSet } from '../code.ts';
import type { CodeRecord } from '../release/record.ts';
import type { CodeBook } from './code-book.ts';
import type { HeldRelease } from './code-set-state.ts';
import { compileCodeBook } from './compile.ts';
import { coveredPeriods } from './coverage.ts';
import { type CodeHistory, foldReleases } from './history.ts';

/**
 * The code book of a published state: releases in order of time, their records and the codes that a correction names
 * by content, their changes by change set.
 */
export function compileState(
  codeSet: CodeSet,
  releases: readonly HeldRelease[],
  recordsOf: ReadonlyMap<string, readonly CodeRecord[]>,
  changesOf: ReadonlyMap<string, readonly CodeChange[]>,
  correctedIn: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
  decisions: readonly ReplacementDecision[] = [],
): CodeBook {
  const states = releases.map((release) => {
    const corrected = correctedIn.get(release.content);
    return { ...release, records: recordsOf.get(release.content)!, ...(corrected ? { corrected } : {}) };
  });
  const histories = foldReleases(states);
  const changes = releases.flatMap(({ changeSet }) => changesOf.get(changeSet) ?? []);
  return compileCodeBook({
    codeSet,
    releases: releases.map(({ release, file, sha256, date, knownSince }) => ({
      release,
      file,
      sha256,
      date,
      knownSince,
    })),
    coverage: coveredPeriods(releases),
    histories,
    replacements:
      codeSet === 'CPT' ? statedReplacements(changes) : replacementsByCode(histories, inferredIn(changes), decisions),
  });
}

/** What the newest record of each code says, for CMS often names a replacement only after the code has ended. */
function replacementsByCode(
  histories: ReadonlyMap<string, CodeHistory>,
  inferred: Inferred,
  decisions: readonly ReplacementDecision[],
): ReadonlyMap<string, readonly Replacement[]> {
  const lookup = (code: string) => histories.get(code)?.versions.at(-1)?.record;
  const found = new Map<string, readonly Replacement[]>();
  for (const [code, { lives, versions }] of histories) {
    const record = versions.at(-1)!.record;
    const ended = lives.at(-1)?.to !== null;
    if (!ended && record.crossReferences.length === 0 && curatedReplacements(code).length === 0) continue;
    const read = replacementsOf(record, lookup, ended ? inferred : () => []);
    const livesFrom = lives.at(-1)?.from ?? null;
    const replacements = ended ? withDecisions(read, decisions, { record, livesFrom, lookup }) : read;
    if (replacements.length > 0) found.set(code, replacements);
  }
  return found;
}

/** What AMA's instructions say of each code at its last deletion. */
export function statedReplacements(changes: readonly CodeChange[]): ReadonlyMap<string, readonly Replacement[]> {
  const found = new Map<string, readonly Replacement[]>();
  for (const { code, kind, replacements } of changes)
    if (kind === 'deleted' && replacements.length > 0) found.set(code, replacements);
  return found;
}

function inferredIn(changes: readonly CodeChange[]): Inferred {
  const byCode = new Map<string, readonly Replacement[]>();
  for (const { code, replacements } of changes) {
    const inferred = replacements.filter(({ source }) => source === 'inferred');
    if (inferred.length > 0) byCode.set(code, inferred);
  }
  return (code) => byCode.get(code) ?? [];
}
