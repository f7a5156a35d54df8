import { declareName } from '../../platform/names/name-declarations.js';

/** Complaint with its number. */
export class ComplaintReference {
  readonly id!: string;
  /**
   * Number of the complaint, for people; null if the reader cannot see the complaint.
   * @example NE-000417
   */
  readonly reference!: string | null;
}

/** Returns the view of a complaint, whose number the answer gets if the reader can see the complaint. */
export const nameComplaint = declareName<ComplaintReference>('complaint', {
  select: 'SELECT id, reference FROM app.complaints WHERE id = ANY ($ids)',
  unknown: { reference: null },
});
