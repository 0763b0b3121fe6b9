import type { ListedFinding } from '../../shared/api/claim-forms.ts';
import type { SourcesAnswer } from '../../shared/api/source-forms.ts';
import { daysBetween, type IsoDate } from '../../shared/dates.ts';
import { counted, dollarText, inDays } from './format.ts';
import { Code, Day } from './parts.tsx';

/** What a person has to do, besides the money. */
export interface Waiting {
  /** With the nearest day of filing, the first of them; null for a reader who may not see claims. */
  readonly due: readonly ListedFinding[] | null;
  /** Discontinued codes with a proposed replacement and none confirmed. */
  readonly proposals: number;
  readonly sources: SourcesAnswer['sources'];
}

export function WaitingSection({ today, waiting }: { today: IsoDate; waiting: Waiting }) {
  return (
    <>
      {waiting.due && waiting.due.length > 0 && <Due today={today} due={waiting.due} />}
      <Decisions waiting={waiting} />
    </>
  );
}

function Due({ today, due }: { today: IsoDate; due: readonly ListedFinding[] }) {
  return (
    <section class="card">
      <h2>
        <a href="/worklist?by=deadline">Due next</a>
      </h2>
      <ul class="coming">
        {due.map(({ id, code, deadline, amount }) => (
          <li>
            <Code code={code} /> <a href={`/findings/${id}`}>{dollarText(amount)}</a>
            <span class={deadline! < today ? 'tag doubt' : 'tag'}>{dueWords(today, deadline!)}</span>
            <span class="soft">
              last day of filing <Day date={deadline!} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function dueWords(today: IsoDate, deadline: IsoDate): string {
  const days = daysBetween(today, deadline);
  return days < 0 ? `${counted(-days, 'day')} past` : inDays(days);
}

function Decisions({ waiting: { proposals, sources } }: { waiting: Waiting }) {
  const alarms = sources.flatMap((source) => source.alarms);
  const quarantined = alarms.filter(({ kind }) => kind === 'quarantined');
  const others = alarms.length - quarantined.length;
  return (
    <section class="card">
      <h2>Waits for your decision</h2>
      {quarantined.length + proposals === 0 && <p class="soft">Nothing.</p>}
      <ul class="rows">
        {quarantined.map(({ text }) => (
          <li>
            <a href="/sources">{text}</a>
          </li>
        ))}
        {proposals > 0 && (
          <li>
            <a href="/review">{counted(proposals, 'ended code')}</a> with a proposed replacement to accept or reject
          </li>
        )}
      </ul>
      <p class={others > 0 ? 'warning' : 'soft'}>
        <a href="/sources">Sources</a>:{' '}
        {others > 0 ? `${counted(others, 'thing')} to look at.` : 'everything expected has come.'}
      </p>
    </section>
  );
}
