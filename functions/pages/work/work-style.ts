/** Style of the pages on which work is done, beside what all pages share. */
export const workStyle = `
/* What the keyboard stands on must not lie beneath the bar that stays in sight. */
:root:has(.decide) { scroll-padding-block: 1rem 7rem; }
select, textarea { font: inherit; border-radius: 8px; border: 1px solid var(--line); padding: .42rem .8rem; background: var(--paper); color: var(--ink); min-width: 0; }
select:focus-visible, textarea:focus-visible, li:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
[hidden] { display: none !important; }
button.quiet { background: none; color: var(--accent); border-color: var(--accent); }
button.plain { min-height: 1.5rem; }
kbd { font: 600 .86rem var(--mono); border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 5px; padding: .05rem .4rem; }
.states { margin-top: .9rem; gap: .25rem 1.25rem; }
.states a { color: var(--soft); text-decoration: none; padding: .25rem 0; border-bottom: 2px solid transparent; }
.states a[aria-current] { color: var(--ink); border-color: var(--accent); }
.narrow-by { display: flex; flex-wrap: wrap; gap: .6rem .75rem; align-items: end; margin-top: 1.1rem; }
.narrow-by label, .pair, .stack { display: grid; gap: .15rem; color: var(--soft); font-size: .86rem; }
.narrow-by input, .narrow-by select, .narrow-by button { font-size: 1rem; height: 2.6rem; }
.narrowing { display: flex; flex-wrap: wrap; gap: .25rem 2rem; align-items: baseline; margin-top: .5rem; } .narrowing .states { margin: 0; }
.narrowing details { flex: 1 1 14rem; } .narrowing summary { cursor: pointer; color: var(--accent); padding: .25rem 0; }
.choose-all { display: inline-flex; gap: .5rem; align-items: center; margin: 0 0 .5rem clamp(1rem, 2.5vw, 1.5rem); }
input[type=checkbox] { width: 1.15rem; height: 1.15rem; margin: 0; padding: 0; accent-color: var(--accent); }
.work-row { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .25rem 1rem; padding: .9rem clamp(1rem, 2.5vw, 1.5rem); border-top: 1px solid var(--line); scroll-margin-block: 6rem; }
.work-row:first-child { border-top: 0; }
.work-row > input { margin-top: .3rem; }
.work-what { grid-column: 2; min-width: 0; overflow-wrap: anywhere; }
.work-row > .work-what:first-child { grid-column: 1 / 3; }
.work-what p { margin: .15rem 0; }
.work-worth { grid-column: 3; text-align: right; font-variant-numeric: tabular-nums; display: grid; align-content: start; } .work-worth .soft { white-space: nowrap; }
.work-row[aria-current] { background: var(--accent-wash); box-shadow: inset 3px 0 var(--accent); }
.work-row.chosen { background: var(--accent-wash); }
.due { color: var(--loss); }
.swap { line-height: 1.9; } .swap .code + .tag { margin-left: .4rem; }
.decide { min-width: 0; position: sticky; bottom: 0; z-index: 1; margin: .75rem 0 0; border: 1px solid var(--line); border-radius: 14px; background: var(--card); padding: .8rem clamp(1rem, 2.5vw, 1.5rem); display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; align-items: center; box-shadow: var(--shadow); }
.decide legend { float: left; width: auto; padding: 0; font-weight: 600; margin-right: .5rem; }
.decide .pair { min-width: 0; display: flex; align-items: center; gap: .5rem; }
.decide .pair input { width: 11rem; }
.decide > button { margin-left: auto; }
.after { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; margin-top: 1rem; }
.after .exports { margin-left: auto; }
.told { display: flex; gap: 1rem; align-items: baseline; padding: .6rem .9rem; margin: 0 0 1rem; border-radius: 8px; background: var(--gain-wash); color: var(--gain); }
.told button.plain { color: inherit; font-weight: 600; }
.keys { margin-top: 1.25rem; } .keys summary { cursor: pointer; } .keys .facts { margin: .75rem 0; }
.keys label { display: flex; gap: .5rem; align-items: center; }
.history li + li { margin-top: .6rem; } .history time { display: block; }
.history li { overflow-wrap: anywhere; }
.bill + .bill { margin-top: 1.25rem; }
.line { border-top: 1px solid var(--line); padding: .8rem 0; } .line > p { margin: .2rem 0; }
.line .money { margin-left: auto; } .line.wrong .money { color: var(--loss); }
.found { border-left: 3px solid var(--loss); padding-left: .9rem; margin-top: .6rem; overflow-wrap: anywhere; } .found p { margin: .2rem 0; }
.line:not(.wrong) .found { border-color: var(--line); }
.pairs { display: grid; gap: 1.25rem; }
.candidate { border-top: 1px solid var(--line); padding-top: 1rem; margin-top: 1rem; }
.sides { display: grid; gap: .75rem; }
@media (min-width: 48rem) { .sides { grid-template-columns: 1fr 1fr; } }
.side { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1rem; overflow-wrap: anywhere; min-width: 0; }
.side h3 { margin: 0 0 .35rem; font-size: 1rem; }
.ruling { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; margin-top: .9rem; }
.ruling .stack.wide-field { flex: 1 1 16rem; } .ruling .stack.wide-field input { width: 100%; }
.ruling input[type=number] { width: 6rem; }
.reasons { padding-left: 1.1rem; list-style: disc; font-size: .93rem; } .reasons li { overflow-wrap: anywhere; }
.paste { display: grid; gap: 1rem; }
.paste textarea { width: 100%; min-height: 12rem; font: .9rem/1.5 var(--mono); }
.drop { border: 2px dashed var(--line); border-radius: 14px; padding: 1.25rem; display: grid; gap: .4rem; color: var(--soft); font-size: .89rem; }
.drop input { width: 100%; padding: 1rem .8rem; } .drop:focus-within, .drop:hover { border-color: var(--accent); }
.bars { width: 100%; } .bars td, .bars th { padding-block: .4rem; } .bars th { font-weight: 500; overflow-wrap: anywhere; }
.bars meter { width: 100%; min-width: 5rem; height: .7rem; }
meter::-webkit-meter-optimum-value { background: var(--accent); } meter::-moz-meter-bar { background: var(--accent); }
.issues li { border-top: 1px solid var(--line); padding: .7rem 0; overflow-wrap: anywhere; } .issues li:first-child { border-top: 0; }
.two { columns: 2 26rem; column-gap: 1.25rem; margin-top: 1.25rem; }
.two > * { break-inside: avoid; margin-bottom: 1.25rem; }
@media (max-width: 40rem) {
  .work-row { grid-template-columns: auto minmax(0, 1fr); }
  .work-worth { grid-column: 2; grid-row: 1; text-align: left; max-width: none; display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: baseline; }
  .work-row > .work-what:first-child, .work-row > .work-what:first-child + .work-worth { grid-column: 1 / -1; }
  .narrow-by label { flex: 1 1 7rem; } .narrow-by input, .narrow-by select { width: 100%; }
  .decide { position: static; } .decide .pair { flex: 1 1 100%; } .columns form { min-width: 0; } .decide .pair input { flex: 1; width: auto; }
  .decide .pair label { min-width: 4.6rem; }
  .bars tbody tr { grid-template-columns: 1fr auto; } .bars tbody td:has(meter) { grid-column: 1 / -1; }
}
`;
