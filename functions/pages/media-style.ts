/** Style on paper, and where the reader's system chooses the colours: after all other style, which it corrects. */
export const mediaStyle = `
@media print {
  @page { margin: 14mm; }
  .top nav, .find, .foot, .ask, .button, form:not(#decide, .narrow-by), .sample a, .skip,
  .decide, .choose-all, .work-row > input, .told, .keys, .after, .ruling, .paste, details.why { display: none; }
  /* Of tabs and filters the paper says which were chosen; the ways to others are none on paper. */
  :is(.filters, .states) a:not([aria-current]), .narrowing summary, .narrow-by :is(button, a),
  .narrow-by label:has(input[value=""], option[value=""]:checked) { display: none; }
  .lead nav { display: inline-flex; margin: 0 1rem 0 0; } .lead .filters a { background: none; color: inherit; border: 0; padding: .25rem 0; }
  body { background: #fff; color: #000; font-size: 11pt; }
  .top { border: 0; } .bar { padding-block: 0 .3rem; } .wide { padding-inline: 0; max-width: none; }
  .lead { padding-block: .5rem .75rem; } h1 { font-size: 20pt; }
  .card, .entries { box-shadow: none; } .columns { display: block; } .columns > * { display: block; }
  .card { margin-bottom: .75rem; padding: .75rem 1rem; }
  .work-row, .entry, .line, .figures, tr, svg { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  .key::before, .kind, .tag, .code, .standing, meter { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .scroll { overflow: visible; }
}
@media (forced-colors: active) {
  .bar nav a:not([aria-current]), .states a:not([aria-current]) { border-color: Canvas; }
  .filters a[aria-current] { background: Highlight; color: HighlightText; forced-color-adjust: none; }
  .work-row:is([aria-current], .chosen) { outline: 2px solid Highlight; outline-offset: -2px; }
  .code, .tag, .kind, .standing { border: 1px solid; }
  .key::before, .chart svg { forced-color-adjust: none; }
  .chart text { fill: CanvasText; } .chart .grid { stroke: GrayText; }
}
`;
