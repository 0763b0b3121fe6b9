import type { Sent } from '../page-operation.ts';
import type { SentForm } from '../sent-form.ts';

type InPath = Readonly<Record<string, string>>;

/** One thing that a form of the settings does: which operation of the API, with what. */
export interface Deed {
  readonly path: string;
  readonly operation: string;
  /** Where several deeds ask the same operation: by which name the next page tells what was done. */
  readonly name?: string;
  /** Page to which it leads back, and on which the form stands. */
  readonly page: string;
  /** Page to go on to once it is done, where that is another. */
  readonly onTo?: string;
  /** What the next page says; several, where that hangs on the answer: the key is of `outcome`. */
  readonly done: string | Readonly<Record<string, string>>;
  readonly outcome?: (answer: never) => string;
  readonly sent: (form: SentForm, inPath: InPath, now: string) => Sent | Promise<Sent>;
  /** What the secret of the answer is, where it has one. */
  readonly secretOf?: string;
  /** Asked on a page of its own before it is done: it cannot be taken back, or somebody is shut out. */
  readonly asks?: { readonly question: string; readonly so: string; readonly button: string };
  /** Field that holds a whole document: whatever is wrong within stands there, with its place. */
  readonly document?: string;
  /** It stores what somebody hands in: the sample takes none of it. */
  readonly storesFiles?: true;
  /** Done after it: what a record that was changed in its key leaves behind. */
  readonly after?: (form: SentForm, sent: Sent) => { readonly operation: string; readonly sent: Sent } | undefined;
}
