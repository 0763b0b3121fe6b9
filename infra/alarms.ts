import type { MetricName } from '../functions/adapters/telemetry.ts';
import type { FunctionName } from './functions.ts';

/** Which function counts what. */
export const countedBy: Readonly<Record<MetricName, FunctionName>> = {
  ReleasesPublished: 'publish-release',
  ReleasesRefused: 'publish-release',
  LicensedRefused: 'publish-licensed',
  LicensedFailed: 'publish-licensed',
  SourcesFailed: 'watch-sources',
  SourcesUnknown: 'watch-sources',
  ReleasesLate: 'watch-sources',
  ReleasesEarly: 'watch-sources',
  LinesRechecked: 'recheck-code',
  FindingsRaised: 'recheck-code',
  FindingsCleared: 'recheck-code',
  ClaimsImported: 'import-claims',
  ClaimsRefused: 'import-claims',
  DigestsSent: 'deliver-alerts',
  DigestsFailed: 'deliver-alerts',
  MessagesDelivered: 'send-outgoing',
  MessagesPostponed: 'send-outgoing',
  MessagesGivenUp: 'send-outgoing',
};

/** Counts of which somebody must hear at once, and what they do then. */
export const countedAlarms: Readonly<Partial<Record<MetricName, string>>> = {
  ReleasesRefused: 'A file was refused; the last good release stays in force. Read why in the log, get the right file.',
  LicensedRefused:
    'Licensed files were refused; the last good year stays in force. The reason lies beside them under refused/.',
  LicensedFailed: 'A licensed file could not be fetched. Look at the secret of the licensed source, or drop the files.',
  SourcesFailed: 'CMS could not be read. The log names the remedy; a person can always drop the file into the inbox.',
  SourcesUnknown: 'CMS lists a file that nothing explains. Look at it, and drop it into the inbox if it is a release.',
  ReleasesLate:
    'A release is not held that should be there by now. The log and /v1/sources name it; look at the page, drop the file.',
  ReleasesEarly: 'A release came before anybody expects it. Look whether the file is what its name says.',
  ClaimsRefused: 'Claims of a file were refused. The report of the import names the segments.',
  MessagesGivenUp:
    'An endpoint took nothing for two days and is paused; its owner has a mail. "deliveries" of its subscription say why.',
  DigestsFailed: 'The mail service did not take a digest; it is tried again. Check sender and receiver.',
};

/** What may go wrong with any function or queue. */
export const says = {
  errors: 'The function fails. Its messages are tried three times and then laid aside; nothing is lost.',
  throttles: 'The function is not let run. Look at the concurrency quota of the account.',
  slow: 'The function uses most of its time. Before it is cut off, give it more, or split the work.',
  silent: 'The schedule has not started the function. Look at the schedule and at the undelivered messages.',
  waiting: 'Messages wait longer than they should. Look whether the function runs and keeps up.',
  deadLetters: 'Messages were laid aside. Find out why, mend it, then send them back to their queue.',
  undelivered:
    'A schedule or rule could not hand its message over. The next tick repeats it; look at the rights of the queue.',
  serverErrors: 'The API answers with errors of its own. The log of the function names the request.',
  slowAnswers: 'One answer in a hundred of the API takes longer than three seconds.',
  backups: 'A weekly copy of a table failed. Point-in-time recovery still holds; find out why before the next one.',
  throttledTable: 'The table turns requests down. They are tried again; look for a key that all of them want.',
} as const;
