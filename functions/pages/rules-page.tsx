import { may } from '../../shared/access/caller.ts';
import { severities } from '../../shared/api/claim-forms.ts';
import type { RulesAnswer } from '../../shared/api/settings-forms.ts';
import { ChangeForm } from './form-parts.tsx';
import { counted } from './format.ts';
import type { Frame } from './layout.tsx';
import { FileText } from './parts.tsx';
import { type Said, SettingsLayout } from './settings-layout.tsx';

const at = '/settings/rules';

/** The checks and rules that hold for the account, each with its source; admins switch them. */
export function RulesPage({ frame, said, answer }: { frame: Frame; said: Said; answer: RulesAnswer }) {
  const { rules, lists, version } = answer;
  const held = rules.filter(({ enabled }) => enabled).length;
  return (
    <SettingsLayout frame={frame} at={at} title={`${counted(held, 'rule')} hold.`} said={said}>
      <section class="card">
        <h2>Rules, version {version}</h2>
        <ul class="rows">
          {rules.map((rule) => (
            <Rule frame={frame} rule={rule} />
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>Lists that rules ask for</h2>
        {lists.length === 0 && (
          <p class="soft">
            None is loaded. <code>npx codeset rules lists FILE</code> keeps some.
          </p>
        )}
        <ul class="rows">
          {lists.map(({ name, source, entries }) => (
            <li>
              <b>{name}</b> {counted(entries, 'entry', 'entries')} <span class="soft">{source}</span>
            </li>
          ))}
        </ul>
      </section>
    </SettingsLayout>
  );
}

function Rule({ frame, rule }: { frame: Frame; rule: RulesAnswer['rules'][number] }) {
  const { name, title, severity, enabled, changed, source, needs } = rule;
  return (
    <li>
      <b>{name}</b> <FileText text={title} />{' '}
      <span class={enabled ? 'tag' : 'tag doubt'}>{enabled ? severity : 'off'}</span>
      {changed && <span class="tag">changed here</span>}
      <span class="soft">
        {source}
        {needs.length > 0 && ` · waits for the list ${needs.join(', ')}`}
      </span>
      {may(frame.caller, 'rules:write') && (
        <ChangeForm frame={frame} action={at} class="form inline">
          <input type="hidden" name="name" value={name} />
          <select name="severity" aria-label={`What ${name} comes to`}>
            {['as shipped', ...severities, 'off'].map((each) => (
              <option value={each} selected={changed && each === (enabled ? severity : 'off')}>
                {each}
              </option>
            ))}
          </select>
          <button type="submit" class="quiet">
            Set <span class="hidden">{name}</span>
          </button>
        </ChangeForm>
      )}
    </li>
  );
}
