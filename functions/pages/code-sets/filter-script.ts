/**
 * Narrows a list as somebody types, in pages whose form works without it: the form `data-filter` names the part of the
 * page that its answer replaces.
 */
export const filterScript = `
'use strict';
for (const form of document.querySelectorAll('form[data-filter]')) {
  let waiting = 0;
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    const fields = [...new FormData(form)].filter(([, value]) => value !== '');
    const address = form.action.split('?')[0] + '?' + new URLSearchParams(fields);
    try {
      const answer = await fetch(address, { headers: { accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const found = page.getElementById(form.dataset.filter);
      if (mine !== asked || !found) return;
      document.getElementById(form.dataset.filter).replaceWith(document.adoptNode(found));
      history.replaceState(null, '', address);
    } catch {
      form.requestSubmit();
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 200);
  });
}
`;
