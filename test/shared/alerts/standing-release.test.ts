import { describe, expect, test } from 'vitest';
import { standingRelease } from '../../../shared/alerts/standing-release.ts';
import { type CodeSetState, emptyState } from '../../../shared/codebook/code-set-state.ts';
import { releaseOf } from '../../support/held-release.ts';

const stateOf = (changeSets: readonly string[], feed: CodeSetState['feed'] = []): CodeSetState => ({
  ...emptyState('HCPCS'),
  releases: changeSets.map((changeSet, index) => releaseOf(`202${index}-01`, changeSet)),
  feed,
});

describe('the release that a change set belongs to', () => {
  const superseding = (supersedes: string, ...changeSets: string[]) => ({
    sequence: 1,
    changeSets,
    supersedes: [supersedes],
  });

  test.each<[string, CodeSetState, string | undefined]>([
    ['its own', stateOf(['baseline', 'old']), 'old'],
    [
      'the later of two that took its place',
      stateOf(['b', 'first', 'second'], [superseding('old', 'first', 'second')]),
      'second',
    ],
    [
      'by way of one that is gone too',
      stateOf(['b', 'third'], [superseding('old', 'second'), superseding('second', 'third')]),
      'third',
    ],
    ['none: it was never visible', stateOf(['b']), undefined],
    ['none: a circle', stateOf(['b'], [superseding('old', 'other'), superseding('other', 'old')]), undefined],
  ])('%s', (_name, state, expected) => {
    expect(standingRelease(state, 'old')?.release.changeSet).toBe(expected);
  });

  test('says whether it stands there under its own name', () => {
    expect(standingRelease(stateOf(['old']), 'old')?.superseded).toBe(false);
    expect(standingRelease(stateOf(['new'], [superseding('old', 'new')]), 'old')?.superseded).toBe(true);
  });
});
