/** Complaint or account that the audit can ask about, without its contents. */
export class AuditedRecordView {
  readonly id!: string;
  readonly kind!: AuditedRecordKind;
  /**
   * Reference of the complaint, or name of the person.
   * @example NE-000168
   */
  readonly name!: string;
  /**
   * Agency that owns the complaint, or that the account belongs to; null for an account of a task force or of the national office.
   * @example Omaha Police Department
   */
  readonly agencyName!: string | null;
}

export const auditedRecordKinds = ['complaint', 'account'] as const;
/** Kind of a record that the audit finds by its reference or email. */
export type AuditedRecordKind = (typeof auditedRecordKinds)[number];

/** Record that was found; null both where it does not exist and where the session may not ask about it. */
export class FoundRecordView {
  readonly found!: AuditedRecordView | null;
}
