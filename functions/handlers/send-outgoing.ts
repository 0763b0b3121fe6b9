import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import packageFile from '../../package.json' with { type: 'json' };
import { now, startStage } from '../adapters/cloud-clients.ts';
import { endpointPost } from '../adapters/endpoint-post.ts';
import { stageHandler } from '../adapters/stage-handler.ts';
import { count } from '../adapters/telemetry.ts';
import { topicPublish } from '../adapters/topic-publish.ts';
import { cloudAlertSettings } from '../alerts/cloud-settings.ts';
import { sendOutgoing } from '../alerts/send-outgoing.ts';
import { messages } from '../messages.ts';

const { config, host, stores, clientSettings } = startStage(process.env, ['mailFrom', 'siteAddress']);
const sns = new SNSClient(clientSettings);
const send = sendOutgoing({
  ...stores,
  post: endpointPost({
    allowPrivate: false,
    timeoutMs: 10_000,
    userAgent: `codeset-watch/${packageFile.version}`,
  }),
  publish: topicPublish((input) => sns.send(new PublishCommand(input))),
  now,
  random: Math.random,
});

const settings = cloudAlertSettings(config);

/** Hands over what is due; what is not taken is tried again by a later schedule. */
export const handler = stageHandler(host, messages['send-outgoing'], async () => {
  const { delivered, postponed, givenUp, paused } = await send(settings);
  count('MessagesDelivered', delivered);
  count('MessagesPostponed', postponed);
  count('MessagesGivenUp', givenUp);
  return { delivered, postponed, givenUp, paused: paused.length };
});
