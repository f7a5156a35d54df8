/** Fact that decides whether an account can see a record. */
export const accessFacts = [
  'account-active',
  'role-reads',
  'seat-covers-task-force',
  'agency-has-complaint',
  'is-assigned',
] as const;
export type AccessFactName = (typeof accessFacts)[number];

export const caseRecordNames = {
  complaint: 'complaint',
  suspect: 'suspect',
  arrest: 'arrest',
  victim: 'identified victim',
} as const;
export const caseRecordKinds = ['complaint', 'suspect', 'arrest', 'victim'] as const;
/** Kind of record for which access can be explained. */
export type CaseRecordKind = (typeof caseRecordKinds)[number];
