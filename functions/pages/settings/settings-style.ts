/** Style of the forms by which an account is set up, beside what all pages share. */
export const settingsStyle = `
.form.even { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: 1rem 1.25rem; align-items: start; }
.form.even > button { justify-self: start; } .form.even > :is(.broad, .rarely, button, fieldset, .warning) { grid-column: 1 / -1; }
.settings .form:not(.inline) > .warning { flex: 1 1 100%; margin: 0; }
.settings .field { align-content: start; } .settings .field > :is(input, select, textarea) { width: 100%; color: var(--ink); }
.settings .form:not(.even, .inline) > .field { flex: 0 1 17rem; } .settings .form > .field.broad { flex: 1 1 100%; }
.settings .form.even > button, .settings .rarely .tick { margin-top: 0; }
.settings textarea { font: .86rem/1.5 var(--mono); }
.field > label { color: var(--ink); font-weight: 500; } .field small { line-height: 1.4; }
.settings .fault { color: var(--loss); font-size: .89rem; font-weight: 500; white-space: pre-line; overflow-wrap: anywhere; }
:is(select, textarea)[aria-invalid] { border-color: var(--loss); }
.settings fieldset { border: 1px solid var(--line); border-radius: 10px; padding: .5rem 1rem .8rem; margin: 0; min-width: 0; }
.settings legend { padding: 0 .4rem; margin-left: -.4rem; color: var(--ink); font-weight: 500; font-size: .86rem; }
.ticks { display: flex; flex-wrap: wrap; gap: 0 1.4rem; } .ticks .tick { font-size: .93rem; margin: 0; }
.rarely, .behind { border-top: 1px solid var(--line); padding-top: .6rem; } .rarely > .form { margin-top: .9rem; }
.rarely > .form { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: 1rem 1.25rem; } .rarely .ticks { grid-column: 1 / -1; }
.rarely > summary, .behind > summary { color: var(--accent); width: fit-content; min-height: 1.5rem; }
.behind { margin-top: .4rem; } .rows .behind { border: 0; padding-top: 0; margin-top: .15rem; font-size: .93rem; }
.behind[open] > summary { margin-bottom: .5rem; } .behind > .form.inline { margin: .75rem 0 0; }
.beside { margin-left: .6rem; } .deeds { align-items: center; } .deeds .form.inline { margin: 0; } .facts + .deeds, .form + .deeds { margin-top: 1rem; }
.settings .deeds :is(button, .button) { margin: 0; }
.states a .soft { font-size: .82rem; }
.form.even.close { grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr)); }
.line-below { display: block; } .acts { white-space: nowrap; } .acts a { margin-right: .6rem; } .acts .form.inline { margin: 0; }
.settings .listing td > span { min-width: 0; overflow-wrap: anywhere; }
@media (min-width: 62rem) { .settings .whole { white-space: nowrap; } }
.confirm .danger { background: var(--loss); border-color: var(--loss); color: var(--card); }
@media (max-width: 40rem) { .settings .form:not(.even, .inline) > .field { flex: 1 1 100%; } }
`;
