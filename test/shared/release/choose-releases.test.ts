import { describe, expect, test } from 'vitest';
import { chooseReleases, missingQuarters } from '../../../shared/release/choose-releases.ts';
import { identityInName } from '../../../shared/release/identity.ts';
import type { ReleaseLink } from '../../../shared/release/release-links.ts';

/** `corrections 2018`, `release 2026-01 v2`: a link as short as its meaning. */
function linkOf(words: string): ReleaseLink {
  const [kind, release = '', version] = words.split(' ');
  const identity = identityInName(release);
  return {
    url: `https://www.cms.gov/${words.replaceAll(' ', '/')}`,
    text: words,
    kind: kind as ReleaseLink['kind'],
    ...(identity ? { identity } : {}),
    ...(version ? { version } : {}),
    reason: 'listed',
  };
}

const chosen: readonly (readonly [what: string, newest: number | 'all', listed: string[], expected: string[]])[] = [
  [
    'the newest two, oldest first',
    2,
    ['release 2026-04', 'release 2025-10', 'release 2026-01'],
    ['release 2026-01', 'release 2026-04'],
  ],
  [
    'every posting of a chosen release',
    1,
    ['release 2026-01 v2', 'release 2026-01', 'release 2025-10'],
    ['release 2026-01', 'release 2026-01 v2'],
  ],
  [
    'corrections after the release to which they belong',
    1,
    ['corrections 2018', 'corrections 2017', 'release 2018', 'release 2017'],
    ['release 2018', 'corrections 2018'],
  ],
  ['those that name no quarter', 1, ['release', 'release 2026-01', 'release 2025-10'], ['release 2026-01', 'release']],
  [
    'all',
    'all',
    ['corrections 2016', 'release 2018', 'release 2017'],
    ['corrections 2016', 'release 2017', 'release 2018'],
  ],
  ['nothing but releases and corrections', 'all', ['unknown 2026-01', 'other-known 2026-01'], []],
  ['nothing of nothing', 2, [], []],
];

describe('which releases are asked for', () => {
  test.each(chosen)('%s', (_, newest, listed, expected) => {
    expect(chooseReleases(listed.map(linkOf), newest).map(({ text }) => text)).toEqual(expected);
  });
});

describe('quarters that the list lacks', () => {
  test.each([
    [
      ['release 2025-10', 'release 2026-04', 'release 2026-10'],
      ['2026-01', '2026-07'],
    ],
    [['release 2018', 'release 2019', 'release 2020', 'release 2020-04', 'release 2020-07'], []],
    [['release 2018', 'release 2016'], []],
    [['release'], []],
    [[], []],
  ])('%j: %j', (listed, missing) => {
    expect(missingQuarters(listed.map(linkOf))).toEqual(missing);
  });
});
