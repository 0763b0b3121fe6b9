import type { Scope } from '../../shared/access/scopes.ts';

interface Entry {
  readonly path: string;
  readonly words: string;
  /** Right that whoever sees the entry has. */
  readonly scope: Scope;
}

/** The pages that the navigation leads to, in its order. */
export const navigation = {
  today: { path: '/', words: 'Today', scope: 'public' },
  worklist: { path: '/worklist', words: 'Worklist', scope: 'findings:read' },
  changes: { path: '/changes', words: 'Changes', scope: 'public' },
  releases: { path: '/releases', words: 'Releases', scope: 'public' },
  codes: { path: '/codes', words: 'Codes', scope: 'public' },
  review: { path: '/review', words: 'Review', scope: 'findings:read' },
  check: { path: '/check', words: 'Check', scope: 'claims:check' },
  sources: { path: '/sources', words: 'Sources', scope: 'public' },
  settings: { path: '/settings/subscriptions', words: 'Settings', scope: 'subscriptions:read' },
} as const satisfies Record<string, Entry>;

export type Here = keyof typeof navigation;
