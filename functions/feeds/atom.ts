import { html } from 'hono/html';

/** A feed of RFC 4287. Addresses may be relative: a reader takes them from the feed's own. */
export interface Atom {
  readonly id: string;
  readonly title: string;
  /** The feed's own address, and that of what it tells of; null where it must not be told. */
  readonly self: string | null;
  /** ISO instant. */
  readonly updated: string;
  readonly entries: readonly AtomEntry[];
}

export interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  /** ISO instant at which it came out. */
  readonly at: string;
  readonly summary: string;
  /** The summary's lines stand as they are. */
  readonly preformatted?: true;
  readonly terms?: readonly string[];
}

/** Text is escaped where it stands, as on the pages; control characters, which XML has not, are left out. */
export function atomXml({ id, title, self, updated, entries }: Atom): string {
  const feed = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${id}</id>
  <title>${title}</title>
  <updated>${updated}</updated>
  <generator>codeset-watch</generator>
  <author><name>codeset-watch</name></author>
  ${self === null ? '' : html`<link rel="alternate" href="/"/><link rel="self" href="${self}"/>`}
  ${entries.map(entryXml)}
</feed>
`;
  return String(feed).replace(/[^\P{Cc}\n\t]/gu, '');
}

function entryXml({ id, title, link, at, summary, preformatted, terms = [] }: AtomEntry) {
  const said = preformatted ? String(html`<pre>${summary}</pre>`) : summary;
  return html`<entry>
    <title>${title}</title>
    <id>${id}</id>
    <link href="${link}"/>
    <updated>${at}</updated>
    <summary type="${preformatted ? 'html' : 'text'}">${said}</summary>
    ${terms.map((term) => html`<category term="${term}"/>`)}
    <published>${at}</published>
  </entry>
  `;
}
