/** Which returns there are; what each holds is a definition of its own for each time the rules changed. */
export const returnCodes = ['annual_report', 'monthly_summary', 'operation_release'] as const;
export type ReturnCode = (typeof returnCodes)[number];

/** What a return is of: a federal fiscal year, a month, or an operation. */
export type PeriodKind = 'fiscal_year' | 'month' | 'operation';

/** Prepared by one person, then locked by another, or withdrawn. */
export const returnStates = ['prepared', 'locked', 'withdrawn'] as const;
export type ReturnState = (typeof returnStates)[number];

/** What may be missing from a return, or look wrong in it. */
export type FindingKind =
  | 'no_staffing'
  | 'agencies_without_record'
  | 'unclassified_complaints'
  | 'carried_figures_left_out'
  | 'nothing_last_year'
  | 'changed_against_last_year';

/** How a record counts otherwise than it did when the return was counted. */
export type DifferenceKind = 'added' | 'gone' | 'moved' | 'told_apart' | 'recounted';
