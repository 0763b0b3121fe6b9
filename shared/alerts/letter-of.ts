import type { Alert, Confirmation, EndpointPaused, Escalation, Notice, Retraction, TestAlert } from './alert.ts';
import type { Digest } from './digest.ts';
import { happeningWords, whyBroken } from './happening-words.ts';
import {
  brokenWords,
  linesOnClaims,
  listWords,
  releaseInAll,
  releaseWords,
  sampleWords,
  subjectOf,
} from './headline.ts';
import { heldSentences, heldToChange } from './held-impact.ts';
import { insteadWords } from './instead-words.ts';
import type { Letter, LetterEntry } from './letter.ts';
import { pageLink, siteLink } from './links.ts';
import type { NoticeChange } from './notice-change.ts';
import { counted, dayWords, money, severityWords } from './words.ts';

/** So many codes are told one by one; the site has the rest. */
const mostTold = 25;

type Words<A extends Alert> = (alert: A) => Letter;

const words: { readonly [A in Alert as A['form']]: Words<A> } = {
  'codeset-watch/digest/1': digest,
  'codeset-watch/notice/1': notice,
  'codeset-watch/retraction/1': retraction,
  'codeset-watch/escalation/1': escalation,
  'codeset-watch/endpoint-paused/1': endpointPaused,
  'codeset-watch/confirmation/1': confirmation,
  'codeset-watch/test/1': test,
};

/** An alert in words; the same alert has the same words, to the letter. */
export function letterOf(alert: Alert): Letter {
  const letter = (words[alert.form] as Words<Alert>)(alert);
  return alert.sample && !letter.subject.startsWith(sampleWords)
    ? { ...letter, subject: `${sampleWords} - ${letter.subject}` }
    : letter;
}

const nothing = { paragraphs: [], heading: '', entries: [], rest: null, button: null, tone: 'plain' } as const;

function digest(alert: Digest): Letter {
  const { atRisk, becameRight, codes } = alert;
  const bad = atRisk.lines > 0;
  return {
    ...nothing,
    subject: subjectOf(alert),
    about: releaseWords(alert),
    title: bad
      ? `${money(atRisk.amount)} at risk`
      : becameRight.lines > 0
        ? `${money(becameRight.amount)} became right`
        : listWords(alert),
    tone: bad || heldToChange(alert.lists) !== '' ? 'bad' : 'good',
    paragraphs: [
      ...(bad ? [brokenWords(alert)] : []),
      ...(becameRight.lines > 0 ? [`${linesOnClaims(becameRight)} became right: send them again.`] : []),
      ...heldSentences(alert.lists),
    ],
    heading: bad ? 'What to do, the most money first' : '',
    entries: codes.slice(0, mostTold).map((code) => ({
      title: code.codeType === 'modifier' ? `Modifier ${code.code}` : code.code,
      figure: money(code.amount),
      label: `${severityWords[code.severity]}, ${linesOnClaims(code)}`,
      sentences: [...insteadWords(code), ...whyBroken(code)],
      link: pageLink(alert, code.code),
    })),
    rest: restWords(codes.length + (alert.further?.codes.length ?? 0) - mostTold, 'code'),
    button: openSite(alert, 'Open codeset-watch'),
  };
}

function notice(alert: Notice): Letter {
  const { release, takesEffect, daysBefore, changes, further } = alert;
  const name = `${release.codeSet} ${release.release}`;
  const count = counted(changes.length + further, 'change');
  const told = telling(changes);
  const when =
    daysBefore === 0
      ? 'take effect today'
      : `take effect in ${counted(daysBefore ?? 0, 'day')}`.replace(/s? take/, ' take');
  return {
    ...nothing,
    subject: takesEffect === null ? `${name}: ${count}` : `${name}: ${count} ${when} (${dayWords(takesEffect)})`,
    about: releaseWords(alert),
    title: takesEffect === null ? count : `${count} ${when}`,
    paragraphs:
      takesEffect === null
        ? [`In all: ${releaseInAll(alert)}. The date of service decides, line by line.`]
        : [`For dates of service from ${dayWords(takesEffect)}.`],
    heading: 'What changes',
    entries: told.slice(0, mostTold).map((change) => changeEntry(alert, change)),
    rest: restWords(told.length + further - mostTold, 'change'),
    button: openSite(alert, 'See every change', `releases/${release.release}/changes`),
  };
}

