import type { PayersAnswer, WindowsAnswer } from '../../shared/api/settings-forms.ts';
import { payerClasses } from '../../shared/claims/payers.ts';
import { ChangeForm, Choice, Field } from './form-parts.tsx';
import { shortDate } from './format.ts';
import type { Frame } from './layout.tsx';
import { Code, FileText, Scroll } from './parts.tsx';
import { Allowed, type Said, SettingsLayout } from './settings-layout.tsx';

const at = '/settings/payers';

interface Props {
  readonly frame: Frame;
  readonly said: Said;
  readonly payers: PayersAnswer['payers'];
  readonly windows: WindowsAnswer;
}

/** Payers, and their own dates of codes: a payer's document goes before the code set. */
export function PayersPage({ frame, said, payers, windows }: Props) {
  return (
    <SettingsLayout frame={frame} at={at} title="Payers and their own dates" said={said}>
      <section class="card">
        <h2>Payers</h2>
        {payers.length === 0 && <p class="soft">None is kept: each is judged by its claims' filing indicator.</p>}
        <ul class="rows">
          {payers.map(({ payer, name, class: kind, takesSCodes, timelyFilingDays, source }) => (
            <li>
              <b>{payer}</b> {name} <span class="tag">{kind}</span>
              <RemoveForm frame={frame} action={`${at}/remove`} fields={{ payer }} />
              <span class="soft">
                {[
                  takesSCodes === false && 'takes no S codes',
                  timelyFilingDays && `files within ${timelyFilingDays} days`,
                  source,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
        <Allowed caller={frame.caller} scope="payers:write">
          <ChangeForm frame={frame} action={at}>
            <Field label="Payer id" name="payer" required />
            <Field label="Name" name="name" />
            <Choice label="Class" name="class" options={payerClasses.map((each) => [each, each])} value="commercial" />
            <Field label="Days to file" name="timelyFilingDays" type="number" />
            <Field label="Contract or manual" name="source" />
            <button type="submit">Keep payer</button>
          </ChangeForm>
        </Allowed>
      </section>
      <section class="card">
        <h2>Windows</h2>
        <p class="soft">A payer's own dates of a code, later or earlier than the code set's, each with its document.</p>
        <WindowTable frame={frame} windows={windows} />
        <Allowed caller={frame.caller} scope="payers:write">
          <ChangeForm frame={frame} action={`${at}/windows`}>
            <Field label="Payer id or class" name="payer" required />
            <Field label="Code" name="code" required />
            <Field label="From" name="from" type="date" />
            <Field label="To" name="to" type="date" />
            <Choice
              label="The payer"
              name="takes"
              options={[
                ['yes', 'takes it then, and on no other date'],
                ['no', 'does not take it then'],
              ]}
            />
            <Field label="Instead" name="instead" placeholder="J0013" />
            <Field label="Document" name="document" required />
            <button type="submit">Keep window</button>
          </ChangeForm>
        </Allowed>
      </section>
    </SettingsLayout>
  );
}

function RemoveForm({
  frame,
  action,
  fields,
}: {
  frame: Frame;
  action: string;
  fields: Readonly<Record<string, string>>;
}) {
  return (
    <Allowed caller={frame.caller} scope="payers:write">
      <ChangeForm frame={frame} action={action} class="form inline">
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="plain">
          Remove <span class="hidden">{Object.values(fields).join(' ')}</span>
        </button>
      </ChangeForm>
    </Allowed>
  );
}

function WindowTable({ frame, windows: { windows, shipped } }: { frame: Frame; windows: WindowsAnswer }) {
  if (windows.length + shipped.length === 0) return <p class="soft">None is kept.</p>;
  return (
    <Scroll label="Windows">
      <table class="listing">
        <thead>
          <tr>
            {['Payer', 'Code', 'Dates', 'Instead', 'Document'].map((heading) => (
              <th scope="col">{heading}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {windows.map(({ payer, code, from, to, takes, instead, document }) => (
            <tr>
              <th scope="row">
                {payer}{' '}
                <RemoveForm frame={frame} action={`${at}/windows/remove`} fields={{ payer, code, from: from ?? '' }} />
              </th>
              <td data-label="Code">
                <Code code={code} />
              </td>
              <td data-label="Dates">
                {takes === false && 'not '}
                {from ? shortDate(from) : 'ever'} – {to ? shortDate(to) : 'on'}
              </td>
              <td data-label="Instead">{instead?.map((each) => <Code code={each} />) ?? '–'}</td>
              <td data-label="Document">
                <FileText text={document} />
              </td>
            </tr>
          ))}
          {shipped.map(({ payer, code, from, instead, document }) => (
            <tr>
              <th scope="row">
                {payer} <span class="tag">shipped</span>
              </th>
              <td data-label="Code">
                <Code code={code} />
              </td>
              <td data-label="Dates">from {shortDate(from)}</td>
              <td data-label="Instead">
                {instead.map((each) => (
                  <Code code={each} />
                ))}
              </td>
              <td data-label="Document">
                <FileText text={document} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
