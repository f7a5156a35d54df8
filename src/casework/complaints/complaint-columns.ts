import type { Concern } from '../records/packet-declarations.js';

/** Copy of a complaint that names its columns one by one, and would lose a column that it does not name. */
export type ComplaintCopy = 'transfer' | 'share' | 'import';

export interface ComplaintColumn {
  /** Class of the column in a packet; null if every packet omits it. */
  readonly concern: Concern | null;
  readonly omittedFrom: readonly ComplaintCopy[];
  /** Whether the trail records a change of the column without its value. */
  readonly isWithheld: boolean;
}

const column = (concern: Concern | null, ...omittedFrom: ComplaintCopy[]): ComplaintColumn => ({
  concern,
  omittedFrom,
  isWithheld: false,
});
/** Describes a column that the complaint's own agency or Postgres sets after intake. It is in no copy. */
const workColumn = (concern: Concern | null): ComplaintColumn => column(concern, 'transfer', 'share', 'import');
const withheld = (described: ComplaintColumn): ComplaintColumn => ({ ...described, isWithheld: true });

/** Handling of each column, in the order of a packet. A test compares it with the table, the copies and the trail. */
export const complaintColumns: Readonly<Record<string, ComplaintColumn>> = {
  id: column('matter'),
  reference: column('matter', 'transfer', 'import'),
  agency_id: column('matter'),
  working_agency_id: workColumn('matter'),
  investigator_id: workColumn('matter'),
  source: column('matter'),
  external_reference: withheld(column('matter')),
  agency_case_number: withheld(column('matter', 'transfer', 'share')),
  type: column('matter'),
  mode: column('matter'),
  received_at: column('matter'),
  received_precision: column('matter', 'share'),
  received_on: column('matter', 'transfer', 'import'),
  incident_at: column('matter'),
  incident_precision: column('matter', 'share'),
  first_use: column('matter', 'share', 'import'),
  first_use_at: column('matter', 'share', 'import'),
  jurisdiction_state: column('matter'),
  jurisdiction_county: column('matter'),
  priority: column('matter', 'transfer', 'import'),
  state: column('matter'),
  due_at: workColumn('matter'),
  disposition: column('matter', 'transfer'),
  logged_at: column('matter', 'share'),
  cycle: workColumn('matter'),
  state_since: column('matter', 'transfer', 'share'),
  state_before: workColumn('matter'),
  merged_into: workColumn('matter'),
  transferred_to: workColumn('matter'),
  referred_from: column('matter', 'share', 'import'),
  reported_to_ncmec_at: column('matter', 'share'),
  preserved_until: workColumn('matter'),
  ncmec_class: column('matter', 'share'),
  annotations: column('matter', 'share', 'import'),
  jurisdiction_city: column('child'),
  narrative: withheld(column('words')),
  task_force_id: column(null),
  intake_digest: withheld(column(null, 'share')),
  sealed_before: withheld(workColumn(null)),
  is_sealed: workColumn(null),
  is_expunged: workColumn(null),
  version: column(null, 'share'),
};
