/** Viewed records about persons, and their complaints, for the access log. */
export class ViewedRecords {
  readonly records = new Set<string>();
  readonly complaints = new Set<string>();

  add(records: readonly { readonly id: string; readonly complaintId: string }[]): void {
    for (const { id, complaintId } of records) {
      this.records.add(id);
      this.complaints.add(complaintId);
    }
  }
}
