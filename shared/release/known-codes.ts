/**
 * Codes and modifiers that every HCPCS file of CMS has listed for decades, from all parts of it: whoever finds some of
 * them and not the others holds a part of a file. They need not be alive, only listed.
 */
export const knownCodes: readonly string[] = [
  ...['A0425', 'A0429', 'A4216', 'A4253', 'A6402', 'A7003', 'A9270', 'B4034', 'B4150', 'C1713', 'C1769', 'C9113'],
  ...['E0100', 'E0143', 'E0260', 'E0431', 'E0601', 'E1390', 'G0008', 'G0101', 'G0121', 'G0402', 'G0438', 'H0001'],
  ...['H2019', 'J1100', 'J1885', 'J3301', 'J3490', 'J7030', 'J7050', 'J9999', 'K0001', 'K0004', 'L0120', 'L1832'],
  ...['L3000', 'L5301', 'L8000', 'P9016', 'Q0091', 'Q3014', 'Q4081', 'R0070', 'S9083', 'T1015', 'T1019', 'V2020'],
  ...['V2100', 'V5010', 'GA', 'GY', 'GZ', 'KX', 'LT', 'NU', 'RR', 'RT', 'TC'],
];
