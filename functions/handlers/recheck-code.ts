import { startStage } from '../adapters/cloud-clients.ts';
import { stageHandler } from '../adapters/stage-handler.ts';
import { count } from '../adapters/telemetry.ts';
import { Judges } from '../judge-use.ts';
import { messages } from '../messages.ts';
import { recheckCode } from '../recheck-code.ts';

const { host, stores } = startStage(process.env, []);

/** Judges the open lines of one changed code again, by the payers as they are kept now. */
export const handler = stageHandler(host, messages['recheck-code'], async ({ codeSet, changeSet, code }) => {
  const recheck = recheckCode({ ...stores, judges: new Judges(stores.claims) });
  const { lines, raised, cleared } = await recheck({ type: 'CodeChanged', codeSet, changeSet, code });
  count('LinesRechecked', lines);
  count('FindingsRaised', raised);
  count('FindingsCleared', cleared);
  return { changeSet, code, lines, raised, cleared };
});
