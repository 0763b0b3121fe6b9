import type { Child } from 'hono/jsx';
import type { Frame } from './layout.tsx';

/** A form that changes something: it carries the session's token. */
export function ChangeForm({
  frame,
  action,
  children,
  files = false,
  class: name = 'form',
  data = {},
}: {
  frame: Frame;
  action: string;
  children: Child;
  /** It sends files. */
  files?: boolean;
  class?: string;
  /** What a script is told. */
  data?: Readonly<Record<`data-${string}`, string>>;
}) {
  return (
    <form class={name} method="post" action={action} enctype={files ? 'multipart/form-data' : undefined} {...data}>
      <input type="hidden" name="csrf" value={frame.csrf} />
      {children}
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'date' | 'email' | 'url' | 'number' | 'search';
  readonly hint?: string;
  readonly required?: boolean;
  readonly placeholder?: string;
}

/** One line to fill in. */
export function Field({ label, name, value = '', type = 'text', hint, required, placeholder }: FieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type={type}
        name={name}
        value={value}
        required={required}
        placeholder={placeholder}
        maxlength={type === 'number' || type === 'date' ? undefined : 1000}
        step={type === 'number' ? 'any' : undefined}
        autocomplete="off"
      />
      {hint && <small class="soft">{hint}</small>}
    </label>
  );
}

/** One of several; each option is a value and its words. */
export function Choice({
  label,
  name,
  options,
  value,
}: {
  label: string;
  name: string;
  options: readonly (readonly [value: string, words: string])[];
  value?: string | undefined;
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        {options.map(([each, words]) => (
          <option value={each} selected={each === value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Tick({ label, name, checked = false }: { label: string; name: string; checked?: boolean }) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} value="yes" checked={checked} /> {label}
    </label>
  );
}

/** Why a form was not taken, where screen readers say it at once. */
export function Problem({ text }: { text: string | null | undefined }) {
  if (!text) return null;
  return (
    <p class="warning" role="alert">
      {text}
    </p>
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
