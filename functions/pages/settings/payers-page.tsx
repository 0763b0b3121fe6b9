import type { PayersAnswer, WindowsAnswer } from '../../../shared/api/settings-forms.ts';
import { payerClasses } from '../../../shared/claims/payers.ts';
import { ChangeForm, Choice, Deed, Field, Hidden, type Options, Rarely } from '../form-parts.tsx';
import type { Frame } from '../layout.tsx';
import { Paged } from '../paged.tsx';
import { FileText } from '../parts.tsx';
import { valuesOf } from '../sent-form.ts';
import { Allowed, type Said, SettingsLayout } from './settings-layout.tsx';
import { payersAt, WindowTable } from './window-table.tsx';

const asUsual: Options = [
  ['', 'as usual'],
  ['yes', 'yes'],
  ['no', 'no'],
];

type Payer = PayersAnswer['payers'][number];
type Window = WindowsAnswer['windows'][number];

interface Props {
  readonly frame: Frame;
  readonly said: Said;
  readonly payers: readonly Payer[];
  readonly windows: WindowsAnswer;
  /** What is to be changed: the form is filled in with it. */
  readonly chosen: { readonly payer?: Payer | undefined; readonly window?: Window | undefined };
}

/** Payers, and their own dates of codes: a payer's document goes before the code set. */
export function PayersPage({ frame, said, payers, windows, chosen }: Props) {
  return (
    <SettingsLayout frame={frame} at={payersAt} title="Payers and their own dates" said={said}>
      <section class="card">
        <h2>Payers</h2>
        {payers.length === 0 && <p class="soft">None is kept: each is judged by its claims' filing indicator.</p>}
        <Paged frame={frame} at={payersAt} name="payers" all={payers}>
          {(shown) => (
            <ul class="rows" id="payers">
              {shown.map((payer) => (
                <PayerRow frame={frame} payer={payer} />
              ))}
            </ul>
          )}
        </Paged>
      </section>
      <Allowed caller={frame.caller} scope="payers:write">
        <section class="card" id="payer">
          <h2>{chosen.payer ? `Change ${chosen.payer.payer}` : 'Keep a payer'}</h2>
          <PayerForm frame={frame} payer={chosen.payer} />
        </section>
      </Allowed>
      <section class="card">
        <h2>Windows</h2>
        <p class="soft">A payer's own dates of a code, later or earlier than the code set's, each with its document.</p>
        <Paged frame={frame} at={payersAt} name="windows" all={windows.windows}>
          {(shown) => <WindowTable frame={frame} windows={{ ...windows, windows: shown }} />}
        </Paged>
      </section>
      <Allowed caller={frame.caller} scope="payers:write">
        <section class="card" id="window">
          <h2>{chosen.window ? `Change ${chosen.window.code} of ${chosen.window.payer}` : 'Keep a window'}</h2>
          <WindowForm frame={frame} window={chosen.window} payers={payers} />
        </section>
      </Allowed>
    </SettingsLayout>
  );
}

function PayerRow({
  frame,
  payer: { payer, name, class: kind, takesSCodes, hipaa, timelyFilingDays, source },
}: {
  frame: Frame;
  payer: Payer;
}) {
  return (
    <li>
      <b>{payer}</b> <FileText text={name ?? ''} /> <span class="tag">{kind}</span>
      <Allowed caller={frame.caller} scope="payers:write">
        <a class="beside" href={`${payersAt}?payer=${encodeURIComponent(payer)}#payer`}>
          Change<bdi class="hidden"> {payer}</bdi>
        </a>
        <Deed frame={frame} action={`${payersAt}/remove`} words="Remove" whom={payer} fields={{ payer }} />
      </Allowed>
      <span class="soft">
        <FileText
          text={[
            takesSCodes !== undefined && `takes ${takesSCodes ? '' : 'no '}S codes`,
            hipaa !== undefined && `${hipaa ? '' : 'not '}bound by HIPAA`,
            timelyFilingDays && `files within ${timelyFilingDays} days`,
            source,
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      </span>
    </li>
  );
}

function PayerForm({ frame, payer }: { frame: Frame; payer: Payer | undefined }) {
  return (
    <ChangeForm
      frame={frame}
      action={payersAt}
      values={payer && { ...valuesOf(payer), 'was.payer': payer.payer }}
      class="form even"
    >
      <Hidden name="was.payer" />
      <Field label="Payer id" name="payer" required hint="As claims have it, such as 66783" />
      <Field label="Name" name="name" />
      <Choice label="Class" name="class" options={payerClasses.map((each) => [each, each])} value="commercial" />
      <Field label="Days to file" name="timelyFilingDays" type="number" hint="From the date of service" />
      <Field label="Contract or manual" name="source" />
      <Rarely summary="S codes and HIPAA">
        <Choice label="Takes S codes" name="takesSCodes" options={asUsual} />
        <Choice label="Bound by HIPAA's code sets" name="hipaa" options={asUsual} />
      </Rarely>
      <div class="deeds broad">
        <button type="submit">Keep payer</button>
        {payer && (
          <a class="button quiet" href={payersAt}>
            Leave it as it is
          </a>
        )}
      </div>
    </ChangeForm>
  );
}

function WindowForm({ frame, window, payers }: { frame: Frame; window: Window | undefined; payers: readonly Payer[] }) {
  const was = window && valuesOf({ was: { payer: window.payer, code: window.code, from: window.from } });
  return (
    <ChangeForm
      frame={frame}
      action={`${payersAt}/windows`}
      values={window && { takes: 'yes', ...valuesOf(window), ...was }}
      class="form even"
    >
      {['payer', 'code', 'from'].map((part) => (
        <Hidden name={`was.${part}`} />
      ))}
      <Field
        label="Payer id or class"
        name="payer"
        required
        offers={[...payers.map(({ payer }) => payer), ...payerClasses]}
      />
      <Field label="Code" name="code" required placeholder="S0013" />
      <Field label="From" name="from" type="date" hint="First date of service; blank: open" />
      <Field label="To" name="to" type="date" hint="Last date of service; blank: open" />
      <Choice
        label="The payer"
        name="takes"
        options={[
          ['yes', 'takes it then, and on no other date'],
          ['no', 'does not take it then'],
        ]}
      />
      <Field label="Instead" name="instead" placeholder="J0013" hint="Codes that it names instead" />
      <Field label="Document" name="document" required broad hint="Bulletin or notice that says so, with its date" />
      <div class="deeds broad">
        <button type="submit">Keep window</button>
        {window && (
          <a class="button quiet" href={payersAt}>
            Leave it as it is
          </a>
        )}
      </div>
    </ChangeForm>
  );
}
