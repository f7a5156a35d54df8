/** Properties of a counted table that decide how its rows enter the ledger. */
interface TableTraits {
  /** Complaint of a row: the row itself, the complaint it belongs to, or none. */
  readonly complaint: 'itself' | 'parent' | 'none';
  readonly isVoidable: boolean;
  /** Agency to which a row counts. */
  readonly agency: string;
}

const unvoidable = { isVoidable: false, agency: 'r.agency_id' } as const;
const voidable = { isVoidable: true, agency: 'r.agency_id' } as const;

/** Tables that the measures count, in the order of the generated SQL. */
export const countedTables = {
  complaints: { complaint: 'itself', ...unvoidable },
  arrests: { complaint: 'parent', ...voidable },
  suspects: { complaint: 'parent', ...voidable },
  victims_identified: { complaint: 'parent', ...voidable },
  legal_processes: { complaint: 'parent', ...voidable },
  preservations: { complaint: 'parent', isVoidable: false, agency: 'c.agency_id' },
  prosecution_referrals: { complaint: 'parent', ...voidable },
  prosecutions: { complaint: 'parent', ...voidable },
  forensic_exams: { complaint: 'parent', ...voidable },
  investigations: { complaint: 'none', ...unvoidable },
  assistance_sessions: { complaint: 'none', ...voidable },
  presentations: { complaint: 'none', ...voidable },
  trainings: { complaint: 'none', ...voidable },
} as const satisfies Readonly<Record<string, TableTraits>>;

export type CountedTable = keyof typeof countedTables;
