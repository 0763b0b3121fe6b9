import { html } from 'hono/html';
import type { Child } from 'hono/jsx';

/**
 * A value for all that stands within, which nobody hands on. Pages are rendered in one go, in order, so that a stack is
 * enough; hono's own contexts would bring its hooks and the rendering in browsers along.
 */
export function givenBelow<T>(outside: T) {
  const values = [outside];
  return {
    value: (): T => values.at(-1)!,
    Given({ value, children }: { value: T; children: Child }) {
      values.push(value);
      try {
        return html`${children}`;
      } finally {
        values.pop();
      }
    },
  };
}
