/** The page on which the links of these tables stand. */
export const address =
  'https://www.cms.gov/medicare/coding-billing/healthcare-common-procedure-system/quarterly-update';

export const jan = '/files/zip/january-2026-alpha-numeric-hcpcs-file.zip';

/** Ways to write one link, and what each means. */
export const oneLink: readonly (readonly [name: string, html: string, meaning: string])[] = [
  [
    '2026: file name and text',
    `<li><a href="${jan}">January 2026 Alpha-Numeric HCPCS File (ZIP)</a></li>`,
    `release 2026-01 < ${jan}`,
  ],
  [
    '2023: media entity with a title',
    '<li><a data-entity-type="media" href="/files/zip/january-2023.zip" title="January 2023 Alpha-Numeric HCPCS File">here</a></li>',
    'release 2023-01 < /files/zip/january-2023.zip',
  ],
  [
    'plural files',
    '<a href="/files/zip/april-2024-alpha-numeric-hcpcs-files.zip">April 2024 Alpha-Numeric HCPCS Files</a>',
    'release 2024-04 < /files/zip/april-2024-alpha-numeric-hcpcs-files.zip',
  ],
  [
    'media number, named by its text',
    '<a href="/media/559231">October 2023 Alpha-Numeric HCPCS Files</a>',
    'release 2023-10 < /media/559231',
  ],
  [
    'media number, named by its title',
    '<a href="/media/559231" title="July 2025 Alpha-Numeric HCPCS File">ZIP</a>',
    'release 2025-07 < /media/559231',
  ],
  [
    'media number that looks like a day',
    '<a href="/media/12312025">July 2025 Alpha-Numeric HCPCS File</a>',
    'release 2025-07 < /media/12312025',
  ],
  [
    'old downloads folder, annual',
    '<a href="/Medicare/Coding/HCPCSReleaseCodeSets/Downloads/2020-Annual-Alpha-Numeric-HCPCS-File.zip">2020 Annual Alpha-Numeric HCPCS File [ZIP, 1MB]</a>',
    'release 2020 annual < /Medicare/Coding/HCPCSReleaseCodeSets/Downloads/2020-Annual-Alpha-Numeric-HCPCS-File.zip',
  ],
  [
    'trailing dash',
    '<a href="/Downloads/2018-Alpha-Numeric-HCPCS-File-.zip">file</a>',
    'release 2018 annual < /Downloads/2018-Alpha-Numeric-HCPCS-File-.zip',
  ],
  [
    'escaped blanks',
    '<a href="/Downloads/2019%20Alpha%2DNumeric%20HCPCS%20File.ZIP">ZIP</a>',
    'release 2019 annual < /Downloads/2019%20Alpha%2DNumeric%20HCPCS%20File.ZIP',
  ],
  [
    'upper case',
    `<A HREF="/FILES/ZIP/JULY-2026-ALPHA-NUMERIC-HCPCS-FILE.ZIP">JULY 2026 ALPHA-NUMERIC HCPCS FILE</A>`,
    'release 2026-07 < /FILES/ZIP/JULY-2026-ALPHA-NUMERIC-HCPCS-FILE.ZIP',
  ],
  [
    'relative to the page',
    '<a href="../zips/HCPC2021_APR_CONTR_ANWEB.zip">Download</a>',
    'release 2021-04 < /medicare/coding-billing/zips/HCPC2021_APR_CONTR_ANWEB.zip',
  ],
  [
    'relative to a base',
    '<base href="/new/home/"><a href="HCPC2021_APR_CONTR_ANWEB.zip">Download</a>',
    'release 2021-04 < /new/home/HCPC2021_APR_CONTR_ANWEB.zip',
  ],
  [
    'soft marks in the text',
    '<a href="/media/1">Octo\u00adber\u00a02026 Alpha\u2011Numeric HCPCS\u200b File</a>',
    'release 2026-10 < /media/1',
  ],
  [
    'text in pieces',
    '<a href="/media/1"><span>April </span><b>2025</b><br>Alpha-Numeric <i>HCPCS</i> File</a>',
    'release 2025-04 < /media/1',
  ],
  ['alphanumeric in one word', '<a href="/media/1">Apr. 2025 Alphanumeric HCPCS</a>', 'release 2025-04 < /media/1'],
  [
    'version in the file name',
    '<a href="/files/zip/hcpc2023_jan_anweb_v3.zip">ZIP</a>',
    'release 2023-01 v3 < /files/zip/hcpc2023_jan_anweb_v3.zip',
  ],
  [
    'posting day behind the link',
    `<li><a href="${jan}">January 2026 Alpha-Numeric HCPCS File (ZIP)</a> - Updated 01/12/2026</li>`,
    `release 2026-01 2026-01-12 < ${jan}`,
  ],
  [
    'posting day in the name',
    '<a href="/media/7">HCPC2026_JAN_ANWEB_12292025</a>',
    'release 2026-01 2025-12-29 < /media/7',
  ],
  [
    'posted again by the site',
    '<a href="/files/zip/april-2026-alpha-numeric-hcpcs-file-0.zip">April 2026</a>',
    'release 2026-04 repost 0 < /files/zip/april-2026-alpha-numeric-hcpcs-file-0.zip',
  ],
  [
    'a quarter in figures',
    '<a href="/files/zip/2027-q2-hcpcs-alpha-numeric.zip">2027 Q2</a>',
    'release 2027-04 < /files/zip/2027-q2-hcpcs-alpha-numeric.zip',
  ],
  [
    'another word for it',
    '<a href="/files/zip/january-2027-hcpcs-level-ii-code-set.zip">January 2027 HCPCS Level II Code Set (ZIP)</a>',
    'release 2027-01 < /files/zip/january-2027-hcpcs-level-ii-code-set.zip',
  ],
  [
    'a bare workbook',
    '<a href="/files/document/hcpc2026_jan_anweb.xlsx">January 2026</a>',
    'release 2026-01 < /files/document/hcpc2026_jan_anweb.xlsx',
  ],
  [
    'no year anywhere',
    '<a href="/files/zip/alpha-numeric-hcpcs-file.zip">Current Alpha-Numeric HCPCS File</a>',
    'release < /files/zip/alpha-numeric-hcpcs-file.zip',
  ],
  ['a month that begins no quarter', '<a href="/media/5">May 2026 Alpha-Numeric HCPCS File</a>', 'release < /media/5'],
  [
    'year in a heading',
    '<h3>2026</h3><ul><li><a href="/media/5">July Alpha-Numeric HCPCS File</a></li></ul>',
    'release 2026-07 < /media/5',
  ],
  [
    'an odd month in a heading',
    '<h3>May 2026</h3><a href="/media/5">Alpha-Numeric HCPCS File</a>',
    'release < /media/5',
  ],
  [
    'month and year in a heading',
    '<h2>April 2026</h2><p><a href="/media/5">Alpha-Numeric HCPCS File (ZIP)</a></p>',
    'release 2026-04 < /media/5',
  ],
  [
    'everything in the page title',
    '<h1 class="page-title">2019 Alpha-Numeric HCPCS File</h1><a href="/media/5">Download (ZIP, 2020 KB)</a>',
    'release 2019 annual < /media/5',
  ],
  [
    'title in a span',
    '<span class="field page-title-x">October 2024 Alpha-Numeric HCPCS File</span><p><a href="/media/5">ZIP</a>',
    'release 2024-10 < /media/5',
  ],
  [
    'table row',
    '<table><tr><td>January 2026</td><td>Alpha-Numeric HCPCS File</td><td><a href="/media/5">Download</a></td></tr></table>',
    'release 2026-01 < /media/5',
  ],
  [
    'table with years above',
    '<h2>Alpha-Numeric HCPCS Files</h2><table><tr><th></th><th>2025</th></tr><tr><td>July</td><td><a href="/media/5">ZIP</a></td></tr></table>',
    'release 2025-07 < /media/5',
  ],
  [
    'under the quarterly heading',
    '<h1>HCPCS Quarterly Update</h1><a href="/media/5">April 2026 (ZIP)</a>',
    'release 2026-04 < /media/5',
  ],
  [
    'drop-down list',
    '<select><option value="/files/zip/x.zip">July 2026 Alpha-Numeric HCPCS File</option></select>',
    'release 2026-07 < /files/zip/x.zip',
  ],
  [
    'button with data',
    '<button data-href="/media/5">July 2026 Alpha-Numeric HCPCS File (ZIP)</button>',
    'release 2026-07 < /media/5',
  ],
  [
    'in a script alone',
    '<script>{"url":"\\/files\\/zip\\/july-2026-alpha-numeric-hcpcs-file.zip"}</script>',
    'release 2026-07 < /files/zip/july-2026-alpha-numeric-hcpcs-file.zip',
  ],
  [
    'behind a licence page',
    '<a href="/license/ama?file=/files/zip/july-2026-alpha-numeric-hcpcs-file.zip">July 2026</a>',
    'release 2026-07 < /license/ama?file=/files/zip/july-2026-alpha-numeric-hcpcs-file.zip',
  ],
  [
    'file with an attachment',
    '<a href="/media/5">January 2026 Alpha-Numeric HCPCS File with Corrections and Record Layout</a>',
    'release 2026-01 < /media/5',
  ],
  [
    'corrections',
    '<a href="/Downloads/2018-HCPCS-Alpha-Numeric-Corrections.zip">2018 Corrections V4</a>',
    'corrections 2018 annual v4 < /Downloads/2018-HCPCS-Alpha-Numeric-Corrections.zip',
  ],
  [
    'quarterly corrections',
    '<a href="/media/9">April 2027 HCPCS Corrections - version 2 (ZIP)</a>',
    'corrections 2027-04 v2 < /media/9',
  ],
  [
    'corrections under a heading',
    '<h2>2018 Alpha-Numeric HCPCS File</h2><a href="/media/9">Corrections</a>',
    'corrections 2018 annual < /media/9',
  ],
  [
    'record layout',
    '<a href="/Downloads/2018-HCPCS-Record-Layout-.zip">2018 HCPCS Record Layout</a>',
    'other-known 2018 annual < /Downloads/2018-HCPCS-Record-Layout-.zip',
  ],
  [
    'NOC codes',
    '<a href="/Downloads/2018-HCPCS-NOC-Codes.zip">2018 NOC</a>',
    'other-known 2018 annual < /Downloads/2018-HCPCS-NOC-Codes.zip',
  ],
  [
    'index',
    '<a href="/Downloads/2020-Alpha-Numeric-Index.zip">2020 Alpha-Numeric Index</a>',
    'other-known 2020 annual < /Downloads/2020-Alpha-Numeric-Index.zip',
  ],
  [
    'a paper',
    '<a href="/files/document/x.pdf">2026 HCPCS Application Summaries Q1</a>',
    'other-known 2026-01 < /files/document/x.pdf',
  ],
  ['other zip', '<a href="/files/zip/rvu26a.zip">RVU26A</a>', 'unknown < /files/zip/rvu26a.zip'],
  [
    'other zip under our heading',
    '<h1>2019 Alpha-Numeric HCPCS File</h1><a href="/files/zip/rvu19a.zip">RVU19A</a>',
    'unknown 2019 annual < /files/zip/rvu19a.zip',
  ],
  [
    "another code set's corrections",
    '<a href="/files/zip/ncci-corrections.zip">NCCI Corrections 2026</a>',
    'unknown 2026 annual < /files/zip/ncci-corrections.zip',
  ],
  [
    'a page of HCPCS with a year',
    '<p><a href="/hcpcs-2027-plans">HCPCS plans for 2027</a>',
    'unknown 2027 annual < /hcpcs-2027-plans',
  ],
];

/** Links that lead to no file, and what becomes of them. */
export const noLink: readonly (readonly [name: string, html: string])[] = [
  ['mail', '<a href="mailto:HCPCS@cms.hhs.gov">HCPCS 2026</a>'],
  ['script', '<a href="javascript:void(0)">January 2026 Alpha-Numeric HCPCS File</a>'],
  ['anchor', '<a href="#january-2026">January 2026 Alpha-Numeric HCPCS File</a>'],
  ['navigation', '<nav><a href="/medicare">Medicare</a><a href="/hcpcs/2026-news">HCPCS news 2026</a></nav>'],
  ['breadcrumb', '<ol class="breadcrumb"><li><a href="/medicare/hcpcs-2024">HCPCS 2024</a></li></ol>'],
  ['commented out', '<!-- <a href="/files/zip/july-2019-alpha-numeric-hcpcs-file.zip">July 2019</a> -->'],
  ['the page itself', `<a href="${address}#top">2026 Alpha-Numeric HCPCS Files</a>`],
  ['share button', `<a href="https://www.facebook.com/sharer.php?u=${encodeURIComponent(address)}">Share</a>`],
  ['paper of other things', '<a href="/files/document/privacy.pdf">Privacy policy 2026</a>'],
];
