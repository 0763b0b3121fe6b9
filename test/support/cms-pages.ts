/** What a page says of one file; the pages below say it in the markups that CMS has used over the years. */
export interface Listed {
  readonly href: string;
  readonly text: string;
}

const frame = (
  title: string,
  body: string,
): string => `<!DOCTYPE html><html lang="en"><head><title>${title} | CMS</title>
<script>window.settings = {"path":{"baseUrl":"\\/"}};</script></head><body class="page-node">
<header><a href="/">Home</a><nav class="menu"><a href="/medicare">Medicare</a><a href="/medicare/hcpcs-2024">HCPCS 2024</a></nav></header>
<main>${body}</main>
<footer><a href="https://www.facebook.com/x">Facebook</a><a href="mailto:hcpcs@example.org">HCPCS</a></footer></body></html>`;

/** 2017 to 2019: a table of items, one page an item. */
export const itemTable = (items: readonly Listed[]): string =>
  frame(
    'Alpha-Numeric HCPCS',
    `<h1>Alpha-Numeric HCPCS</h1><table><tr><th><a href="?DLPage=1&amp;DLSort=0&amp;DLSortDir=ascending">Title</a></th></tr>${items
      .map(({ href, text }) => `<tr><td><a href="${href}">${text}</a></td></tr>`)
      .join('')}</table>`,
  );

/** 2017 to 2019: the page of one item. */
export const itemPage = ({ href, text }: Listed): string =>
  frame(
    text,
    `<h1>${text}</h1><dl><dt>Downloads</dt><dd><ul><li><a href="${href}">${text} [ZIP, 1MB]</a></li></ul></dd></dl>`,
  );

/** 2020 to 2022: bare anchors under a heading in a span. */
export const spanPage = (files: readonly Listed[]): string =>
  frame(
    'HCPCS Quarterly Update',
    `<span class="page-title">HCPCS Quarterly Update</span><div>${files
      .map(({ href, text }) => `<p><a href="${href}">${text}</a> (ZIP)</p>`)
      .join('')}</div>`,
  );

/** 2023: media entities, named by their title alone. */
export const mediaPage = (files: readonly Listed[]): string =>
  frame(
    'HCPCS Quarterly Update',
    `<h1 class="page-title">HCPCS Quarterly Update</h1><ul>${files
      .map(({ href, text }) => `<li><a data-entity-type="media" href="${href}" title="${text}">Download</a></li>`)
      .join('')}</ul>`,
  );

/** 2024 on: a list, with a pager where it is long, and the days of posting behind the links. */
export const listPage = (files: readonly (Listed & { posted?: string })[], pages = 1): string =>
  frame(
    'HCPCS Quarterly Update',
    `<h1>HCPCS Quarterly Update</h1><ul>${files
      .map(
        ({ href, text, posted }) =>
          `<li><a href="${href}">${text} (ZIP)</a>${posted ? ` - Updated ${posted}` : ''}</li>`,
      )
      .join('')}</ul>${
      pages > 1
        ? `<nav class="pager"><ul>${Array.from({ length: pages }, (_, at) => `<li><a href="?page=${at}">${at + 1}</a></li>`).join('')}</ul></nav>`
        : ''
    }`,
  );
