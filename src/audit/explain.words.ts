/** What whether an account can see a record may hang on. */
export const accessFacts = [
  'account-stands',
  'role-reads',
  'seat-covers-task-force',
  'agency-has-complaint',
  'is-assigned',
] as const;
export type AccessFactName = (typeof accessFacts)[number];

/** Records of a case, as people call them. */
export const caseRecordWords = {
  complaint: 'complaint',
  suspect: 'suspect',
  arrest: 'arrest',
  victim: 'identified victim',
} as const;
export const caseRecordKinds = ['complaint', 'suspect', 'arrest', 'victim'] as const;
/** A kind of record whose access is explained. */
export type CaseRecordKind = (typeof caseRecordKinds)[number];
