/** Groups of codes that several rules speak of. Numbers of codes are facts; no descriptor of the AMA's stands here. */

/** Separately reported services that go with a visit only where the record shows them apart. */
export const distinctServiceModifiers = ['59', 'XE', 'XP', 'XS', 'XU'];

/** Injections and infusions of drugs, chemotherapy too; hydration is 96360-96361. */
export const drugAdministration = ['96365-96379', '96401-96549'];
export const hydration = ['96360-96361'];
/** Refilling, flushing and irrigating of devices: no drug has to stand beside them. */
export const deviceMaintenance = ['96521-96523'];

/** Codes under which drugs, biologicals, blood products and contrast are billed. 99070 is any supply or drug. */
export const drugCodes = ['J*', 'Q*', 'C*', 'S*', 'A95*', 'A96*', 'P*', '90281-90399', '90476-90749', '99070'];
/** Pharmacy, and drugs that need detailed coding: hospitals bill packaged drugs without a code. */
export const drugRevenueCodes = ['025', '063'];

export const officeVisits = ['99202-99215'];
export const nurseVisit = ['99211'];
export const prolongedServices = ['99354-99359', '99415-99418', 'G2212'];
export const esketamineVisits = ['G2082', 'G2083'];

/** Hospital services that are the first of an encounter, with the hospital's own pump infusion. */
export const initialServices = ['96360', '96365', '96374', '96409', '96413'];
export const initialInfusions = [...initialServices, '96416', '96420', '96422', '96425', 'C8957'];

export const influenzaVaccines = [
  '90630',
  '90653-90658',
  '90660-90662',
  '90664',
  '90666-90668',
  '90672-90674',
  '90682',
  '90685-90689',
  '90694',
  '90756',
  'Q2034-Q2039',
];
export const pneumococcalVaccines = ['90669-90671', '90677', '90684', '90732'];
export const hepatitisBVaccines = ['90739-90740', '90743-90744', '90746-90747', '90759'];
export const vaccines = ['90476-90759', '91300-91399', 'Q2034-Q2039'];

/** Types of bill of inpatients: no line of theirs is paid by its code. */
export const inpatientBills = ['11', '18', '21', '41'];