/** What else CMS noted on the record of a code that ended is nobody's news. */
function telling(changes: readonly NoticeChange[]): readonly NoticeChange[] {
  const ended = new Set(changes.filter(({ kind }) => kind === 'deleted').map(({ code }) => code));
  return changes.filter(({ code, kind }) => kind !== 'revised' || !ended.has(code));
}

function changeEntry(alert: Notice, change: NoticeChange): LetterEntry {
  const { code, codeType, kind } = change;
  const ended = kind === 'deleted' ? insteadWords({ ...change, rules: [] }) : [];
  return {
    title: codeType === 'modifier' ? `Modifier ${code}` : code,
    figure: '',
    label: kind,
    sentences: [...ended, happeningWords(change)],
    link: pageLink(alert, code),
  };
}

function retraction(alert: Retraction): Letter {
  const name = `${alert.release.codeSet} ${alert.release.release}`;
  return {
    ...nothing,
    subject: `${name} was taken back: disregard ${counted(alert.retracts.length, 'earlier alert')}`,
    about: releaseWords(alert),
    title: `${name} was taken back`,
    tone: 'bad',
    paragraphs: [
      'What we told you of this release does not hold. Claims that you changed because of it should be looked at again.',
      `Taken back: ${alert.retracts.join(', ')}.`,
    ],
    button: openSite(alert, 'See what holds now'),
  };
}

function escalation(alert: Escalation): Letter {
  const { waiting, over, afterDays, from, codes } = alert;
  const left = `${counted(waiting.lines, 'line')} over ${money(over)}`;
  return {
    ...nothing,
    subject: `Nobody has taken ${left}: ${money(waiting.amount)}`,
    about: `Left with ${from.name} for ${counted(afterDays, 'day')}`,
    title: `${money(waiting.amount)} that nobody has taken`,
    tone: 'bad',
    paragraphs: [`${left}, on ${counted(waiting.claims, 'claim')}, have stood open for ${counted(afterDays, 'day')}.`],
    heading: 'The most money first',
    entries: codes.slice(0, mostTold).map((each) => ({
      title: each.code,
      figure: money(each.amount),
      label: linesOnClaims(each),
      sentences: [],
      link: pageLink(alert, each.code),
    })),
    rest: restWords(codes.length - mostTold, 'code'),
    button: openSite(alert, 'Open the worklist'),
  };
}

function endpointPaused(alert: EndpointPaused): Letter {
  const { endpoint, reason, waiting } = alert;
  return {
    ...nothing,
    subject: `Alerts to ${endpoint.name} are paused: ${reason}`,
    about: `Subscription ${endpoint.id}`,
    title: 'Alerts are paused',
    tone: 'bad',
    paragraphs: [
      `Nothing reaches ${endpoint.name} any more: ${reason}.`,
      `${counted(waiting, 'message is', 'messages are')} kept and can be sent again once it answers: "codeset subscriptions resume ${endpoint.id}", then "codeset deliveries replay ${endpoint.id}".`,
    ],
    button: openSite(alert, 'See the deliveries', `subscriptions/${endpoint.id}`),
  };
}

function confirmation(alert: Confirmation): Letter {
  const address = siteLink(alert, `subscriptions/confirm/${alert.token}`);
  return {
    ...nothing,
    subject: 'Please confirm: alerts of codeset-watch to this address',
    about: `For ${alert.name}`,
    title: 'May we write to this address?',
    paragraphs: [
      'Somebody has asked for alerts about changes of billing codes to be sent here. Nothing more is sent unless you confirm.',
      ...(address === null ? [`Confirm by: codeset subscriptions confirm ${alert.token}`] : []),
    ],
    button: address === null ? null : { words: 'Yes, send alerts here', address },
  };
}

function test(alert: TestAlert): Letter {
  return {
    ...nothing,
    subject: 'A test of codeset-watch: alerts arrive here',
    about: `For ${alert.name}`,
    title: 'This is a test',
    tone: 'good',
    paragraphs: ['Alerts of this subscription come to this place. There is nothing to do.'],
    button: openSite(alert, 'Open codeset-watch'),
  };
}

function restWords(more: number, noun: string): string | null {
  return more > 0 ? `${counted(more, `more ${noun}`)} on the site.` : null;
}

function openSite(alert: Alert, wording: string, path = ''): Letter['button'] {
  const address = siteLink(alert, path);
  return address === null ? null : { words: wording, address };
}
