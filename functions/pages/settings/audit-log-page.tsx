import type { AuditAnswer } from '../../../shared/api/access-forms.ts';
import { Choice, Field } from '../form-parts.tsx';
import type { Frame } from '../layout.tsx';
import { summaryOf } from '../page-operation.ts';
import { Moment, Scroll } from '../parts.tsx';
import { type Said, SettingsLayout } from './settings-layout.tsx';

const at = '/settings/audit';

export interface AskedEvents {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly by?: string | undefined;
  readonly effect?: 'change' | 'read' | undefined;
  readonly object?: string | undefined;
  readonly cursor?: string | undefined;
  /** Cursors of the pages before this one, without the first, which needs none. */
  readonly trail?: string | undefined;
}

interface Props {
  readonly frame: Frame;
  readonly said: Said;
  readonly asked: AskedEvents;
  readonly answer: AuditAnswer;
  /** Names of people and keys by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/** Who changed what, and who read claims or licensed texts; the latest first. */
export function AuditLogPage({ frame, said, asked, answer: { events }, answer, names }: Props) {
  return (
    <SettingsLayout frame={frame} at={at} title="Who did what" said={said}>
      <section class="card">
        <h2>Which events</h2>
        <form class="form even close" action={at}>
          <Field label="From" name="from" type="date" value={asked.from} />
          <Field label="To" name="to" type="date" value={asked.to} />
          <Choice label="Who" name="by" options={[['', 'anybody'], ...names]} value={asked.by ?? ''} />
          <Choice
            label="What"
            name="effect"
            options={[
              ['', 'changes and reads'],
              ['change', 'changes'],
              ['read', 'reads'],
            ]}
            value={asked.effect ?? ''}
          />
          <Field label="Object, or id of a claim" name="object" value={asked.object} hint="As the log names it" />
          <button type="submit">Show</button>
        </form>
      </section>
      <section class="card">
        <h2>Events, the latest first</h2>
        {events.length === 0 && (
          <p class="soft">
            Nothing of the kind was written down in this time. Without days, it is the last thirty.{' '}
            <a href={at}>Show everything</a>
          </p>
        )}
        {events.length > 0 && <Events events={events} names={names} />}
        <Pages asked={asked} next={answer.next} />
      </section>
    </SettingsLayout>
  );
}

function Events({ events, names }: Pick<Props, 'names'> & { events: AuditAnswer['events'] }) {
  return (
    <Scroll label="Events">
      <table class="listing">
        <thead>
          <tr>
            {['When', 'Who', 'What', 'Object', 'Answer'].map((heading) => (
              <th scope="col">{heading}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map(({ at: when, by, action, effect, object, status }) => (
            <tr>
              <th scope="row">
                <Moment instant={when} />
              </th>
              <td data-label="Who">{names.get(by.id) ?? `${by.kind} ${by.id}`}</td>
              <td data-label="What">
                <span>
                  {summaryOf(action) ?? action}
                  <span class={effect === 'change' ? 'tag doubt' : 'tag'}>{effect}</span>
                  <span class="soft line-below">{action}</span>
                </span>
              </td>
              <td data-label="Object">{names.get(object?.split(':')[1] ?? '') ?? object ?? '–'}</td>
              <td data-label="Answer">{status}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** The log is read from its latest event on: the way back is the way one came. */
function Pages({ asked: { cursor = '', trail, ...filter }, next }: { asked: AskedEvents; next: string | null }) {
  const address = (more: Readonly<Record<string, string | undefined>>) => {
    const given = Object.entries({ ...filter, ...more }).filter((entry): entry is [string, string] => !!entry[1]);
    return `${at}?${new URLSearchParams(given)}`;
  };
  if (!cursor && !next) return null;
  const before = trail?.split(',') ?? [];
  return (
    <nav class="deeds" aria-label="Pages of the log">
      {cursor && (
        <a class="button quiet" href={address({ cursor: before.at(-1), trail: before.slice(0, -1).join(',') })}>
          Later ones
        </a>
      )}
      {next && (
        <a class="button quiet" href={address({ cursor: next, trail: [...before, cursor].join(',') })}>
          Earlier ones
        </a>
      )}
    </nav>
  );
}
