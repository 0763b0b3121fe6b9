import type { ProblemKind, Refused } from '../api/problems.ts';

/** What a person reads of a refusal: a title in the place of the one for programs, and what to do. */
interface ErrorWords {
  readonly title?: string;
  readonly remedy: string;
}

const wordsOf: Readonly<Partial<Record<ProblemKind, ErrorWords>>> = {
  'not-found': { remedy: 'The address may be mistyped, or what was there is gone. The box above finds a code.' },
  'unknown-code': { remedy: 'Look for words of its descriptor in the box above, or at what has changed.' },
  'no-code-set': { remedy: 'It is there with its first release: Sources says how that comes in.' },
  'unknown-release': { remedy: 'The list of releases shows those that are held.' },
  forbidden: { title: 'You lack the right', remedy: 'An admin of your account can give it to you.' },
  'cross-site': {
    title: 'The form was not taken',
    remedy: 'Nothing was changed. Load the page with the form again, and send it once more.',
  },
  conflict: { remedy: 'Nothing was changed. Somebody else may have been quicker: load the page again.' },
  'too-large': { remedy: 'Files of claims of any size come in under Settings, Imports, where a script may run.' },
  'too-many-requests': { title: 'Too many pages at a time', remedy: 'Wait a moment, and load the page again.' },
  internal: {
    title: 'Something failed here',
    remedy: 'It is no mistake of yours. If it stays so, tell whoever runs the service this number:',
  },
};

/** Title, text and remedy of a refusal; of a failure of our own, the number under which it was reported. */
export function errorWords(refused: Refused, title: string, requestId: string) {
  const { title: ownTitle = title, remedy = '' } = wordsOf[refused.kind] ?? {};
  const { retryAfter } = refused;
  const wait = retryAfter === undefined ? [] : [`In ${retryAfter} seconds it goes on.`];
  const number = refused.kind === 'internal' ? [requestId] : [];
  return { title: ownTitle, text: refused.detail, hint: [remedy, ...wait, ...number].filter(Boolean).join(' ') };
}
