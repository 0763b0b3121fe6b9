import type { RulesAnswer } from '../../../shared/api/settings-forms.ts';
import { codeListNames } from '../../../shared/claims/rules/lists.ts';
import { Area, Behind, ChangeForm, Choice, Deed, Field, FileField } from '../form-parts.tsx';
import { counted } from '../format.ts';
import type { Frame } from '../layout.tsx';
import { FileText } from '../parts.tsx';
import { rulesAt } from './rules-page.tsx';
import { Allowed, type Said, SettingsLayout } from './settings-layout.tsx';

const at = `${rulesAt}/lists`;

/** What each list is for, for whoever fills it. */
const listWords: Readonly<Record<(typeof codeListNames)[number], string>> = {
  'single-dose': 'single-dose: drugs paid separately',
  unclassified: 'unclassified: codes that are not otherwise classified',
  'global-000-010': 'global-000-010: procedures with 0 or 10 global days',
  'global-090': 'global-090: procedures with 90 global days',
};

/** Lists and tables that no HCPCS file is; a rule that asks for one is judged only where it is kept. */
export function RuleListsPage({ frame, said, answer }: { frame: Frame; said: Said; answer: RulesAnswer }) {
  const { rules, lists } = answer;
  const waiting = (name: string) => rules.filter(({ needs }) => needs.includes(name)).length;
  const missing = [...new Set(rules.flatMap(({ needs }) => needs))];
  return (
    <SettingsLayout frame={frame} at={rulesAt} title="Lists that rules ask for" said={said}>
      <section class="card">
        <h2>Kept</h2>
        {lists.length === 0 && <p class="soft">None yet. What is asked for stands below.</p>}
        <ul class="rows">
          {lists.map(({ name, source, entries }) => (
            <li>
              <b>{name}</b> {counted(entries, 'entry', 'entries')}
              <Allowed caller={frame.caller} scope="rules:write">
                <Deed frame={frame} action={`${at}/${name}/remove`} words="Remove" whom={name} />
              </Allowed>
              <span class="soft">
                <FileText text={source} />
              </span>
            </li>
          ))}
        </ul>
        {missing.length > 0 && (
          <p class="warning">
            Not kept, and asked for: {missing.map((name) => `${name} (${counted(waiting(name), 'rule')})`).join(', ')}.
          </p>
        )}
      </section>
      <Allowed caller={frame.caller} scope="rules:write">
        <section class="card">
          <h2>Keep a list of codes</h2>
          <ChangeForm frame={frame} action={`${at}/codes`}>
            <Choice label="List" name="list" options={codeListNames.map((name) => [name, listWords[name]])} />
            <Field label="Taken from" name="source" required hint="The document, with its date" />
            <Area
              label="Codes"
              name="codes"
              required
              hint="With spaces, commas or lines between them. They take the place of the list of this name."
            />
            <button type="submit">Keep the list</button>
          </ChangeForm>
        </section>
        <section class="card">
          <h2>Keep tables</h2>
          <p class="soft">
            NCCI edits (<code>pairs</code>), medically unlikely edits (<code>unlikely</code>) and products with a code
            of their own (<code>products</code>), as JSON. <code>npx codeset schema rule-lists</code> prints the form.
          </p>
          <Behind summary="Paste or upload" action={`${at}/tables`}>
            <ChangeForm frame={frame} action={`${at}/tables`} files>
              <Area label="Tables as JSON" name="lists" rows={8} />
              <FileField label="Or a file" name="file" accept=".json,application/json" hint="It goes before." />
              <button type="submit">Keep the tables</button>
            </ChangeForm>
          </Behind>
        </section>
      </Allowed>
    </SettingsLayout>
  );
}
