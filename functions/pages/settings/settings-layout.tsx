import type { Child } from 'hono/jsx';
import { type Caller, may } from '../../../shared/access/caller.ts';
import type { Scope } from '../../../shared/access/scopes.ts';
import { Done, refusedForm } from '../form-parts.tsx';
import { type Frame, Layout } from '../layout.tsx';
import type { RefusedForm } from '../refused-form.ts';

interface Section {
  readonly path: string;
  readonly words: string;
  /** Right to read it. */
  readonly scope: Scope;
}

/** What an account sets up, in the order in which it is needed. */
const settingsSections: readonly Section[] = [
  { path: '/settings/subscriptions', words: 'Subscriptions', scope: 'subscriptions:read' },
  { path: '/settings/imports', words: 'Imports', scope: 'holdings:read' },
  { path: '/settings/payers', words: 'Payers and windows', scope: 'payers:read' },
  { path: '/settings/rules', words: 'Rules', scope: 'rules:read' },
  { path: '/settings/access', words: 'People and keys', scope: 'accounts:read' },
  { path: '/settings/audit', words: 'Audit log', scope: 'audit:read' },
  { path: '/settings/accounts', words: 'Accounts', scope: 'accounts:operate' },
];

/** What came of the form that was sent last. */
export interface Said {
  readonly done?: string | undefined;
  readonly refused?: RefusedForm | undefined;
  /** Shown this once. */
  readonly secret?: { readonly of: string; readonly text: string } | undefined;
}

interface Props {
  readonly frame: Frame;
  readonly at: string;
  readonly title: string;
  readonly said: Said;
  readonly children: Child;
}

export function SettingsLayout({ frame, at, title, said, children }: Props) {
  return (
    <Layout frame={frame}>
      <section class="lead">
        <h1>{title}</h1>
        <nav class="filters" aria-label="Settings">
          {settingsSections
            .filter(({ scope }) => may(frame.caller, scope))
            .map(({ path, words }) => (
              <a href={path} aria-current={path === at ? 'page' : undefined}>
                {words}
              </a>
            ))}
        </nav>
        <Done text={said.done} />
        {said.secret && (
          <div class="done" role="status">
            <strong>{said.secret.of}</strong> It is shown this once; copy it now.
            <pre>
              <code>{said.secret.text}</code>
            </pre>
          </div>
        )}
      </section>
      <refusedForm.Given value={said.refused}>
        <div class="settings">{children}</div>
      </refusedForm.Given>
    </Layout>
  );
}

/** Says nothing to who may not change it. */
export function Allowed({ caller, scope, children }: { caller: Caller | null; scope: Scope; children: Child }) {
  return <>{may(caller, scope) && children}</>;
}
