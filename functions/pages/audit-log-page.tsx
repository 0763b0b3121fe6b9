import type { AuditAnswer } from '../../shared/api/access-forms.ts';
import { Field } from './form-parts.tsx';
import type { Frame } from './layout.tsx';
import { Moment, Scroll } from './parts.tsx';
import { type Said, SettingsLayout } from './settings-layout.tsx';

const at = '/settings/audit';

export interface AskedEvents {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly object?: string | undefined;
}

interface Props {
  readonly frame: Frame;
  readonly said: Said;
  readonly asked: AskedEvents;
  readonly answer: AuditAnswer;
}

/** Who changed what, and who read claims or licensed texts; the latest first. */
export function AuditLogPage({ frame, said, asked, answer: { events, next } }: Props) {
  const given = Object.entries(asked).filter((entry): entry is [string, string] => !!entry[1]);
  return (
    <SettingsLayout frame={frame} at={at} title="Who did what" said={said}>
      <section class="card">
        <form class="form" action={at}>
          <Field label="From" name="from" type="date" value={asked.from} />
          <Field label="To" name="to" type="date" value={asked.to} />
          <Field label="Object, or id of a claim" name="object" value={asked.object} />
          <button type="submit">Show</button>
        </form>
        {events.length === 0 && <p class="soft">Nothing was written down in this time.</p>}
        {events.length > 0 && (
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
                    <td data-label="Who">
                      {by.kind} {by.id}
                    </td>
                    <td data-label="What">
                      {action} <span class={effect === 'change' ? 'tag doubt' : 'tag'}>{effect}</span>
                    </td>
                    <td data-label="Object">{object ?? '–'}</td>
                    <td data-label="Answer">{status}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
        {next && (
          <p>
            <a class="button quiet" href={`${at}?${new URLSearchParams([...given, ['cursor', next]])}`}>
              Earlier ones
            </a>
          </p>
        )}
      </section>
    </SettingsLayout>
  );
}
