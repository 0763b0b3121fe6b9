import type { Alert } from './alert.ts';

/** A name and an address, as a mail's From and To have them. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A mail ready to go. Made once and stored, so that sending it again sends the same. */
export interface Mail {
  /** The alert's. Receivers drop a repeat by it, whatever a mail service makes of the Message-ID. */
  readonly id: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  /** RFC 2919: by which a receiver sorts our mails. */
  readonly listId: string;
  /** RFC 8058: an address where one click ends the subscription; null where there is no site. */
  readonly unsubscribe: string | null;
  readonly text: string;
  readonly html: string;
}

/** Hands a mail on. It may be called again with the same mail; the same id is the same mail. */
export interface MailSender {
  send(mail: Mail, alert: Alert): Promise<void>;
}
