// Stands between a function under test and the world: CMS refuses programs, as it has done.
const { fetch } = globalThis;
globalThis.fetch = (input, init) => {
  const { hostname } = new URL(typeof input === 'string' ? input : (input.url ?? input.href));
  return hostname === '127.0.0.1' ? fetch(input, init) : Promise.resolve(new Response('no', { status: 403 }));
};
