import type { Service } from '../../api/service.ts';
import { ChangeForm } from '../form-parts.tsx';
import { frameOf, type Page, type PageContext } from '../page.tsx';
import { FileText } from '../parts.tsx';
import { type SentForm, text, wordsIn } from '../sent-form.ts';
import type { Deed } from './deed.ts';
import { SettingsLayout } from './settings-layout.tsx';

/** Asks before something is done that cannot be taken back; what was sent goes with the answer. */
export async function confirmPage(
  context: PageContext,
  service: Service,
  { deed, form }: { deed: Deed; form: SentForm },
): Promise<Page> {
  const { question, so, button } = deed.asks!;
  const frame = await frameOf(context, service, question, 'settings');
  const back = deed.page.replace(/:(\w+)/, (_, name) => encodeURIComponent(context.req.param(name) ?? ''));
  return (
    <SettingsLayout frame={frame} at="" title={`${question}?`} said={{}}>
      <section class="card narrow confirm">
        <p>
          <b>
            <FileText text={text(form, 'whom')} />
          </b>
        </p>
        <p>{so}</p>
        <ChangeForm frame={frame} action={context.req.path}>
          {Object.entries({ ...wordsIn(form), sure: 'yes' }).map(([name, value]) => (
            <input type="hidden" name={name} value={String(value)} />
          ))}
          <div class="deeds">
            <button type="submit" class="danger">
              {button}
            </button>
            <a class="button quiet" href={back}>
              Keep everything as it is
            </a>
          </div>
        </ChangeForm>
      </section>
    </SettingsLayout>
  );
}
