/** Records that tell of people, and the complaints they belong to, as they come into sight. */
export class Sight {
  readonly records = new Set<string>();
  readonly complaints = new Set<string>();

  see(records: readonly { readonly id: string; readonly complaintId: string }[]): void {
    for (const { id, complaintId } of records) {
      this.records.add(id);
      this.complaints.add(complaintId);
    }
  }
}
