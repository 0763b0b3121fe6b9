/**
 * Keeps parts of a page fresh that say with `data-live` after how many milliseconds they are out of date, until they no
 * longer do. Where a part has gone from the page, the whole page is loaded anew: it has become another one.
 */
export const liveScript = `
(() => {
  const again = async () => {
    const parts = [...document.querySelectorAll('[data-live]')];
    if (parts.length === 0) return;
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        for (const part of parts) {
          const now = page.getElementById(part.id);
          if (!now) { location.reload(); return; }
          part.replaceWith(document.adoptNode(now));
        }
      }
    } catch { /* The next look may get through. */ }
    later();
  };
  const later = () => {
    const waits = [...document.querySelectorAll('[data-live]')].map((part) => Number(part.dataset.live));
    if (waits.length > 0) setTimeout(again, Math.min(...waits));
  };
  later();
})();
`;
