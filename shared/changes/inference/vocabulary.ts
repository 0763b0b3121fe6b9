/**
 * What the words of a descriptor mean for the question whether two codes are the same thing. Everything that is in no
 * table is taken for the name of the thing: a drug, a device, a procedure.
 */

/** Ways of writing one word. Applied to single words, after white space and punctuation are gone. */
export const synonyms: Readonly<Record<string, string>> = {
  hcl: 'hydrochloride',
  inj: 'injection',
  injectable: 'injection',
  iv: 'intravenous',
  im: 'intramuscular',
  subq: 'subcutaneous',
  alpha: 'alfa',
  liposome: 'liposomal',
  nos: 'unspecified',
  noc: 'unclassified',
  excluding: 'excludes',
  exclude: 'excludes',
  excluded: 'excludes',
};

/** Words that come and go without a change of meaning. */
export const fillers = new Set(
  'a an the of for in to by per use used using and any each up as is be on at when including includes include type'.split(
    ' ',
  ),
);

/** Where both texts have a word of one group and not the same, they are two things; one alone narrows or widens. */
export const contrasts: Readonly<Record<string, readonly string[]>> = {
  route:
    'injection infusion oral nasal inhalation topical instillation rectal vaginal ophthalmic otic transdermal sublingual buccal intrathecal epidural intravenous intramuscular subcutaneous intravitreal intraocular intradermal intravesical intracameral suprachoroidal subretinal perineural intraarticular intralesional intraperitoneal intrapleural intracavernosal retrobulbar percutaneous irrigation implant insert'.split(
      ' ',
    ),
  form: 'tablet capsule solution suspension powder gel cream ointment patch film spray lyophilized liquid concentrated'.split(
    ' ',
  ),
  release: 'release extended sustained delayed immediate acting depot liposomal pegylated'.split(' '),
  salt: 'hydrochloride sulfate sodium potassium calcium phosphate acetate tartrate citrate mesylate maleate succinate bromide chloride fumarate besylate disodium valerate enanthate cypionate propionate undecanoate caproate decanoate benzathine procaine lactate gluconate'.split(
    ' ',
  ),
  origin: 'human recombinant ovine bovine porcine equine rabbit'.split(' '),
  purpose: 'diagnostic therapeutic screening prophylactic'.split(' '),
  population: 'esrd nonesrd adult pediatric infant child neonatal male female'.split(' '),
  side: 'left right bilateral unilateral'.split(' '),
  place: 'upper lower anterior posterior medial lateral arm leg hand foot'.split(' '),
  order: 'initial first subsequent second third additional'.split(' '),
  count: 'single double triple multiple one two three four'.split(' '),
  setting: 'inpatient outpatient home facility hospital office'.split(' '),
  patient: 'new established'.split(' '),
  making: 'custom prefabricated molded fitted'.split(' '),
  drive: 'electric manual powered pneumatic battery mechanical'.split(' '),
};

/** Words that turn a meaning round or bound it: a difference in them is never a detail. */
export const polarity = new Set(
  'with without or no not except excludes only unless other than less more greater least below above < > <= >='.split(
    ' ',
  ),
);

/** Salts may be dropped from or added to a drug's name; one instead of another is another drug. */
export const salts = new Set(contrasts.salt);

/** Qualifiers that a drug with one code alone may lose or gain: there is no other code for another route or use. */
export const soleCodeQualifiers = new Set(['route', 'form', 'purpose'].flatMap((group) => contrasts[group]!));

/** What a product of one brand may lose or gain besides, since the brand itself says which product it is. */
export const soleBrandQualifiers = new Set([...soleCodeQualifiers, ...contrasts.release!]);

/** Every word that qualifies and names nothing. */
export const contrasting: ReadonlySet<string> = new Set([...Object.values(contrasts).flat(), ...polarity]);

/** Placeholders for what has no code of its own: whatever text they share, they name nothing. */
export const unlisted = new Set(['unclassified', 'unlisted', 'miscellaneous', 'compounded']);

/** Where drugs stand: there a unit is an amount. Elsewhere an amount is the size of a thing. */
export const drugSections = /^(?:[CJPQS]|A9)/;

/** Sections of temporary codes, which as a rule stand for one new product until it gets a permanent code. */
export const temporary = new Set(['C', 'Q', 'K', 'S']);

/** Sentences that tell how to bill and not what is billed. */
export const administrativeNotes: readonly RegExp[] = [
  /\(code may be used for medicare[^)]*\)?/g,
  /\(list separately[^)]*\)?/g,
];

/** Isotopes, written `tc-99m`, `tc 99m` or `tc99m`; symbols that are words of English only with the hyphen. */
export const isotope = /\b(tc|f|c|n|ga|xe|tl|lu|ra|sm|sr|y|p|rb|cr|cu|zr|ac) (\d{2,3}m?)\b/g;

/** Four letters behind a hyphen that are words; all others behind a drug's name are the suffix of a biologic. */
export const ordinaryTails = new Set(
  'free type term four like pool dead oral wide ring axis foot time pass dual pick care line long full half high flow self side site step area mode load case pack size cell dose lift hand knee neck body back over away down held acid salt zinc iron beta blue gold plus lite'.split(
    ' ',
  ),
);

/** Codes that report and are not paid for: quality measures and demonstrations, by the blocks that CMS gives them. */
export const reportingBlocks: readonly (readonly [first: string, last: string])[] = [
  ['G0908', 'G0922'],
  ['G1000', 'G1028'],
  ['G2081', 'G2081'],
  ['G2090', 'G2152'],
  ['G2173', 'G2210'],
  ['G4000', 'G4038'],
  ['G8126', 'G9999'],
  ['M0001', 'M0009'],
  ['M1000', 'M1999'],
];

/** How reporting codes speak, in whatever block they stand. */
export const reportingLanguage =
  /reason(?:\(s\)|s)? (?:not )?(?:given|otherwise specified|specified)|documentation of (?:medical|patient|system)|documented|performance (?:met|not met|period|exclusion)|measurement period|measures? group|quality actions?|eligible (?:candidate|professional)|(?:patients?|clinician) (?:who|with|not|was|is|did|has|had|receiving|documented|refused)|(?:was|were|is|are) not (?:performed|prescribed|documented|ordered|assessed|screened)|demonstration|bundled payment|bpci|comprehensive care for joint|model\b/;
