import { formNamed, formNames, jsonSchemaOf } from '../../../shared/api/schema-names.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { Common, Context } from './context.ts';

/** `codeset schema NAME`: the JSON Schema of a form; without a name, the names. */
export async function schema({ io }: Context, name: string | undefined, { json }: Common): Promise<void> {
  if (name === undefined) {
    io.stdout(json ? `${JSON.stringify(formNames)}\n` : formNames.map((each) => `${each}\n`).join(''));
    return;
  }
  const form = formNamed(name);
  if (!form) throw new CodesetError('USAGE', `there is no form "${name}"; there are: ${formNames.join(', ')}`, 2);
  io.stdout(`${JSON.stringify(jsonSchemaOf(form), null, 2)}\n`);
}
