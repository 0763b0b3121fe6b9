/** A discontinued code and a new one that reads like it, in the manner of CMS's texts; names are invented. */
export interface LookAlike {
  readonly why: string;
  readonly old: readonly [code: string, text: string];
  /** New codes of the next day, unless `addedOn` says otherwise. */
  readonly candidates: readonly (readonly [code: string, text: string])[];
  readonly addedOn?: string;
  readonly pricing?: string;
}

/** None of these may be taken without a person, however much the texts agree. */
export const lookAlikes: readonly LookAlike[] = [
  {
    why: 'quality measures with the same text',
    old: ['G9301', 'Documentation of medical reason(s) for not ordering a pretend test'],
    candidates: [['G9955', 'Documentation of medical reason(s) for not ordering a pretend test']],
  },
  {
    why: 'measure codes of section M',
    old: ['M1101', 'Ongoing pretend care not indicated, patient discharged after only 1-2 visits'],
    candidates: [['M1388', 'Ongoing pretend care not indicated, patient discharged after only 1-2 visits']],
  },
  {
    why: 'a measure outside the blocks, known by how it speaks',
    old: ['G0777', 'Pretend level not documented, reason not given'],
    candidates: [['G0778', 'Pretend level not documented, reason not given']],
  },
  {
    why: 'unpaid demonstration visits, known by their pricing',
    old: ['G0781', 'Remote in-home visit under the pretend model, 10 minutes'],
    candidates: [['G0782', 'Remote in-home visit under the pretend model, 10 minutes']],
    pricing: '00',
  },
  {
    why: 'not otherwise classified',
    old: ['Q9901', 'Pretend drug, not otherwise classified'],
    candidates: [['J7998', 'Pretend drug, not otherwise classified']],
  },
  {
    why: 'miscellaneous',
    old: ['K0901', 'Miscellaneous accessory for pretend pump'],
    candidates: [['E0901', 'Miscellaneous accessory for pretend pump']],
  },
  {
    why: 'antibodies that share "Injection" and the dose',
    old: ['J0901', 'Injection, aducapretend-avwq, 2 mg'],
    candidates: [['J0902', 'Injection, lecapretend-irmq, 2 mg']],
  },
  {
    why: 'names one letter apart',
    old: ['J0903', 'Injection, cefapretendin sodium, 500 mg'],
    candidates: [['J0904', 'Injection, cefopretendin sodium, 500 mg']],
  },
  {
    why: 'biosimilars of one reference drug',
    old: ['Q5901', 'Injection, pretendgrastim-sndq, biosimilar, 1 microgram'],
    candidates: [['Q5902', 'Injection, pretendgrastim-aafq, biosimilar, 1 microgram']],
  },
  {
    why: 'one biosimilar code split in two',
    old: ['Q5903', 'Injection, pretendximab, biosimilar, 10 mg'],
    candidates: [
      ['Q5904', 'Injection, pretendximab-dyyq, biosimilar, (pretendectra), 10 mg'],
      ['Q5905', 'Injection, pretendximab-abdq, biosimilar, (pretendflexis), 10 mg'],
    ],
  },
  {
    why: 'the reference drug instead of the biosimilar',
    old: ['Q5906', 'Injection, pretendximab, biosimilar, 10 mg'],
    candidates: [['J1906', 'Injection, pretendximab, excludes biosimilar, 10 mg']],
  },
  {
    why: 'into the muscle or under the skin',
    old: ['Q3901', 'Injection, pretendferon beta-1a, 1 mcg for intramuscular use'],
    candidates: [['Q3902', 'Injection, pretendferon beta-1a, 1 mcg for subcutaneous use']],
  },
  {
    why: 'alfa-2a or alfa-2b',
    old: ['J9901', 'Injection, pretendferon, alfa-2a, 3 million units'],
    candidates: [['J9902', 'Injection, pretendferon, alfa-2b, 3 million units']],
  },
  {
    why: 'on dialysis or not',
    old: ['J0905', 'Injection, pretendpoetin, 1000 units (for esrd on dialysis)'],
    candidates: [['J0906', 'Injection, pretendpoetin, 1000 units (for non-esrd use)']],
  },
  {
    why: 'one code split by use',
    old: ['C9901', 'Injection, argapretend, per 5 mg'],
    candidates: [
      ['J0907', 'Injection, argapretend, 1 mg (for non-esrd use)'],
      ['J0908', 'Injection, argapretend, 1 mg (for esrd on dialysis)'],
    ],
  },
  {
    why: 'diagnostic or therapeutic',
    old: ['A9901', 'Imaginium im-131 pretendane, diagnostic, 1 millicurie'],
    candidates: [['A9902', 'Imaginium im-131 pretendane, therapeutic, 1 millicurie']],
  },
  {
    why: 'another isotope',
    old: ['A9903', 'Imaginium im-123 pretendane, diagnostic, per millicurie'],
    candidates: [['A9904', 'Imaginium im-131 pretendane, diagnostic, per millicurie']],
  },
  {
    why: 'lyophilized or not',
    old: ['J9903', 'Injection, romipretend, lyophilized, 0.1 mg'],
    candidates: [['J9904', 'Injection, romipretend, non-lyophilized, 0.1 mg']],
  },
  {
    why: 'liposomal',
    old: ['J9905', 'Injection, doxopretend hydrochloride, liposomal, 10 mg'],
    candidates: [['J9906', 'Injection, doxopretend hydrochloride, 10 mg']],
  },
  {
    why: 'another salt',
    old: ['J1901', 'Injection, dexapretend acetate, 1 mg'],
    candidates: [['J1902', 'Injection, dexapretend sodium phosphate, 1 mg']],
  },
  {
    why: 'another brand',
    old: ['J9907', 'Injection, bendapretend hcl (pretanda), 1 mg'],
    candidates: [['J9908', 'Injection, bendapretend hcl (pretendeka), 1 mg']],
  },
  {
    why: 'a brand for "not otherwise specified"',
    old: ['J7901', 'Injection, human pretendogen, not otherwise specified, 1 mg'],
    candidates: [['J7902', 'Injection, human pretendogen (pretryga), 1 mg']],
  },
  {
    why: 'a brand by a longer name',
    old: ['C9902', 'Injection, aripretend lauroxil (pretada initio), 1 mg'],
    candidates: [['J1903', 'Injection, aripretend lauroxil (pretada), 1 mg']],
  },
  {
    why: 'one part of a combination',
    old: ['J0909', 'Injection, testopretend enanthate and estrapretend valerate, up to 1 mg'],
    candidates: [['J3901', 'Injection, testopretend enanthate, 1 mg']],
  },
  {
    why: 'a combination for one part of it',
    old: ['J9909', 'Injection, rituxipretend, 10 mg'],
    candidates: [['J9910', 'Injection, rituxipretend and hyalupretendase, 10 mg']],
  },
  {
    why: 'milligrams for millilitres',
    old: ['J2901', 'Injection, phenylpretend hydrochloride, up to 1 ml'],
    candidates: [['J2902', 'Injection, phenylpretend hydrochloride, 20 micrograms']],
  },
  {
    why: 'not therapeutically equivalent',
    old: ['J0910', 'Injection, epipretend, 0.1 mg'],
    candidates: [['J0911', 'Injection, epipretend (maker), not therapeutically equivalent to j0910, 0.1 mg']],
  },
  {
    why: 'two new codes with the same text',
    old: ['C9903', 'Injection, duopretend, 1 mg'],
    candidates: [
      ['J0912', 'Injection, duopretend, 1 mg'],
      ['J0913', 'Injection, duopretend, 1 mg'],
    ],
  },
  {
    why: 'two new strengths',
    old: ['C9904', 'Injection, scalapretend, 10 mg'],
    candidates: [
      ['J0914', 'Injection, scalapretend, 1 mg'],
      ['J0915', 'Injection, scalapretend, 5 mg'],
    ],
  },
  {
    why: 'one of several products of the old code',
    old: ['Q4901', 'Preteplex or preteplex am, per square centimeter'],
    candidates: [
      ['Q4902', 'Preteplex, per square centimeter'],
      ['Q4903', 'Preteplex am, per square centimeter'],
    ],
  },
  {
    why: 'one of two brands that one code stood for',
    old: ['J7904', 'Pretaluronan or derivative, synpret or synpret-one, for intra-articular injection, 1 mg'],
    candidates: [['J7905', 'Pretaluronan or derivative, synpret-one, for intra-articular injection, per dose']],
  },
  {
    why: 'one brand for a drug of every maker',
    old: ['J9911', 'Injection, docepretend, 1 mg'],
    candidates: [['J9912', 'Injection, docepretend (docepreta), 1 mg']],
  },
  {
    why: 'a biosimilar for the reference drug',
    old: ['J2903', 'Injection, omapretend, 5 mg'],
    candidates: [['Q5907', 'Injection, omapretend-igeq (omapreta), biosimilar, 5 mg']],
  },
  {
    why: 'compounded or approved',
    old: ['J7906', 'Ipratropretend, inhalation solution, fda-approved final product, non-compounded, 1 mg'],
    candidates: [['J7907', 'Ipratropretend, inhalation solution, compounded product, 1 mg']],
  },
  {
    why: 'first or later visit',
    old: ['G0786', 'Pretend wellness visit, initial visit'],
    candidates: [['G0787', 'Pretend wellness visit, subsequent visit']],
  },
  {
    why: 'the supply of another device',
    old: ['K0904', 'Monthly supplies for use of device coded at k0905'],
    candidates: [['A4903', 'Monthly supplies for use of device coded at e0906']],
  },
  {
    why: 'both had existed for years',
    old: ['S0901', 'Injection, longpretend, 500 mg'],
    candidates: [['J0916', 'Injection, longpretend, 500 mg']],
    addedOn: '2012-01-01',
  },
  {
    why: 'added long after the old one had ended',
    old: ['S0902', 'Injection, latepretend, 500 mg'],
    candidates: [['J0917', 'Injection, latepretend, 500 mg']],
    addedOn: '2027-04-01',
  },
  {
    why: 'a temporary code after a permanent one',
    old: ['J7903', 'Pretendasone sinus implant, 10 micrograms'],
    candidates: [['C9905', 'Pretendasone sinus implant, 10 micrograms']],
  },
  {
    why: 'left or right',
    old: ['L0901', 'Pretend orthosis, left wrist, custom fabricated'],
    candidates: [['L0902', 'Pretend orthosis, right wrist, custom fabricated']],
  },
  {
    why: 'custom made or off the shelf',
    old: ['K0903', 'Pretend knee orthosis, single upright, custom fabricated'],
    candidates: [['L0904', 'Pretend knee orthosis, single upright, prefabricated, off-the-shelf']],
  },
  {
    why: 'with or without contrast',
    old: ['C8901', 'Pretend angiography with contrast, abdomen'],
    candidates: [['C8999', 'Pretend angiography without contrast, abdomen']],
  },
  {
    why: 'adult or pediatric',
    old: ['E0902', 'Pretend bed, pediatric size, with side rails'],
    candidates: [['E0903', 'Pretend bed, adult size, with side rails']],
  },
  {
    why: 'the first or each additional',
    old: ['C9701', 'Implantation of pretend device, first lesion'],
    candidates: [['G0783', 'Implantation of pretend device, each additional lesion']],
  },
  {
    why: 'list separately',
    old: [
      'S2901',
      'Pretend repair, cervical, each additional segment (list separately in addition to code for primary procedure)',
    ],
    candidates: [
      [
        'C9702',
        'Pretend repair, lumbar, each additional segment (list separately in addition to code for primary procedure)',
      ],
    ],
  },
  {
    why: 'another number of minutes',
    old: ['G0784', 'Pretend care management, 60 minutes'],
    candidates: [['G0785', 'Pretend care management, 70 minutes']],
  },
  {
    why: 'another size',
    old: ['A6901', 'Pretend dressing, sterile, pad size 16 sq. in. or less, each dressing'],
    candidates: [['A6902', 'Pretend dressing, sterile, pad size more than 48 sq. in., each dressing']],
  },
  {
    why: 'the size of a thing is no dose',
    old: ['A4901', 'Pretend syringe, sterile, 2 cc'],
    candidates: [['A4902', 'Pretend syringe, sterile, 3 cc']],
  },
  {
    why: 'the same words the other way round',
    old: ['L0905', 'Pretend splint, hand with thumb, foot without toe'],
    candidates: [['L0906', 'Pretend splint, hand without thumb, foot with toe']],
  },
  {
    why: 'manual or electric',
    old: ['E0904', 'Pretend lift, manual, any type'],
    candidates: [['E0905', 'Pretend lift, electric, any type']],
  },
  {
    why: 'without the device that the old one had',
    old: ['L6901', 'Pretend hand prosthesis, external power, myoelectric control of terminal device'],
    candidates: [
      [
        'L6902',
        'Pretend hand prosthesis, external power, myoelectric control of terminal device, excludes terminal device(s)',
      ],
    ],
  },
];

