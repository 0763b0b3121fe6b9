import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { MailSender } from '../../shared/alerts/mail.ts';
import { mimeOf } from './mime.ts';

export interface SesSettings {
  /** Suppression, dedicated addresses and delivery events hang on it; null for the account's default. */
  readonly configurationSet: string | null;
}

/**
 * Sends by SES v2, raw, so that a receiver gets the very mail that the outbox would hold. SES puts a Message-ID of its
 * own in place of ours: what tells a repeat from a new mail is the header X-Codeset-Digest.
 */
export function sesMail(client: SESv2Client, { configurationSet }: SesSettings): MailSender {
  return {
    async send(mail, alert) {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: mail.from.address,
          Destination: { ToAddresses: [mail.to.address] },
          Content: { Raw: { Data: await mimeOf(mail) } },
          EmailTags: [
            { Name: 'digest', Value: mail.id.replaceAll('.', '_') },
            { Name: 'form', Value: alert.form.replaceAll(/[^a-z0-9_-]/g, '_') },
          ],
          ...(configurationSet === null ? {} : { ConfigurationSetName: configurationSet }),
        }),
      );
    },
  };
}
