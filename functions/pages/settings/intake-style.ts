/** What comes in: the offer of the sample, and files on their way; pages of long lists. */
export const intakeStyle = `
.offer { margin-top: 1.5rem; max-width: 46rem; }
.offer .form, .narrow .form { margin-top: 1rem; } .offer .form > button, .narrow .form > button { margin-top: 0; }
#sending { margin-top: 1rem; } #sending li { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; } #sending bdi { flex: 1; min-width: 10rem; }
#sending progress, #sending li > span { flex: 1 0 100%; } #sending [hidden] { display: none; }
.paste .rarely textarea { min-height: 5rem; } .rarely .broad { grid-column: 1 / -1; }
.paging { margin-top: 1rem; align-items: center; }
`;
