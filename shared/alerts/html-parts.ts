/**
 * Pieces of a mail's HTML. Mail programs know tables and inline styles alone; the one style sheet is for the dark mode
 * and for phones, and everything stays readable without it.
 */
export interface Tone {
  readonly ink: string;
  readonly paper: string;
  /** Class that recolours it in dark mode. */
  readonly name: string;
}

export const tones = {
  error: { ink: '#a61b11', paper: '#fdecea', name: 'error' },
  warning: { ink: '#8a4b00', paper: '#fff3df', name: 'warning' },
  review: { ink: '#1f4f8f', paper: '#e8f0fb', name: 'review' },
  right: { ink: '#14653c', paper: '#e6f4ec', name: 'right' },
  sample: { ink: '#6b4e00', paper: '#fff0b8', name: 'sample' },
} as const satisfies Record<string, Tone>;

/** Attributes of a table that only places things. */
export const table = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';

const font = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

export const styles = {
  page: 'background-color:#eef1f5',
  card: 'background-color:#ffffff',
  label: `${font};font-size:13px;line-height:18px;color:#5a6472`,
  body: `${font};font-size:15px;line-height:22px;color:#1d2530`,
  strong: `${font};font-size:15px;line-height:22px;color:#1d2530;font-weight:600`,
  code: `${font};font-size:19px;line-height:26px;color:#1d2530;font-weight:700`,
  amount: `${font};font-size:17px;line-height:26px;color:#1d2530;font-weight:600;white-space:nowrap`,
  figure: `${font};font-size:38px;line-height:44px;font-weight:700;letter-spacing:-0.5px`,
  lead: `${font};font-size:17px;line-height:25px;color:#1d2530`,
  heading: `${font};font-size:17px;line-height:24px;color:#1d2530;font-weight:700;margin:0`,
} as const;

/** Dark mode for those that ask (Apple Mail, Outlook.com by its own attributes), and a phone's narrower margins. */
export const styleSheet = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'body{margin:0;padding:0;width:100%;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}',
  'table{border-spacing:0;border-collapse:collapse}',
  '@media (max-width:480px){.pad{padding-left:18px!important;padding-right:18px!important}',
  '.edge{padding:0!important}.figure{font-size:34px!important;line-height:40px!important}}',
  `@media (prefers-color-scheme:dark){${darkRules('')}}`,
  darkRules('[data-ogsc] '),
].join('\n');

/** Text for HTML; beyond ASCII as numbers, so that the mail's source stays readable. */
export function escaped(text: string): string {
  return text.replace(
    /[&<>"']|[^ -~]/gu,
    (character) =>
      ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? `&#${character.codePointAt(0)};`,
  );
}

/** A row of one cell with the card's margins. */
export function row(content: string, style: string, { top = 0, bottom = 0, tone = 'ink' } = {}): string {
  return `<tr><td class="pad ${tone}" style="padding:${top}px 32px ${bottom}px;word-break:break-word;${style}">${content}</td></tr>`;
}

/** A row with a coloured ground: a notice. */
export function band(content: string, tone: Tone): string {
  const style = `padding:12px 32px;${styles.body};color:${tone.ink};background-color:${tone.paper}`;
  return `<tr><td class="pad ${tone.name}" style="${style}" bgcolor="${tone.paper}">${content}</td></tr>`;
}

export function chip(words: string, tone: Tone): string {
  const style = `${font};font-size:12px;line-height:18px;font-weight:600;color:${tone.ink};background-color:${tone.paper};padding:1px 8px;border-radius:9px;white-space:nowrap`;
  return `<span class="${tone.name}" style="${style}">${escaped(words)}</span>`;
}

/** A button that Outlook shows too: a coloured cell with a link in it. */
export function button(words: string, link: string): string {
  const cell = 'background-color:#1f4f8f;border-radius:6px;mso-padding-alt:12px 22px';
  const text = `${font};display:inline-block;padding:12px 22px;font-size:16px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none`;
  return `<table ${table}><tr><td bgcolor="#1f4f8f" style="${cell}"><a href="${escaped(link)}" style="${text}">${escaped(words)}</a></td></tr></table>`;
}

export function anchor(words: string, link: string): string {
  const style = `${font};font-size:14px;line-height:20px;color:#1f4f8f;text-decoration:underline`;
  return `<a class="link" href="${escaped(link)}" style="${style}">${escaped(words)}</a>`;
}

/** A line that takes no room. */
export const thin = 'font-size:1px;line-height:1px';

export function heading(words: string): string {
  const title = `<h2 class="ink" style="${styles.heading}">${escaped(words)}</h2>`;
  return entry(row(title, styles.heading, { top: 20, bottom: 8 }));
}

/** A block of the card with a line above it. */
export function entry(rows: string): string {
  return `<tr><td class="rule" style="border-top:1px solid #dde2e9;padding:0"><table ${table} width="100%">${rows}</table></td></tr>`;
}

export function soft(words: string): string {
  return `<span class="soft" style="color:#5a6472">${escaped(words)}</span>`;
}

/** A name at the left and a figure at the right. */
export function titleRow(title: string, figure: string): string {
  return `<tr><td class="pad" style="padding:14px 32px 2px"><table ${table} width="100%"><tr>
<td class="ink" style="padding:0;${styles.code}">${escaped(title)}</td>
<td class="ink" align="right" style="padding:0;${styles.amount}">${escaped(figure)}</td>
</tr></table></td></tr>`;
}

function darkRules(prefix: string): string {
  const rules: readonly (readonly [selector: string, rule: string])[] = [
    ['.page', 'background-color:#10151c!important'],
    ['.card', 'background-color:#1a212b!important'],
    ['.ink', 'color:#eef2f7!important'],
    ['.soft', 'color:#a7b2c0!important'],
    ['.rule', 'border-color:#333e4c!important'],
    ['.link', 'color:#8dbbff!important'],
    ['.red', 'color:#ff9c92!important'],
    ['.green', 'color:#7fd6a4!important'],
    ['.error', 'color:#ffb3ab!important;background-color:#4a1a16!important'],
    ['.warning', 'color:#ffcf8f!important;background-color:#452c07!important'],
    ['.review', 'color:#b3d1ff!important;background-color:#182f4f!important'],
    ['.right', 'color:#9be3b8!important;background-color:#12382a!important'],
    ['.sample', 'color:#ffe08a!important;background-color:#453700!important'],
  ];
  return rules.map(([selector, rule]) => `${prefix}${selector}{${rule}}`).join('');
}
