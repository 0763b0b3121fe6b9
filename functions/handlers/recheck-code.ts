import { now, startStage } from '../adapters/cloud-clients.ts';
import { stageHandler } from '../adapters/stage-handler.ts';
import { count } from '../adapters/telemetry.ts';
import { Judges } from '../judge/judge-use.ts';
import { rejudgeAccount } from '../judge/rejudge-account.ts';
import { messages } from '../messages.ts';
import { recheckCode } from '../recheck/recheck-code.ts';

const { host, stores } = startStage(process.env, []);

/** Judges the open lines again that a changed code touches, or the change of an account's payers or rules. */
export const handler = stageHandler(host, messages['recheck-code'], async (event) => {
  const ports = { ...stores, judges: new Judges(stores.settings), now };
  const { lines, raised, cleared } =
    event.type === 'CodeChanged' ? await recheckCode(ports)(event) : await rejudgeAccount(ports)(event);
  count('LinesRechecked', lines);
  count('FindingsRaised', raised);
  count('FindingsCleared', cleared);
  return { ...event, lines, raised, cleared };
});
