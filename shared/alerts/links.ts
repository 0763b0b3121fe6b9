/** The page of a code with the lines that use it, or else the page of all that is at risk; null without a site. */
export function pageLink(alert: { readonly links: string | null }, code?: string): string | null {
  return siteLink(alert, code === undefined ? '' : `codes/${encodeURIComponent(code)}`);
}

/** A page of the site by its path; null without a site. */
export function siteLink({ links }: { readonly links: string | null }, path: string): string | null {
  return links === null ? null : `${links.replace(/\/+$/, '')}/${path}`;
}
