import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { givenBelow } from './given-below.tsx';
import type { Frame } from './layout.tsx';
import type { RefusedForm } from './refused-form.ts';
import type { Values } from './sent-form.ts';

/** The form of the page that was sent last and not taken; it stands there again as it was filled in. */
export const refusedForm = givenBelow<RefusedForm | undefined>(undefined);

interface FormState {
  readonly id: string;
  readonly values: Values | undefined;
  readonly refused: RefusedForm | undefined;
}
const form = givenBelow<FormState>({ id: 'f', values: undefined, refused: undefined });

interface FormProps {
  readonly frame: Frame;
  readonly action: string;
  readonly children: Child;
  /** What it is filled in with: words by the names of its fields. */
  readonly values?: Values | undefined;
  /** It sends files. */
  readonly files?: boolean;
  readonly class?: string;
  /** What a script is told. */
  readonly data?: Readonly<Record<`data-${string}`, string>>;
}

/** A form that changes something: it carries the session's token, and what was typed where it was not taken. */
export function ChangeForm(props: FormProps) {
  const { frame, action, children, values, files = false, class: name = 'form', data = {} } = props;
  const sent = refusedForm.value();
  const refused = sent?.action === action ? sent : undefined;
  const id = action.replace(/\W+/g, '-').slice(1);
  return (
    <form class={name} method="post" action={action} enctype={files ? 'multipart/form-data' : undefined} {...data}>
      <input type="hidden" name="csrf" value={frame.csrf} />
      {refused && (
        <p
          class="warning broad"
          role="alert"
          tabindex={-1}
          autofocus={Object.keys(refused.faults).length === 0 ? true : undefined}
        >
          {refused.text}
        </p>
      )}
      <form.Given value={{ id, values: refused?.values ?? values, refused }}>{children}</form.Given>
    </form>
  );
}

interface Asked {
  readonly label: string;
  readonly name: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly required?: boolean;
  /** It wants the whole width. */
  readonly broad?: boolean;
}

interface Control {
  readonly id: string;
  readonly name: string;
  readonly required: boolean | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
  readonly autofocus: true | undefined;
}

/** A label, what is filled in, a word of help, and what was wrong with it; the first wrong one has the focus. */
function Labelled({ asked, control }: { asked: Asked; control: (given: Control, words: readonly string[]) => Child }) {
  const { label, name, value = '', hint, required, broad } = asked;
  const { id: formId, values, refused } = form.value();
  const id = `${formId}-${name}`;
  const fault = refused?.faults[name];
  const [help, wrong] = [hint && `${id}-hint`, fault && `${id}-fault`];
  const words = values === undefined ? value : (values[name] ?? (refused ? '' : value));
  const given: Control = {
    id,
    name,
    required,
    'aria-describedby': [wrong, help].filter(Boolean).join(' ') || undefined,
    'aria-invalid': fault ? 'true' : undefined,
    autofocus: fault && Object.keys(refused.faults)[0] === name ? true : undefined,
  };
  return (
    <div class={broad ? 'field broad' : 'field'}>
      <label for={id}>{label}</label>
      {control(given, Array.isArray(words) ? words : [words as string])}
      {fault && (
        <small class="fault" id={wrong}>
          {fault}
        </small>
      )}
      {hint && (
        <small class="soft" id={help}>
          {hint}
        </small>
      )}
    </div>
  );
}

interface FieldProps extends Asked {
  readonly type?: 'text' | 'date' | 'time' | 'email' | 'url' | 'number' | 'search';
  readonly placeholder?: string;
  /** What a browser offers; anything else may be typed too. */
  readonly offers?: readonly string[];
}

/** One line to fill in. */
export function Field({ type = 'text', placeholder, offers, ...asked }: FieldProps) {
  return (
    <Labelled
      asked={asked}
      control={(given, words) => (
        <>
          <input
            {...given}
            type={type}
            value={words.join(', ')}
            placeholder={placeholder}
            maxlength={/number|date|time/.test(type) ? undefined : 1000}
            step={type === 'number' ? 'any' : undefined}
            autocomplete="off"
            list={offers && `${given.id}-offers`}
          />
          {offers && (
            <datalist id={`${given.id}-offers`}>
              {offers.map((each) => (
                <option value={each} />
              ))}
            </datalist>
          )}
        </>
      )}
    />
  );
}

