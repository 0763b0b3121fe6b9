/** Width of what is drawn along time, in the drawing's own units; it grows with the page. */
export const width = 720;

/** As exact as anybody sees. */
export function round(length: number): number {
  return Math.round(length * 10) / 10;
}
