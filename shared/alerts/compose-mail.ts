import type { Digest } from './digest.ts';
import { idPart } from './digest-id.ts';
import { subjectOf } from './headline.ts';
import type { Mail, Mailbox } from './mail.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import type { Subscriber } from './subscriber.ts';

/** Makes the mail of a digest: the same digest makes the same mail, to the letter. */
export function composeMail(digest: Digest, account: string, { name, address }: Subscriber, from: Mailbox): Mail {
  return {
    id: digest.id,
    messageId: `<${digest.id}@${idPart(account)}.codeset-watch>`,
    from,
    to: { name, address },
    subject: subjectOf(digest),
    date: digest.createdAt,
    listId: `<alerts.${idPart(account)}.codeset-watch>`,
    text: renderText(digest),
    html: renderHtml(digest),
  };
}
