/** Keys for the worklist; everything that they do can be done without them, and they can be switched off. */
export const worklistScript = `
'use strict';
/** Null for whoever only reads. */
const form = document.getElementById('decide');
const rows = [...document.querySelectorAll('#work > li')];
const boxes = () => [...document.querySelectorAll('#work input[name=id]')];
const chosen = () => boxes().filter((box) => box.checked);
const legend = form?.querySelector('.decide legend');
const usual = legend?.textContent;
const switched = document.getElementById('keys-on');
const remember = (name, value) => { try { localStorage.setItem(name, value); } catch {} };
const recall = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
let at = -1;

if (form) {
  const all = document.createElement('label');
  all.className = 'choose-all soft';
  const allBox = document.createElement('input');
  allBox.type = 'checkbox';
  all.append(allBox, ' Select all on this page');
  document.getElementById('work').before(all);
  allBox.addEventListener('change', () => {
    for (const box of boxes()) box.checked = allBox.checked;
    count();
  });
  form.addEventListener('change', count);
}

function count() {
  const many = chosen().length;
  if (legend) legend.textContent = many === 0 ? usual : 'With the ' + many + ' selected';
  for (const row of rows) row.classList.toggle('chosen', row.querySelector('input[name=id]')?.checked ?? false);
}

function stand(index) {
  if (rows.length === 0) return;
  at = Math.max(0, Math.min(rows.length - 1, index));
  for (const row of rows) row.removeAttribute('aria-current');
  rows[at].setAttribute('aria-current', 'true');
  rows[at].focus();
}

function choose() {
  const box = rows[at]?.querySelector('input[name=id]');
  if (box && chosen().length === 0) box.checked = true;
  count();
  return chosen().length > 0;
}

function press(act) {
  const button = form?.querySelector('button[name=act][value=' + act + ']');
  if (!button) return;
  remember('codeset-row', String(at));
  form.requestSubmit(button);
}

function into(id) {
  const field = document.getElementById(id);
  if (field) { field.focus(); field.select(); }
}

/** What each key does, as the page's list of keys says it. */
const keys = {
  j: () => stand(at + 1),
  k: () => stand(at < 0 ? 0 : at - 1),
  x: () => {
    const box = rows[at]?.querySelector('input[name=id]');
    if (box) { box.checked = !box.checked; count(); }
  },
  e: () => { if (choose()) press(form?.querySelector('button[value=done]') ? 'done' : 'reopen'); },
  d: () => { if (choose()) into('reason'); },
  a: () => { if (choose()) into('assign-to'); },
  u: () => document.querySelector('.told button[value=reopen]')?.click(),
  o: () => rows[at]?.querySelector('a.open')?.click(),
  '/': () => { document.getElementById('narrowing').open = true; into('narrow'); },
  '?': () => { const help = document.getElementById('keys'); help.open = true; help.querySelector('summary').focus(); },
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest?.('input:not([type=checkbox]), select, textarea');
  if (field) {
    if (event.key === 'Escape') { event.preventDefault(); stand(at); }
    if (event.key === 'Enter' && field.dataset.enter) { event.preventDefault(); press(field.dataset.enter); }
    return;
  }
  if (!switched.checked || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});
document.addEventListener('focusin', ({ target }) => {
  const index = rows.indexOf(target.closest('#work > li'));
  if (index >= 0) at = index;
});

switched.checked = recall('codeset-keys') !== 'off';
switched.addEventListener('change', () => remember('codeset-keys', switched.checked ? 'on' : 'off'));
const left = Number(recall('codeset-row') ?? -1);
remember('codeset-row', '-1');
if (document.querySelector('.told') && left >= 0) stand(left);
`;
