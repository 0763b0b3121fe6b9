import { may } from '../../../shared/access/caller.ts';
import type { Holdings } from '../../../shared/api/holding-forms.ts';
import type { ImportsAnswer } from '../../../shared/api/import-forms.ts';
import type { ListedSweep, SweepsAnswer } from '../../../shared/api/sweep-forms.ts';
import { holdingNames, holdingTypes } from '../../../shared/holdings/holding.ts';
import { ChangeForm, Choice, Field, FileField, Tick } from '../form-parts.tsx';
import { counted, numberText, releaseTitle } from '../format.ts';
import type { Frame } from '../layout.tsx';
import { Paged } from '../paged.tsx';
import { Day, FileText } from '../parts.tsx';
import { ClaimsForm } from './claims-form.tsx';
import { ImportList } from './import-list.tsx';
import { type Said, SettingsLayout } from './settings-layout.tsx';

const at = '/settings/imports';

interface Props {
  readonly frame: Frame;
  readonly said: Said;
  readonly lists: Holdings['lists'];
  readonly imports: ImportsAnswer;
  /** ISO instant. */
  readonly now: string;
  /** Null for who may not see the state of the sources. */
  readonly sweeps: SweepsAnswer['sweeps'] | null;
}

/** Claims and lists come in here; what came of them, and how far the re-check is that they and the releases cause. */
export function ImportsPage({ frame, said, lists, imports, now, sweeps }: Props) {
  return (
    <SettingsLayout frame={frame} at={at} title="What came in" said={said}>
      <section class="card">
        <h2>Claims, and what payers say of them</h2>
        <p class="soft">
          Names, birth dates and diagnoses are dropped while reading, and the file is deleted. Only looking?{' '}
          <a href="/check">Check a claim</a> stores nothing.
        </p>
        {may(frame.caller, 'claims:write') && (frame.sample ? <NotIntoSample /> : <ClaimsForm frame={frame} />)}
      </section>
      <ImportList answer={imports} now={now} />
      <Lists frame={frame} lists={lists} />
      {sweeps && <Sweeps sweeps={sweeps} />}
    </SettingsLayout>
  );
}

/** Sample and real never mix. */
function NotIntoSample() {
  return (
    <p class="warning">
      This is the sample, which takes no files of yours. <a href="/sample">Remove it</a>, and what you send is stored as
      your own.
    </p>
  );
}

function Lists({ frame, lists }: Pick<Props, 'frame' | 'lists'>) {
  return (
    <section class="card">
      <h2>Lists beside claims</h2>
      {lists.length === 0 && <p class="soft">No chargemaster, authorisation, order or fee schedule is held.</p>}
      <Paged frame={frame} at={at} name="lists" all={lists}>
        {(shown) => (
          <ul class="rows" id="lists">
            {shown.map(({ type, list, file, importedOn, lines }) => (
              <li>
                <b>{list}</b> {counted(lines, ...holdingNames[type])}
                <span class="soft">
                  <FileText text={file} />, <Day date={importedOn} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Paged>
      {may(frame.caller, 'holdings:write') && !frame.sample && (
        <ChangeForm frame={frame} action={at} files>
          <Choice label="Kind" name="type" options={holdingTypes.map((type) => [type, holdingNames[type][1]])} />
          <Field label="Name of the list" name="list" required placeholder="main" />
          <FileField
            label="CSV file"
            name="file"
            accept=".csv,text/csv"
            required
            hint="One line a row under a header row"
          />
          <Tick label="It is right that most of its lines are gone" name="shrinks" />
          <button type="submit">Import</button>
        </ChangeForm>
      )}
    </section>
  );
}

/** So many re-checks are listed, those under way before all. */
const sweepsShown = 20;

function Sweeps({ sweeps }: { sweeps: SweepsAnswer['sweeps'] }) {
  const shown = [...sweeps]
    .sort((a, b) => Number(b.status === 'running') - Number(a.status === 'running'))
    .slice(0, sweepsShown);
  const running = shown.some(({ status }) => status === 'running');
  return (
    <section class="card" id="sweeps" data-live={running ? '3000' : undefined}>
      <h2>Re-checks of stored lines</h2>
      {sweeps.length === 0 && <p class="soft">None was needed yet.</p>}
      <ul class="rows">
        {shown.map((sweep) => (
          <Sweep sweep={sweep} />
        ))}
      </ul>
      {sweeps.length > shown.length && <p class="soft">And {numberText(sweeps.length - shown.length)} before these.</p>}
    </section>
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
