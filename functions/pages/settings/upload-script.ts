/**
 * Sends files of claims one after the other to the addresses that announcing them gives, and tells how far each is:
 * bytes sent, then claims read. Without it the form sends one small file whole.
 */
export const uploadScript = `
(() => {
  const form = document.querySelector('form[data-announce]');
  if (!form) return;
  const input = form.querySelector('input[type=file]');
  const list = document.getElementById('sending');
  const said = document.getElementById('sending-said');
  const button = form.querySelector('button');
  const size = (bytes) => bytes < 1e6 ? Math.ceil(bytes / 1e3) + ' kB' : (bytes / 1e6).toFixed(1) + ' MB';
  const wait = (ms) => new Promise((go) => setTimeout(go, ms));
  const leaving = (event) => event.preventDefault();
  input.multiple = true;

  for (const name of ['dragover', 'drop'])
    form.addEventListener(name, (event) => {
      event.preventDefault();
      if (name === 'drop' && event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files;
    });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const rows = [...input.files].map(rowFor);
    const reading = { holds: form.elements.holds.value, columns: form.elements.columns.value };
    input.value = '';
    button.disabled = true;
    addEventListener('beforeunload', leaving);
    let whole = true;
    for (const row of rows) whole = await send(row, reading) && whole;
    removeEventListener('beforeunload', leaving);
    button.disabled = false;
    if (rows.length === 1 && whole) location.assign(rows[0].link.href);
  });

  function rowFor(file) {
    const item = document.createElement('li');
    const part = (tag, text = '') => {
      const made = document.createElement(tag);
      made.textContent = text;
      item.append(made, ' ');
      return made;
    };
    const name = part('bdi', file.name);
    const link = part('a', 'Report');
    const stop = part('button', 'Cancel');
    const bar = part('progress');
    const text = part('span', 'waits for its turn');
    link.hidden = true;
    stop.type = 'button';
    stop.className = 'quiet';
    text.className = 'soft';
    bar.max = file.size;
    bar.value = 0;
    bar.setAttribute('aria-label', 'Sent of ' + file.name);
    list.hidden = false;
    list.append(item);
    const row = { file, name, link, stop, bar, text, given: false };
    stop.addEventListener('click', () => { row.given = true; row.request?.abort(); });
    return row;
  }

  async function send(row, reading) {
    try {
      if (row.given) throw new Error('Cancelled.');
      if (row.file.size === 0) throw new Error('The file is empty.');
      if (row.file.size > Number(form.dataset.largest)) throw new Error('The file is too large: split it.');
      const { id, upload } = await announce(row.file.size, reading);
      if (row.given) throw new Error('Cancelled.');
      row.link.href = '/settings/imports/' + encodeURIComponent(id);
      row.link.hidden = false;
      let ended = false;
      const put = putFile(row, upload).finally(() => { ended = true; });
      const watched = watch(row, () => ended);
      await put;
      row.stop.hidden = true;
      return await watched;
    } catch (error) {
      end(row, error.message, true);
      return false;
    }
  }

  async function announce(bytes, reading) {
    const answer = await fetch(form.dataset.announce, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': form.elements.csrf.value },
      body: JSON.stringify({ size: bytes, ...reading }),
    });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.problem ?? 'The service did not take it: load the page again.');
    return told;
  }

  function putFile(row, upload) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      row.request = request;
      request.open(upload.method, upload.url);
      request.upload.onprogress = ({ loaded }) => {
        row.bar.value = loaded;
        row.sent = loaded < row.file.size ? size(loaded) + ' of ' + size(row.file.size) + ' sent' : 'sent';
        show(row);
      };
      request.onload = () =>
        request.status < 300 ? done() : fail(new Error('It was not taken (' + request.status + '): send it again.'));
      request.onerror = () => fail(new Error('The line broke. Send the file again: what was read of it is known.'));
      request.onabort = () => fail(new Error('Cancelled. What was read of it is stored.'));
      // As bytes of no type: the address is signed for the file, and for nothing said about it.
      request.send(row.file.slice());
    });
  }

  /** What the import's own page says of it, until it is done; true where it was done whole. */
  async function watch(row, ended) {
    for (;;) {
      await wait(ended() ? 1000 : 1500);
      const answer = await fetch(row.link.href, { headers: { accept: 'text/html' } }).catch(() => null);
      const text = answer?.ok ? await answer.text() : '';
      // What was said of its end stays: the report of a file that never came would be looked at for ever.
      if (row.over) return false;
      if (text === '') continue;
      const part = new DOMParser().parseFromString(text, 'text/html').getElementById('import');
      if (!part) throw new Error('Its report cannot be read: load the page again.');
      row.read = part.dataset.brief;
      const read = part.querySelector('progress');
      if (read && row.sent === 'sent') {
        row.bar.value = read.value;
        row.bar.setAttribute('aria-label', 'Read of ' + row.file.name);
      }
      show(row);
      if (part.dataset.live || !ended()) continue;
      const state = part.querySelector('.tag').textContent;
      end(row, state + ': ' + row.read, state !== 'done');
      return state === 'done';
    }
  }

  function show(row) {
    row.text.textContent = [row.sent, row.read && row.read + ' read'].filter(Boolean).join(', ');
  }

  function end(row, text, bad) {
    row.over = true;
    row.stop.hidden = true;
    row.bar.hidden = true;
    row.text.textContent = text;
    row.text.className = bad ? 'warning' : 'soft';
    said.textContent = row.file.name + ': ' + text;
  }
})();
`;
