import { describe, expect, test } from 'vitest';
import { identityInName, publishedInName, releaseName } from '../../../shared/release/identity.ts';

/** Names seen in zips and links, and what a person reads in them: release, annual or quarterly, day of posting. */
const names: [name: string, release: string | undefined, annual?: boolean, publishedOn?: string][] = [
  ['HCPC17_CONTR_ANWEB.txt', '2017-01', true],
  ['HCPC2018_CONTR_ANWEB_disc.txt', '2018-01', true],
  ['HCPCS2017_Trans Report_ChangesbyAction.prn', '2017-01', true],
  ['V3_HCPC2018_Corrections_ANWEB.xlsx', '2018-01', true],
  ['2018 HCPCS ALPHA-NUMERIC CORRECTIONS as of 10/15/2018', '2018-01', true, '2018-10-15'],
  ['HCPC2020_APRIL_ANWEB_w_disclaimer_v5.xlsx', '2020-04', false],
  ['HCPC2021_APR_CONTR_ANWEB', '2021-04', false],
  ['HCPC2023_JAN_ANWEB_v3.xlsx', '2023-01', false],
  ['HCPC2026_JAN_ANWEB_12082025.txt', '2026-01', false, '2025-12-08'],
  ['HCPC2026_JAN_ANWEB_12292025.txt', '2026-01', false, '2025-12-29'],
  ['HCPC2026_JAN_ANWEB_01122026.txt', '2026-01', false, '2026-01-12'],
  ['HCPC2026_OCT_ANWEB_09232026.txt', '2026-10', false, '2026-09-23'],
  ['HCPC2026JAN_ANWEB.xlsx', '2026-01', false],
  ['JAN26_ANWEB.zip', '2026-01', false],
  ['09anweb.zip', '2009-01', true],
  ['anweb11.zip', '2011-01', true],
  ['folder/january-2026-alpha-numeric-hcpcs-file.zip', '2026-01', false],
  ['C:\\drop\\2020-Annual-Alpha-Numeric-HCPCS-File.zip', '2020-01', true],
  ['October 2026 Alpha-Numeric HCPCS File (ZIP) - Updated 09/10/2026', '2026-10', false, '2026-09-10'],
  ['October 2025 Alpha-Numeric HCPCS File (updated January 12, 2026)', '2025-10', false, '2026-01-12'],
  ['2018 Alpha-Numeric HCPCS File (updated October 2018)', '2018-01', true],
  ['Updated January 2026 Alpha-Numeric HCPCS File', '2026-01', false],
  ['December 2025 posting of the January 2026 file', '2026-01', false],
  ['HCPCS file effective January 1, 2026', '2026-01', false],
  ['HCPCS file effective 04/01/2026', '2026-04', false],
  ['2026 Q3 HCPCS', '2026-07', false],
  ['HCPCS fourth quarter 2026', '2026-10', false],
  ['2027-04-alpha-numeric-hcpcs.zip', '2027-04', false],
  ['Jan. 2026 HCPCS', '2026-01', false],
  ["Apr '26 alpha-numeric", '2026-04', false],
  ['2017 Alpha-Numeric HCPCS File (ZIP, 2020 KB)', '2017-01', true],
  ['alpha-numeric HCPCS file (ZIP, 2020 KB)', undefined],
  ['proc_notes.txt', undefined],
  ['janitor-april-fool.zip', undefined],
];

describe('a release in a name', () => {
  test.each(names)('%s is %s', (name, release, annual, publishedOn) => {
    const identity = identityInName(name);
    expect(identity && releaseName(identity)).toBe(release);
    expect(identity?.annual).toBe(annual);
    expect(publishedInName(name)).toBe(publishedOn);
  });
});
