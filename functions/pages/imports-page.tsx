import { may } from '../../shared/access/caller.ts';
import type { Holdings } from '../../shared/api/holding-forms.ts';
import type { ListedSweep, SweepsAnswer } from '../../shared/api/sweep-forms.ts';
import { holdingNames, holdingTypes } from '../../shared/holdings/holding.ts';
import { ChangeForm, Choice, Field, Tick } from './form-parts.tsx';
import { counted, numberText, releaseTitle } from './format.ts';
import type { Frame } from './layout.tsx';
import { Day, FileText } from './parts.tsx';
import { type Said, SettingsLayout } from './settings-layout.tsx';

const at = '/settings/imports';

interface Props {
  readonly frame: Frame;
  readonly said: Said;
  readonly lists: Holdings['lists'];
  /** Null for who may not see the state of the sources. */
  readonly sweeps: SweepsAnswer['sweeps'] | null;
}

/** Lists and claims come in here; how far the re-check is that they and the releases cause. */
export function ImportsPage({ frame, said, lists, sweeps }: Props) {
  return (
    <SettingsLayout frame={frame} at={at} title="What came in" said={said}>
      <section class="card">
        <h2>Lists beside claims</h2>
        {lists.length === 0 && <p class="soft">No chargemaster, authorisation, order or fee schedule is held.</p>}
        <ul class="rows">
          {lists.map(({ type, list, file, importedOn, lines }) => (
            <li>
              <b>{list}</b> {counted(lines, ...holdingNames[type])}
              <span class="soft">
                <FileText text={file} />, <Day date={importedOn} />
              </span>
            </li>
          ))}
        </ul>
        {may(frame.caller, 'holdings:write') && (
          <ChangeForm frame={frame} action={at} files>
            <Choice label="Kind" name="type" options={holdingTypes.map((type) => [type, holdingNames[type][1]])} />
            <Field label="Name of the list" name="list" required placeholder="main" />
            <label class="field">
              <span>CSV file, one line a row under a header row</span>
              <input type="file" name="file" accept=".csv,text/csv" required />
            </label>
            <Tick label="It is right that most of its lines are gone" name="shrinks" />
            <button type="submit">Import</button>
          </ChangeForm>
        )}
      </section>
      <section class="card">
        <h2>Claims</h2>
        <p>837P, 837I, CSV or FHIR. Names, birth dates and diagnoses are dropped while reading.</p>
        <pre>
          <code>npx codeset claims import FILE</code>
        </pre>
        <p class="soft">
          Only looking? <a href="/check">Check a claim</a> stores nothing.
        </p>
      </section>
      {sweeps && (
        <section class="card">
          <h2>Re-checks of stored lines</h2>
          {sweeps.length === 0 && <p class="soft">None was needed yet.</p>}
          <ul class="rows">
            {sweeps.map((sweep) => (
              <Sweep sweep={sweep} />
            ))}
          </ul>
        </section>
      )}
    </SettingsLayout>
  );
}

function Sweep({ sweep: { codeSet, release, status, codes, left } }: { sweep: ListedSweep }) {
  return (
    <li>
      <a href={`/releases/${release}`}>
        {codeSet} {releaseTitle(release)}
      </a>{' '}
      <span class={status === 'complete' ? 'tag' : 'tag doubt'}>{status}</span>
      <span class="soft">
        {numberText(codes - left)} of {counted(codes, 'changed code')} judged
      </span>
      {status === 'running' && (
        <progress max={codes} value={codes - left} aria-label={`Re-check of ${releaseTitle(release)}`} />
      )}
    </li>
  );
}
