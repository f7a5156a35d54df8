/** Answers of a unit to a hit. */
export const hitAnswers = ['no_conflict', 'coordinate', 'merge', 'transfer'] as const;
export type HitAnswer = (typeof hitAnswers)[number];

/** External systems that investigators search by hand. The tracker queries none of them. */
export const outsideSystems = ['rissafe', 'case_explorer', 'safetnet', 'other'] as const;
export type OutsideSystem = (typeof outsideSystems)[number];

/** Results of a search in an external system. */
export const outsideResults = ['no_hit', 'hit'] as const;
export type OutsideResult = (typeof outsideResults)[number];

/** Ways in which an identifier of a victim was matched: by a check, or by an entry of the subject index. */
export const inquiryWays = ['check', 'index'] as const;
export type InquiryWay = (typeof inquiryWays)[number];

/** Maximum number of identifiers in a check. The limit prevents a search of the index value by value. */
export const maxIdentifiersPerCheck = 20;
