import type { Client } from './client.ts';
import type { Answers, Asked, Changes } from './operations.ts';

/** Operations that answer page by page. */
type Paged = { [Id in keyof Asked]: Answers[Id] extends { readonly next: string | null } ? Id : never }[keyof Asked];

/** Pages of a list, the first one included: `for await (const page of pages(client, 'listChanges', { kind: 'added' }))`. */
export async function* pages<Id extends Paged>(client: Client, id: Id, asked: Asked[Id]): AsyncGenerator<Answers[Id]> {
  const ask = client[id] as unknown as (asked: object) => Promise<Answers[Id] & { readonly next: string | null }>;
  let next: string | null = null;
  do {
    const page = await ask(next === null ? asked : { ...asked, cursor: next });
    yield page;
    next = page.next;
  } while (next !== null);
}

type Wanted = Omit<Asked['listChanges'], 'cursor' | 'since' | 'release'>;

/**
 * What was published since a place, in order, each change once: `start`, or `since` of the page that was read last.
 * Keep that with what came of the page. Drop what came of the change sets in `superseded`: something newer stands for
 * it. It ends when all is read; call it again later for more.
 */
export async function* follow(
  client: Pick<Client, 'listChanges'>,
  since: string,
  wanted: Wanted = {},
): AsyncGenerator<Changes> {
  let place = since;
  let more = true;
  while (more) {
    const page: Changes = await client.listChanges({ ...wanted, since: place });
    yield page;
    ({ since: place, more } = page);
  }
}