/** The same thing under another code: found by the text alone, and safe to take. */
export const successors: readonly LookAlike[] = [
  {
    why: 'the same text',
    old: ['S0911', 'Esketapretend, nasal spray, 1 mg'],
    candidates: [['J0921', 'Esketapretend, nasal spray, 1 mg']],
  },
  {
    why: 'other punctuation and abbreviations',
    old: ['C9911', 'Injection, factor q (recombinant), pretendilon hcl (pretefy), 1 i.u.'],
    candidates: [['J7911', 'Injection, factor q, (recombinant), pretendilon hydrochloride, (pretefy), per iu']],
  },
  {
    why: 'another dose of the same drug',
    old: ['C9912', 'Injection, pretendizumab-tmcq, 1 mg'],
    candidates: [['J0922', 'Injection, pretendizumab-tmcq, 5 mg']],
  },
  {
    why: 'a form that names its drug alone',
    old: ['C9913', 'Loxapretend, inhalation powder, 10 mg'],
    candidates: [['J2922', 'Loxapretend for inhalation, 1 mg']],
  },
  {
    why: 'a brand less',
    old: ['C9914', 'Injection, lefapretend (xenpreta), 1 mg'],
    candidates: [['J0923', 'Injection, lefapretend, 1 mg']],
  },
  {
    why: 'the reference drug once there are biosimilars',
    old: ['J1904', 'Injection, pretendgrastim, 6 mg'],
    candidates: [['J1905', 'Injection, pretendgrastim, excludes biosimilar, 0.5 mg']],
  },
  {
    why: 'a product of one brand, its route no longer named',
    old: ['C9916', 'Injection, triampretend acetonide, suprachoroidal (xipreta), 1 mg'],
    candidates: [['J3912', 'Injection, triampretend acetonide (xipreta), 1 mg']],
  },
  {
    why: 'an implant of one brand, its release no longer named',
    old: ['C9917', 'Injection, ranipretend, via sustained release intravitreal implant (suspreta), 0.1 mg'],
    candidates: [['J2923', 'Injection, ranipretend, via intravitreal implant (suspreta), 0.1 mg']],
  },
  {
    why: 'a misspelling beside the name',
    old: ['Q9911', 'Hyalupretend or derivitive, genpret 850, for intra-articular injection, 1 mg'],
    candidates: [['J7921', 'Hyalupretend or derivative, genpret 850, for intra-articular injection, 1 mg']],
  },
  {
    why: 'a device by the same text',
    old: ['K0911', 'Pretend insert, direct carving from a rectified model of the patient, custom fabricated, each'],
    candidates: [
      ['A5911', 'Pretend insert, direct carving from a rectified model of the patient, custom fabricated, each'],
    ],
  },
  {
    why: 'an isotope written in one word',
    old: ['C1911', 'Technetium tc 99m pretendocept, diagnostic, up to 0.5 millicuries'],
    candidates: [['A9911', 'Technetium tc-99m pretendocept, diagnostic, up to 0.5 millicuries']],
  },
  {
    why: 'a note on who gives it',
    old: ['C9915', 'Injection, fremapretend-vfrq, 1mg'],
    candidates: [
      [
        'J3911',
        'Injection, fremapretend-vfrq, 1 mg (code may be used for medicare when drug administered under the direct supervision of a physician, not for use when drug is self-administered)',
      ],
    ],
  },
];
