import type { Alert } from './alert.ts';
import { idPart } from './digest-id.ts';
import { letterHtml } from './letter-html.ts';
import { letterOf } from './letter-of.ts';
import { letterText } from './letter-text.ts';
import { siteLink } from './links.ts';
import type { Mail, Mailbox } from './mail.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import { closing } from './told.ts';

export interface MailFacts {
  readonly account: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  /** The receiver's, by which one click ends the subscription; empty where there is none to end. */
  readonly token: string;
}

/** Makes the mail of an alert: the same alert makes the same mail, to the letter. */
export function composeMail(alert: Alert, { account, from, to, token }: MailFacts): Mail {
  const letter = letterOf(alert);
  const below = closing(alert);
  const digest = alert.form === 'codeset-watch/digest/1' ? alert : undefined;
  return {
    id: alert.id,
    messageId: `<${alert.id}@${idPart(account)}.codeset-watch>`,
    from,
    to,
    subject: letter.subject,
    date: alert.createdAt,
    listId: `<alerts.${idPart(account)}.codeset-watch>`,
    unsubscribe: token === '' ? null : siteLink(alert, `subscriptions/unsubscribe/${token}`),
    text: digest ? renderText(digest) : letterText(letter, alert.sample, below),
    html: digest ? renderHtml(digest) : letterHtml(letter, alert.sample, below),
  };
}
