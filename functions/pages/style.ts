/** The pages' one style sheet: light and dark, from a phone's width on. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #f7f6f3; --card: #ffffff; --ink: #1c2027; --soft: #5a6170; --line: #e3e0d9;
  --accent: #0b5f6b; --accent-wash: #e6f1f2; --on-accent: #ffffff;
  --loss: #a8261c; --loss-wash: #fbe9e6; --gain: #1d6a3c; --gain-wash: #e6f3ea;
  --doubt: #7c5200; --doubt-wash: #fbf0d9; --shadow: 0 1px 2px rgb(28 32 39 / 5%), 0 6px 20px rgb(28 32 39 / 4%);
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  --serif: ui-serif, "Iowan Old Style", Charter, Georgia, "Liberation Serif", serif;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #13161b; --card: #1a1e25; --ink: #e8e6e1; --soft: #a0a7b4; --line: #2c323c;
    --accent: #74cbd7; --accent-wash: #17333a; --on-accent: #0c2227;
    --loss: #ff9d92; --loss-wash: #3a1f1e; --gain: #84d6a0; --gain-wash: #173023;
    --doubt: #ebc06e; --doubt-wash: #362a14; --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
.wide { width: 100%; max-width: 78rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .06em; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px;
}
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem 1rem; z-index: 1; }
h1, h2, h3, p, li, dd, summary, legend { overflow-wrap: anywhere; }
h1, h2 { margin: 0; line-height: 1.2; font-weight: 600; }
h1 { font: 500 clamp(1.65rem, 1.2rem + 2vw, 2.6rem)/1.18 var(--serif); letter-spacing: -.012em; text-wrap: balance; }
h2 { font-size: 1.06rem; letter-spacing: -.005em; }
p { margin: .5rem 0; }
time { white-space: nowrap; }
.soft { color: var(--soft); font-size: .89rem; }
ul, ol { margin: 0; padding: 0; list-style: none; }
pre { margin: .5rem 0; padding: .75rem 1rem; overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
pre, code, .code, .code-title { font-family: var(--mono); }
pre, code { font-size: .86rem; }

.sample {
  margin: 0; padding: .5rem clamp(1rem, 4vw, 2.5rem); text-align: center; font-size: .9rem;
  background: var(--doubt-wash); color: var(--doubt); border-bottom: 1px solid var(--line);
}
.sample strong { letter-spacing: .06em; margin-right: .5rem; }
.top { background: var(--card); border-bottom: 1px solid var(--line); }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem 1.75rem; padding-block: .7rem; }
.brand { font-weight: 700; letter-spacing: -.02em; color: var(--ink); text-decoration: none; }
.brand span { color: var(--accent); margin-left: .12em; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.bar nav a { color: var(--soft); text-decoration: none; padding: .25rem 0; border-bottom: 2px solid transparent; }
.bar nav a[aria-current] { color: var(--ink); border-color: var(--accent); }
.find { margin-left: auto; }
.find label { position: absolute; left: -99rem; }
.find input { width: 13rem; }
input, select, textarea, button, .button { font: inherit; border-radius: 8px; border: 1px solid var(--line); padding: .42rem .8rem; }
input, select, textarea { background: var(--paper); color: var(--ink); min-width: 0; max-width: 100%; }
textarea { width: 100%; font-family: var(--mono); font-size: .86rem; }
.form { display: flex; flex-wrap: wrap; align-items: start; gap: .75rem; margin-top: .75rem; }
.form > button, .form > .tick { margin-top: 1.4rem; } .form.inline > button { margin-top: 0; }
.field input:not([type="file"]), .field select { height: 2.5rem; }
.form.inline { display: inline-flex; margin: 0; }
.field { display: grid; gap: .15rem; color: var(--soft); font-size: .86rem; min-width: 0; }
[data-filter] { gap: .6rem; } [data-filter] .field select { max-width: 9.5rem; } [data-filter] .field input { max-width: 9.8rem; }
.field.broad { flex: 1 1 100%; }
.tick { display: inline-flex; align-items: center; gap: .4rem; min-height: 2.4rem; }
.tick input { width: 1.1rem; height: 1.1rem; accent-color: var(--accent); }
.done { background: var(--gain-wash); color: var(--gain); border-radius: 8px; padding: .6rem .8rem; font-size: .9rem; }
button.quiet, .button.quiet { background: var(--card); color: var(--accent); border-color: var(--line); }
button.danger { background: var(--card); color: var(--loss); border-color: var(--line); }
input[aria-invalid] { border-color: var(--loss); }
button, .button {
  display: inline-block; background: var(--accent); border-color: var(--accent); color: var(--on-accent);
  text-decoration: none; cursor: pointer;
}
button.plain { background: none; border: 0; padding: 0; color: var(--accent); text-decoration: underline; }
.foot { display: flex; flex-wrap: wrap; align-items: baseline; gap: .5rem 1.25rem; padding-block: 2rem; color: var(--soft); font-size: .86rem; }

.lead { padding-block: clamp(1.5rem, 4vw, 3rem) clamp(1rem, 2.5vw, 1.75rem); }
.lead h1 { max-width: 24em; }
.lead .code { font-size: .88em; }
.eyebrow { margin: 0 0 .35rem; color: var(--soft); font-size: .9rem; text-transform: none; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 1.25rem; margin: 1.75rem 0 0; }
.figures > div { border-left: 2px solid var(--line); padding-left: 1rem; }
.figures dt { color: var(--soft); font-size: .89rem; }
.figures dd { margin: 0; }
.figures dd:nth-of-type(1) { font-size: clamp(1.2rem, 5vw, 1.6rem); overflow-wrap: anywhere; line-height: 1.25; font-weight: 600; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.loss { color: var(--loss); } .gain { color: var(--gain); }

.columns { display: grid; gap: 1.25rem; align-items: start; }
.columns > * { display: grid; gap: 1.25rem; min-width: 0; } .columns > * > * { min-width: 0; overflow-wrap: anywhere; }
@media (min-width: 62rem) { .columns { grid-template-columns: minmax(0, 1fr) 21rem; } }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: clamp(1rem, 2.5vw, 1.5rem); box-shadow: var(--shadow); }
.card + .columns { margin-top: 1.25rem; }
.card > h2 { margin-bottom: .6rem; }
.card > :last-child { margin-bottom: 0; }
.card > h2 a { color: inherit; }
.warning { background: var(--doubt-wash); color: var(--doubt); border-radius: 8px; padding: .6rem .8rem; font-size: .9rem; }

.code {
  display: inline-block; padding: .02em .38em; border-radius: 6px; background: var(--accent-wash); color: var(--accent);
  font-weight: 600; font-size: .95em; text-decoration: none; white-space: nowrap;
}
.code:hover { text-decoration: underline; }
.code + .code, .code + .otherwise { margin-left: .35rem; }
.tag { display: inline-block; margin-left: .4rem; padding: .05rem .5rem; border-radius: 99px; background: var(--accent-wash); color: var(--accent); font-size: .8rem; }
.tag.doubt { background: var(--doubt-wash); color: var(--doubt); }

.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
thead th { white-space: nowrap; color: var(--soft); font-size: .82rem; font-weight: 500; padding-block: .25rem .5rem; }
th, td { text-align: left; vertical-align: top; padding: .7rem 1rem .7rem 0; }
tbody tr { border-top: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
td .code { margin: 0 .35rem .2rem 0; } td .code + .code { margin-left: 0; } td > .tag { margin-left: 0; }
.risk td > span { display: block; }
.risk td > span.tag, .risk td:nth-child(3) > span { display: inline-block; }
.number { text-align: right; white-space: nowrap; }
.money { font-size: 1.1rem; font-weight: 600; }
.error .money { color: var(--loss); }
.ended td, .ended th { padding-block: .45rem; }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: .6rem; margin: 1rem 0; }
.tile { display: block; padding: .7rem .9rem; border-radius: 10px; text-decoration: none; color: var(--ink); background: var(--paper); border: 1px solid var(--line); font-size: .89rem; }
.tile:hover { border-color: var(--accent); }
.tile strong { display: block; font-size: 1.5rem; line-height: 1.2; letter-spacing: -.02em; }
.tile.deleted strong { color: var(--loss); } .tile.added strong { color: var(--gain); }
.tile.revised strong { color: var(--doubt); } .tile.reactivated strong { color: var(--accent); }

.coming li, .held li { padding-block: .55rem; border-top: 1px solid var(--line); }
.coming li:last-child, .held li:last-child { padding-bottom: 0; }
.held + .soft { margin-top: .9rem; }
.used { color: var(--loss); font-weight: 600; font-size: .92rem; }
.why summary { cursor: pointer; color: var(--soft); font-size: .89rem; }
.why li { font-size: .89rem; padding: .15rem 0 .15rem 1rem; overflow-wrap: anywhere; }
.coming .soft, .held .soft { display: block; }

.filters { margin-top: 1.25rem; gap: .5rem; }
.filters a { padding: .3rem .85rem; border-radius: 99px; border: 1px solid var(--line); background: var(--card); text-decoration: none; font-size: .9rem; }
.filters a[aria-current] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.entries { background: var(--card); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); }
.entries.plain { border: 0; box-shadow: none; background: none; }
.entry { padding: 1rem clamp(1rem, 2.5vw, 1.5rem); border-top: 1px solid var(--line); }
.plain .entry { padding-inline: 0; }
.entry:first-child { border-top: 0; padding-top: .75rem; } .entry.follows { border-top: 0; padding-top: 0; }
.plain .entry:first-child { padding-top: 0; } .plain .entry:last-child { padding-bottom: 0; }
.entry-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .9rem; }
.name { flex: 1 1 14rem; min-width: 0; overflow-wrap: anywhere; }
.when { color: var(--soft); font-size: .89rem; margin-left: auto; white-space: nowrap; }
.kind { font-size: .82rem; font-weight: 600; padding: .08rem .55rem; border-radius: 99px; }
.kind.deleted { background: var(--loss-wash); color: var(--loss); }
.kind.added { background: var(--gain-wash); color: var(--gain); }
.kind.revised { background: var(--doubt-wash); color: var(--doubt); }
.kind.reactivated { background: var(--accent-wash); color: var(--accent); }
.marks .tag { margin: 0 .4rem .2rem 0; }
.fields { margin: .5rem 0 0; }
.fields > div, .facts > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: .25rem 1rem; padding-block: .2rem; }
.fields dt, .facts dt { color: var(--soft); font-size: .89rem; }
.fields dd, .facts dd { margin: 0; overflow-wrap: anywhere; }
.facts > div { grid-template-columns: 7.5rem minmax(0, 1fr); }
.facts { margin: 0; }
del { background: var(--loss-wash); color: var(--loss); text-decoration-thickness: .08em; border-radius: 3px; padding-inline: .15em; }
ins { background: var(--gain-wash); color: var(--gain); text-decoration: none; border-radius: 3px; padding-inline: .15em; }
.instead { margin-top: .5rem; }
.instead li { padding-block: .2rem; }
.instead .soft { margin-left: .5rem; }
.instead .tag + .soft { margin-left: .5rem; }

.code-title { letter-spacing: 0; font-weight: 600; display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; }
.standing { font: 600 .95rem/1.4 system-ui, "Liberation Sans", sans-serif; padding: .15rem .8rem; border-radius: 99px; }
.standing.gain { background: var(--gain-wash); } .standing.loss { background: var(--loss-wash); }
.standing.open { background: var(--doubt-wash); color: var(--doubt); }
.descriptor { font-size: 1.12rem; max-width: 46em; overflow-wrap: anywhere; }
.ask { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; margin-top: 1rem; }
.ask label, .sign-in label { display: grid; gap: .15rem; color: var(--soft); font-size: .86rem; }
.sign-in { display: grid; gap: .9rem; justify-items: start; max-width: 24rem; }
.sign-in label { width: 100%; }
.timeline { display: block; width: 100%; height: auto; margin-top: 1rem; }
.timeline .year { stroke: var(--line); } .timeline text { font: 11px system-ui, "Liberation Sans", sans-serif; fill: var(--soft); }
.timeline .life { fill: var(--gain); opacity: .75; } .timeline .life.ended { fill: var(--soft); opacity: .5; }
.timeline .version { fill: var(--card); stroke: var(--ink); stroke-width: 1.5; }
.timeline .asked { stroke: var(--accent); stroke-width: 2; } .timeline .asked-name { fill: var(--accent); font-weight: 600; }
.versions li + li { border-top: 1px solid var(--line); margin-top: .75rem; padding-top: .75rem; }
.versions p { margin: .15rem 0; overflow-wrap: anywhere; }

.settings { display: grid; gap: 1.25rem; min-width: 0; } .settings > * { min-width: 0; }
.deeds { display: flex; flex-wrap: wrap; gap: .6rem; } .rows .form.inline { margin-left: .6rem; gap: .4rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
progress { width: 100%; accent-color: var(--accent); }
.graph { display: block; width: 100%; height: auto; max-width: 46rem; margin: 1rem 0 0; }
.graph.half { max-width: 26rem; } .graph text { paint-order: stroke; stroke: var(--card); stroke-width: 4px; } .graph .name { stroke: none; }
.graph path { stroke: var(--soft); stroke-width: 1.5; fill: none; } .graph path.doubtful { stroke-dasharray: 5 4; }
.graph rect { fill: var(--accent-wash); stroke: var(--line); } .graph .here rect { fill: var(--accent); }
.graph text { font: 12px system-ui, "Liberation Sans", sans-serif; fill: var(--soft); } .graph .name { font: 600 14px var(--mono); fill: var(--accent); } .graph .here .name { fill: var(--on-accent); }
.stacked { margin-bottom: 1.25rem; }
.chart { margin: .5rem 0 1rem; }
.chart svg { display: block; width: 100%; height: auto; }
.chart .grid { stroke: var(--line); } .chart .gap { fill: var(--paper); } .chart text { font: 11px system-ui, "Liberation Sans", sans-serif; fill: var(--soft); }
.chart .deleted { fill: var(--loss); } .chart .added { fill: var(--gain); } .chart .revised { fill: var(--doubt); } .chart .reactivated { fill: var(--accent); }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; color: var(--soft); font-size: .86rem; margin-top: .4rem; }
.key::before { content: ""; display: inline-block; width: .7rem; height: .7rem; border-radius: 3px; margin-right: .4rem; background: currentColor; vertical-align: -.05em; }
.key.deleted::before { background: var(--loss); } .key.added::before { background: var(--gain); }
.key.revised::before { background: var(--doubt); } .key.reactivated::before { background: var(--accent); }
.listing th, .listing td { padding-block: .5rem; } .listing tfoot tr { border-top: 2px solid var(--line); }
.rows li { padding-block: .45rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.rows li:first-child { border-top: 0; } .rows .soft { display: block; }
summary { cursor: pointer; }
.facts code { overflow-wrap: anywhere; } .facts dt::first-letter { text-transform: uppercase; }

.reference { margin-bottom: 1.25rem; scroll-margin-top: 1rem; }
.reference details { border-top: 1px solid var(--line); padding-block: .6rem; }
.reference summary { cursor: pointer; overflow-wrap: anywhere; }
.reference h4 { margin: 1rem 0 .25rem; font-size: .9rem; }
.reference figure { margin: 0 0 .5rem; }
.reference pre { max-height: 24rem; overflow: auto; }

.steps { counter-reset: step; display: grid; gap: 1.25rem; margin-top: 2rem; max-width: 46rem; }
.steps li { counter-increment: step; background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem 1.5rem 1.25rem 4rem; position: relative; }
.steps li::before { content: counter(step); position: absolute; left: 1.4rem; top: 1.05rem; font: 500 1.6rem var(--serif); color: var(--accent); }
.narrow { max-width: 44rem; }

@media (max-width: 40rem) {
  .when { white-space: normal; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .find { margin-left: 0; flex: 1 1 100%; } .find input { width: 100%; }
  thead { position: absolute; left: -99rem; }
  tbody tr { display: grid; grid-template-columns: auto 1fr; gap: .15rem .9rem; padding-block: .8rem; }
  tbody th, tbody td { padding: 0; }
  .risk tbody tr { grid-template-columns: 1fr auto; }
  .risk tbody th { order: 1; } .risk .money { order: 2; }
  .risk td:nth-child(2) { order: 3; grid-column: 1 / -1; } .risk td:nth-child(3) { order: 4; grid-column: 1 / -1; }
  .risk td:nth-child(3)::before, .ended td:nth-child(4)::before { content: "Instead: "; color: var(--soft); font-size: .89rem; }
  .ended td:nth-child(3)::before { content: "not valid from "; color: var(--soft); font-size: .89rem; }
  .ended td:nth-child(3), .ended td:nth-child(4) { grid-column: 1 / -1; }
  .listing tbody tr, .listing tfoot tr { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .1rem 1.5rem; padding-block: .7rem; } .listing tfoot th, .listing tfoot td { padding: 0; } .listing tbody td, .listing tfoot td { display: flex; justify-content: space-between; gap: 1rem; text-align: left; white-space: normal; }
  .listing tbody th, .listing tfoot th { grid-column: 1 / -1; padding-bottom: .2rem; } .listing td:not(.number) { grid-column: 1 / -1; }
  .listing td[data-label]::before { content: attr(data-label); color: var(--soft); font-size: .89rem; }
  .chart text { font-size: 20px; } .graph text { font-size: 17px; } .graph .name { font-size: 20px; }
  .fields > div { grid-template-columns: 1fr; } .when { margin-left: 0; }
  .timeline text { font-size: 22px; }
}
@media (max-width: 24rem) { .facts > div { grid-template-columns: minmax(0, 1fr); } }
`;
