/** Record whose visibility makes a row of a followed table visible. `complaint and itself` requires both. */
export type SeenBy = 'complaint' | 'itself' | 'complaint and itself' | 'nobody';

/**
 * Kinds of records in the change feed, each with its tables. `npm run feed:sql` writes the SQL of the feed from them. Other tables are not
 * followed: accounts and keys, identities, the subject index, counts, files, and rows written only with their record.
 */
export const followedTables = {
  agency: { agencies: 'itself', agency_memberships: 'itself' },
  arrest: { arrests: 'complaint' },
  assistance_session: { assistance_sessions: 'itself' },
  charge: { charges: 'complaint' },
  complaint: { complaints: 'complaint', purged_complaints: 'nobody' },
  disclosure: { disclosures: 'complaint' },
  forensic_exam: { forensic_exams: 'complaint' },
  identifier: { identifiers: 'complaint', suspect_identifiers: 'complaint' },
  investigation: { investigations: 'itself' },
  legal_hold: { legal_holds: 'complaint' },
  legal_process: { legal_processes: 'complaint' },
  note: { notes: 'complaint' },
  operation: { operations: 'itself' },
  operation_event: { operation_events: 'itself' },
  operation_member: { operation_members: 'itself' },
  outside_check: { outside_checks: 'complaint' },
  presentation: { presentations: 'itself' },
  preservation: { preservations: 'complaint' },
  prosecution: { prosecutions: 'complaint' },
  prosecution_referral: { prosecution_referrals: 'complaint' },
  reported_file: { reported_files: 'complaint' },
  reported_person: { reported_persons: 'complaint' },
  retention: { retentions: 'complaint' },
  safeguarding_step: { safeguarding_steps: 'complaint' },
  seal_order: { seal_orders: 'complaint' },
  share: { shares: 'complaint' },
  staffing_level: { staffing_levels: 'itself' },
  suspect: { suspects: 'complaint' },
  suspect_alias: { suspect_aliases: 'complaint' },
  task: { tasks: 'complaint' },
  tip_version: { tip_versions: 'complaint' },
  training: { trainings: 'itself' },
  // A working agency does not read the owner's offers.
  transfer: { transfers: 'complaint and itself' },
  victim_identified: { victims_identified: 'complaint' },
  victim_relationship: { victim_relationships: 'complaint' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, SeenBy>>>>;

/** Kind of record in the change feed. */
export type EventKind = keyof typeof followedTables;
