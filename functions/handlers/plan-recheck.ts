import { startStage } from '../adapters/cloud-clients.ts';
import { sqsQueue } from '../adapters/queue.ts';
import { stageHandler } from '../adapters/stage-handler.ts';
import { messages } from '../messages.ts';
import { planRecheck } from '../recheck/plan-recheck.ts';

const { config, host, sqs, stores } = startStage(process.env, ['recheckQueue']);
const recheck = sqsQueue(sqs, config.recheckQueue, messages['recheck-code']);
const plan = planRecheck({ ...stores, emit: recheck.send });

/** Sends one message a changed code. By schedule only where none is on its way: what is lost is planned again then. */
export const handler = stageHandler(host, messages['plan-recheck'], async ({ type }) => {
  if (type === 'Tick' && !(await recheck.idle())) return { planned: false };
  const sweeps = await plan();
  return { planned: true, sweeps: sweeps.length };
});
