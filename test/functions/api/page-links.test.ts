import { expect, test } from 'vitest';
import { pageLinks } from '../../../functions/api/page-links.ts';

/** What was asked, what of the answer matters, and the header that leads on. */
const cases: readonly (readonly [target: string, answer: object, link: string | null])[] = [
  ['/v1/codes/J0013', { code: 'J0013' }, null],
  ['/v1/changes', { next: null, since: 'end', more: false }, '</v1/changes>; rel="first"'],
  [
    '/v1/changes?kind=added&cursor=a',
    { next: 'b', since: 'end', more: true },
    '</v1/changes?kind=added&cursor=b>; rel="next", </v1/changes?kind=added>; rel="first"',
  ],
  [
    '/v1/changes?since=start&limit=2',
    { next: null, since: 'p1', more: true },
    '</v1/changes?limit=2&since=p1>; rel="next"',
  ],
  [
    '/v1/changes?limit=2&since=p1',
    { next: null, since: 'p2', more: false },
    '</v1/changes?limit=2&since=p2>; rel="urn:codeset-watch:later"',
  ],
];

test.each(cases)('%s answered with %j', (target, answer, link) => {
  expect(pageLinks(target, answer)).toBe(link);
});