/** Several lines to fill in. */
export function Area({ rows = 4, ...asked }: Asked & { readonly rows?: number }) {
  return (
    <Labelled
      asked={{ broad: true, ...asked }}
      control={(given, words) => (
        <textarea {...given} rows={rows} spellcheck={false}>
          {`\n${words.join('\n')}`}
        </textarea>
      )}
    />
  );
}

/** A file to choose. */
export function FileField({ accept, ...asked }: Asked & { readonly accept: string }) {
  return <Labelled asked={asked} control={(given) => <input {...given} type="file" accept={accept} />} />;
}

export type Options = readonly (readonly [value: string, words: string])[];

/** One of several; each option is a value and its words. */
export function Choice({ options, ...asked }: Asked & { readonly options: Options }) {
  return (
    <Labelled
      asked={asked}
      control={(given, words) => (
        <select {...given}>
          {options.map(([each, shown]) => (
            <option value={each} selected={words.includes(each)}>
              {shown}
            </option>
          ))}
        </select>
      )}
    />
  );
}

/** Any of several. */
export function Ticks({ label, name, options }: { label: string; name: string; options: Options }) {
  const { values } = form.value();
  const chosen = ([] as readonly string[]).concat(values?.[name] ?? []);
  return (
    <fieldset class="ticks">
      <legend>{label}</legend>
      {options.map(([each, words]) => (
        <label class="tick">
          <input type="checkbox" name={name} value={each} checked={chosen.includes(each)} /> {words}
        </label>
      ))}
    </fieldset>
  );
}

export function Tick({ label, name, checked = false }: { label: string; name: string; checked?: boolean }) {
  const { values } = form.value();
  return (
    <label class="tick">
      <input type="checkbox" name={name} value="yes" checked={values ? values[name] === 'yes' : checked} /> {label}
    </label>
  );
}

/** What goes with the form unseen, such as the name that a record had before. */
export function Hidden({ name }: { name: string }) {
  const { values } = form.value();
  return <input type="hidden" name={name} value={(values?.[name] as string | undefined) ?? ''} />;
}

/** What is rarely filled in; open where something within is wrong, so that it is not hidden. */
export function Rarely({ summary, children }: { summary: string; children: Child }) {
  const inside = html`${children}`;
  return (
    <details class="rarely" open={String(inside).includes('aria-invalid') ? true : undefined}>
      <summary>{summary}</summary>
      <div class="form">{inside}</div>
    </details>
  );
}

/** A form behind a word; open where it was sent and not taken. */
export function Behind(props: { summary: string; whom?: string; action: string; children: Child }) {
  const { summary, whom, action, children } = props;
  const refused = refusedForm.value();
  return (
    <details class="behind" open={refused?.action === action ? true : undefined}>
      <summary>
        {summary}
        {whom && <bdi class="hidden"> {whom}</bdi>}
      </summary>
      {children}
    </details>
  );
}

/** A button that does one thing to one thing; the rest of its words is for those who do not see where it stands. */
export function Deed(props: {
  frame: Frame;
  action: string;
  words: string;
  whom: string;
  fields?: Readonly<Record<string, string>>;
  look?: 'plain' | 'quiet' | 'danger';
}) {
  const { frame, action, words, whom, fields = {}, look = 'plain' } = props;
  return (
    <ChangeForm frame={frame} action={action} class="form inline">
      {Object.entries({ ...fields, whom }).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={look}>
        {words}
        <bdi class="hidden"> {whom}</bdi>
      </button>
    </ChangeForm>
  );
}

/** What was done, after the page has been loaded anew. */
export function Done({ text }: { text: string | undefined }) {
  if (!text) return null;
  return (
    <p class="done" role="status">
      {text}
    </p>
  );
}
