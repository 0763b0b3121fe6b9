/** Pages of the sample, each once in every kind: looked at by axe-core, and for screenshots. */
export const everyPage: Readonly<Record<string, string>> = {
  today: '/',
  releases: '/releases',
  release: '/releases/2026-01',
  'first-release': '/releases/2025-10',
  changes: '/changes',
  'changes-of-release': '/releases/2026-01/changes?kind=deleted',
  'changes-none': '/changes?q=nothing-is-called-so',
  code: '/codes/S0013',
  'code-new': '/codes/J0013',
  codes: '/codes?code=injection',
  sources: '/sources',
  reference: '/docs',
  'sign-in': '/sign-in',
  message: '/nowhere',
};
