import { escaped, row, styleSheet, styles, table, thin } from './html-parts.ts';

export interface MailContent {
  /** Plain text. */
  readonly title: string;
  /** Plain text that a mail program shows beside the subject. */
  readonly preview: string;
  /** Rows of the card, in HTML. */
  readonly card: string;
  /** Sentences below the card, in HTML. */
  readonly below: readonly string[];
}

/** A mail's HTML around its card: what every mail program needs, and no more. */
export function mailDocument({ title, preview, card, below }: MailContent): string {
  const footer = below.map((sentence, index) =>
    row(sentence, styles.label, { top: index === 0 ? 18 : 4, tone: 'soft' }),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escaped(title)}</title>
<!--[if mso]><style>td,a,span,h2{font-family:Arial,sans-serif!important}</style><![endif]-->
<style>
${styleSheet}
</style>
</head>
<body class="page" style="margin:0;padding:0;${styles.page}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escaped(preview)}</div>
<table ${table} class="page" width="100%" bgcolor="#eef1f5" style="${styles.page}"><tr><td class="edge" align="center" style="padding:24px 12px">
<!--[if mso]><table ${table} width="600"><tr><td><![endif]-->
<table ${table} class="card" width="100%" bgcolor="#ffffff" style="max-width:600px;${styles.card}">
${card}
</table>
<table ${table} width="100%" style="max-width:600px">
${footer.join('\n')}
${row('&nbsp;', thin, { bottom: 24 })}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}
