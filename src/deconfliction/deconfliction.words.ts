/** What a unit makes of another's having the same. */
export const hitAnswers = ['no_conflict', 'coordinate', 'merge', 'transfer'] as const;
export type HitAnswer = (typeof hitAnswers)[number];

/** Systems of others in which somebody looks by hand. The tracker asks none of them. */
export const outsideSystems = ['rissafe', 'case_explorer', 'safetnet', 'other'] as const;
export type OutsideSystem = (typeof outsideSystems)[number];

/** What came of a check there. */
export const outsideResults = ['no_hit', 'hit'] as const;
export type OutsideResult = (typeof outsideResults)[number];

/** The ways in which an identifier of a victim was met: by a check, or by an entry of the subject index. */
export const inquiryWays = ['check', 'index'] as const;
export type InquiryWay = (typeof inquiryWays)[number];

/** One check is about one matter: nobody goes through the index value by value. */
export const mostIdentifiersOfACheck = 20;
