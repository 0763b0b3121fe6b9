import type { ListedFinding } from '../../../shared/api/claim-forms.ts';
import type { SourcesAnswer } from '../../../shared/api/source-forms.ts';
import { daysBetween, type IsoDate } from '../../../shared/dates.ts';
import { counted, dollarText, inDays } from '../format.ts';
import { Code, Day } from '../parts.tsx';

/** What a person has to do, besides the money. */
export interface Waiting {
  /** Null for a reader who may not see claims. */
  readonly due: {
    /** With the nearest day of filing, the first of them. */
    readonly next: readonly ListedFinding[];
    /** Whether lines wait whose last day of filing has gone by. */
    readonly past: boolean;
  } | null;
  /** Discontinued codes with a proposed replacement and none confirmed. */
  readonly proposals: number;
  readonly sources: SourcesAnswer['sources'];
}

export function WaitingSection({ today, waiting }: { today: IsoDate; waiting: Waiting }) {
  return (
    <>
      {waiting.due && <Due today={today} due={waiting.due} />}
      <Decisions waiting={waiting} />
    </>
  );
}

function Due({ today, due: { next, past } }: { today: IsoDate; due: NonNullable<Waiting['due']> }) {
  if (next.length === 0 && !past) return null;
  return (
    <section class="card">
      <h2>
        <a href="/worklist?by=deadline">Due next</a>
      </h2>
      <ul class="coming">
        {next.map(({ id, code, deadline, amount }) => (
          <li>
            <Code code={code} /> <a href={`/findings/${id}`}>{dollarText(amount)}</a>
            <span class="tag">{inDays(daysBetween(today, deadline!))}</span>
            <span class="soft">
              last day of filing <Day date={deadline!} />
            </span>
          </li>
        ))}
      </ul>
      {past && (
        <p class="warning">
          <a href="/worklist?by=deadline">Lines are left</a> whose last day of filing has gone by.
        </p>
      )}
    </section>
  );
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
