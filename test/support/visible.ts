import { objectKeys } from '../../shared/keys/object-keys.ts';
import { dumpOf, type Medium, startApp } from './medium.ts';

/**
 * What a reader can find: the state without its feed, all rows, and the objects that the state leads to. It does not
 * depend on the order in which releases came.
 */
export async function visibleOf(medium: Medium) {
  const { codeSets } = startApp(medium);
  const { feed: _feed, codeBook: _codeBook, ...state } = await codeSets.state('HCPCS');
  const { codesets, objects, accounts } = await dumpOf(medium);
  const derived = state.releases.flatMap(({ codeSet, content, changeSet }) => [
    objectKeys.records(codeSet, content),
    objectKeys.changeSet(codeSet, changeSet),
  ]);
  const reached = (key: string) => /^(?:archive|decisions|corrections)\//.test(key) || derived.includes(key);
  const book = await codeSets.codeBook(await codeSets.state('HCPCS'));
  return {
    state,
    rows: codesets.filter((row) => !row.includes('"sk":"CURRENT"')),
    objects: objects.filter((line) => reached(line.split(' ')[0]!)),
    book: book && [...book.codes()].map((code) => book.entry(code)),
    sweeps: accounts.filter((row) => row.includes('"sk":"SWEEP"')).length,
  };
}
