/**
 * Answer of a unit to a hit. `coordinate`: the two agencies will coordinate. `merge`: the cases will be merged.
 * `transfer`: one agency will hand its case over.
 */
export const hitAnswers = ['no_conflict', 'coordinate', 'merge', 'transfer'] as const;
export type HitAnswer = (typeof hitAnswers)[number];

/**
 * Outside system, which an investigator searches by hand. `rissafe`: RISSafe. `case_explorer`: Case Explorer.
 * `safetnet`: SAFETNet. `n_dex`: N-DEx of the FBI. `icac_data_system`: ICAC Data System (IDS). `ncmec`: NCMEC, by request.
 * `icaccops`: ICACCOPS. They show whether another unit works on the same suspect or event.
 */
export const outsideSystems = [
  'rissafe',
  'case_explorer',
  'safetnet',
  'n_dex',
  'icac_data_system',
  'ncmec',
  'icaccops',
  'other',
] as const;
export type OutsideSystem = (typeof outsideSystems)[number];

/** Result of a search in an outside system. `hit`: another unit has the subject. `no_hit`: none has. */
export const outsideResults = ['no_hit', 'hit'] as const;
export type OutsideResult = (typeof outsideResults)[number];

/** Ways in which an identifier of a victim was matched: by a check, or by an entry of the subject index. */
export const inquiryWays = ['check', 'index'] as const;
export type InquiryWay = (typeof inquiryWays)[number];

/** Maximum number of identifiers in a check. The limit prevents a search of the index value by value. */
export const maxIdentifiersPerCheck = 20;
