import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from '../../shared/alerts/mail.ts';
import { quotedPrintable } from './quoted-printable.ts';

/**
 * The mail as RFC 5322 and MIME have it: text and HTML as alternatives, both quoted-printable so that the source can be
 * read. Nothing in it is random and nothing comes from the clock: the same mail makes the same bytes.
 */
export async function mimeOf(mail: Mail): Promise<Buffer> {
  const composer = new MailComposer({
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    date: new Date(mail.date),
    messageId: mail.messageId,
    alternatives: [part('text/plain', mail.text), part('text/html', mail.html)],
    textEncoding: 'quoted-printable',
    boundaryPrefix: 'codeset-watch',
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      'List-Id': mail.listId,
      // RFC 8058: the button beside the sender's name in mail programs.
      ...(mail.unsubscribe === null
        ? {}
        : {
            'List-Unsubscribe': `<${mail.unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
      // RFC 3834: keeps out-of-office replies away.
      'Auto-Submitted': 'auto-generated',
      'X-Codeset-Digest': mail.id,
    },
  });
  return composer.compile().build();
}

/** A part with its own headers. Left to itself, the library breaks lines of quoted-printable anywhere. */
function part(contentType: string, content: string) {
  const headers = [`Content-Type: ${contentType}; charset=utf-8`, 'Content-Transfer-Encoding: quoted-printable'];
  return { contentType, raw: `${headers.join('\r\n')}\r\n\r\n${quotedPrintable(content)}` };
}
