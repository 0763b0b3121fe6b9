/** Stands wherever a text of AMA's is shown. */
export function copyrightNotice(year: number): string {
  return `CPT copyright ${year} American Medical Association. All rights reserved.`;
}
