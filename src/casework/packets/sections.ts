import { complaintTypeLabels, dispositionLabels } from '../complaints/complaints.enums.js';
import { disclosureBasisLabels } from '../disclosures/disclosures.enums.js';
import { identifierKindLabels } from '../identifiers/identifiers.enums.js';
import {
  examResultLabels,
  legalProcessKindLabels,
  legalProcessOutcomeLabels,
} from '../investigations/investigations.enums.js';
import { declineReasonLabels, forumLabels, prosecutionOutcomeLabels } from '../prosecutions/prosecutions.enums.js';
import { safeguardingLabels } from '../victims-identified/victims-identified.enums.js';
import type { Concern, Concerns } from './redaction.js';

/** Words for the codes of a column, for people. */
export type Labels = Readonly<Record<string, string>>;

/** Records of one kind that belong to a complaint: their table, and the classification of each column. */
export interface Section {
  readonly name: string;
  readonly title: string;
  readonly table: string;
  readonly concerns: Concerns;
  /** Words for the codes of a column in print. Other codes are printed without their underscores. */
  readonly labels?: Readonly<Record<string, Labels>>;
  /** SQL expression over the row `r`: whether its suspect is a juvenile. */
  readonly juvenile?: string;
  /** SQL condition over the row `r` that selects the rows; all rows without it. */
  readonly only?: string;
}

/** Omitted columns: they are internal to the tracker, or concern only the visibility of the file. */
export const excludedColumns = [
  'task_force_id',
  'complaint_id',
  'version',
  'intake_digest',
  'sealed_before',
  'is_sealed',
  'is_expunged',
  'attested_at',
] as const;

const classify = (concern: Concern, ...columns: readonly string[]): Concerns =>
  Object.fromEntries(columns.map((column) => [column, concern]));
const matter = (...columns: readonly string[]): Concerns => classify('matter', 'id', ...columns);
const words = (...columns: readonly string[]): Concerns => classify('words', ...columns);
const child = (...columns: readonly string[]): Concerns => classify('child', ...columns);
const suspect = (...columns: readonly string[]): Concerns => classify('suspect', ...columns);
const voidedConcerns = { ...classify('matter', 'voided_at'), ...words('void_reason') };
const identifierConcerns = {
  ...matter('suspect_id', 'person_id', 'file_id', 'role', 'kind', 'platform', 'algorithm', 'observed_at', 'port'),
  ...matter('source_path', 'recorded_at'),
  ...voidedConcerns,
};
const selectIsJuvenile = '(SELECT s.juvenile FROM app.suspects s WHERE s.id = r.suspect_id)';

export const sections: readonly Section[] = [
  {
    name: 'complaint',
    title: 'Complaint',
    table: 'complaints',
    labels: { type: complaintTypeLabels, disposition: dispositionLabels },
    concerns: {
      ...matter(
        'reference',
        'agency_id',
        'working_agency_id',
        'investigator_id',
        'source',
        'external_reference',
        'type',
      ),
      ...matter(
        'mode',
        'received_at',
        'received_on',
        'incident_at',
        'jurisdiction_state',
        'jurisdiction_county',
        'priority',
      ),
      ...matter('state', 'due_at', 'disposition', 'logged_at', 'cycle', 'state_since', 'state_before', 'merged_into'),
      ...matter('transferred_to', 'referred_from', 'submitted_on', 'preserved_until'),
      ...child('jurisdiction_city'),
      ...words('narrative'),
    },
  },
  {
    name: 'screenings',
    title: 'Screenings',
    table: 'screenings',
    labels: { type: complaintTypeLabels },
    concerns: matter('type', 'mode', 'duplicates_found', 'screened_by', 'screened_at'),
  },
  {
    name: 'triages',
    title: 'Triage',
    table: 'triages',
    labels: { type: complaintTypeLabels },
    concerns: {
      ...matter('type', 'mode', 'priority', 'proposed_priority', 'triaged_by', 'triaged_at'),
      ...child('proposed_for'),
      ...words('rationale'),
    },
  },
  {
    name: 'assignments',
    title: 'Assignments',
    table: 'assignments',
    concerns: {
      ...matter('agency_id', 'investigator_id', 'due_at', 'cycle', 'assigned_by', 'assigned_at'),
      ...words('reason'),
    },
  },
  {
    name: 'moves',
    title: 'Status changes',
    table: 'complaint_moves',
    concerns: {
      ...matter('cycle', 'from_state', 'to_state', 'action', 'merged_into', 'moved_by', 'moved_at'),
      ...words('reason'),
    },
  },
  {
    name: 'holds',
    title: 'Periods on hold',
    table: 'complaint_holds',
    concerns: { ...matter('review_on', 'held_by', 'held_at', 'ended_by', 'ended_at'), ...words('reason') },
  },
  {
    name: 'suspects',
    title: 'Suspects',
    table: 'suspects',
    concerns: {
      ...matter('agency_id', 'offender_class', 'juvenile', 'identified_on', 'same_person_as'),
      ...suspect('given_name', 'family_name', 'born_on'),
      ...voidedConcerns,
    },
  },
  {
    name: 'aliases',
    title: 'Aliases of suspects',
    table: 'suspect_aliases',
    juvenile: selectIsJuvenile,
    concerns: {
      ...matter('suspect_id', 'kind', 'recorded_at'),
      ...suspect('given_name', 'family_name', 'whole_name'),
      ...voidedConcerns,
    },
  },
  {
    name: 'persons',
    title: 'Reported persons',
    table: 'reported_persons',
    concerns: {
      ...matter('role', 'source_path', 'recorded_at'),
      ...child('given_name', 'family_name', 'other_name', 'born_on', 'approximate_age'),
      ...words('description'),
      ...voidedConcerns,
    },
  },
  {
    name: 'files',
    title: 'Reported files',
    table: 'reported_files',
    concerns: {
      ...matter('size_bytes', 'is_viewed_by_provider', 'is_publicly_available', 'classification', 'source_path'),
      ...matter('recorded_at'),
      ...words('name', 'tags'),
      ...voidedConcerns,
    },
  },
  {
    name: 'identifiers-of-suspects',
    title: 'Identifiers of suspects',
    table: 'identifiers',
    only: `r.role = 'suspect'`,
    juvenile: selectIsJuvenile,
    labels: { kind: identifierKindLabels },
    concerns: { ...identifierConcerns, ...suspect('raw', 'normalised') },
  },
  {
    name: 'identifiers-of-others',
    title: 'Other identifiers',
    table: 'identifiers',
    only: `r.role <> 'suspect'`,
    labels: { kind: identifierKindLabels },
    concerns: { ...identifierConcerns, ...child('raw', 'normalised') },
  },
  {
    name: 'arrests',
    title: 'Arrests',
    table: 'arrests',
    concerns: { ...matter('suspect_id', 'agency_id', 'arrested_on', 'kind', 'juvenile_handling'), ...voidedConcerns },
  },
  {
    name: 'charges',
    title: 'Charges',
    table: 'charges',
    concerns: {
      ...matter('arrest_id', 'jurisdiction', 'code', 'section', 'title', 'federal_section', 'counts', 'completion'),
      ...matter('nibrs_offense', 'criminal_activities', 'offender_using', 'location'),
      ...child('victim_age'),
      ...voidedConcerns,
    },
  },
  {
    name: 'referrals-for-prosecution',
    title: 'Referrals for prosecution',
    table: 'prosecution_referrals',
    juvenile: selectIsJuvenile,
    labels: { forum: forumLabels, decline_reason: declineReasonLabels },
    concerns: {
      ...matter('suspect_id', 'agency_id', 'forum', 'referred_on', 'decision', 'decided_on', 'decline_reason'),
      ...suspect('office'),
      ...voidedConcerns,
    },
  },
  {
    name: 'prosecutions',
    title: 'Prosecutions',
    table: 'prosecutions',
    juvenile: selectIsJuvenile,
    labels: { forum: forumLabels, outcome: prosecutionOutcomeLabels },
    concerns: {
      ...matter('suspect_id', 'agency_id', 'referral_id', 'forum', 'filed_on', 'is_tried_as_adult'),
      ...suspect('court', 'case_number'),
      ...matter('outcome', 'disposed_on', 'sentence_months', 'is_life', 'statutory_max_months', 'is_max_life'),
      ...words('sentence_note'),
      ...voidedConcerns,
    },
  },
  {
    name: 'victims-identified',
    title: 'Identified children, by pseudonym',
    table: 'victims_identified',
    labels: { safeguarding_status: safeguardingLabels },
    concerns: {
      ...matter('agency_id', 'pseudonym'),
      ...child('abuse_timing', 'production_victim', 'safeguarding_status', 'identified_on', 'same_child_as'),
      ...voidedConcerns,
    },
  },
  {
    name: 'relationships',
    title: 'Relationships between children and suspects',
    table: 'victim_relationships',
    concerns: {
      ...matter('victim_id', 'suspect_id', 'noted_by', 'noted_at'),
      ...child('relationship'),
      ...voidedConcerns,
    },
  },
  {
    name: 'safeguarding',
    title: 'Safeguarding steps',
    table: 'safeguarding_steps',
    labels: { status: safeguardingLabels },
    concerns: {
      ...matter('victim_id', 'noted_by', 'noted_at'),
      ...child('status', 'happened_on'),
      ...words('reason'),
      ...voidedConcerns,
    },
  },
  {
    name: 'investigations',
    title: 'Investigations',
    table: 'investigation_complaints',
    concerns: {
      ...matter('investigation_id', 'linked_by', 'linked_at', 'ended_by', 'ended_at'),
      ...words('end_reason'),
    },
  },
  {
    name: 'legal-processes',
    title: 'Legal process',
    table: 'legal_processes',
    labels: { kind: legalProcessKindLabels, outcome: legalProcessOutcomeLabels },
    concerns: {
      ...matter('investigation_id', 'agency_id', 'kind', 'authority', 'number', 'issued_on', 'expires_on', 'served_on'),
      ...matter('returned_on', 'outcome', 'items_received', 'withdrawn_on', 'recorded_by', 'recorded_at'),
      ...words('directed_to', 'withdrawal_reason'),
      ...voidedConcerns,
    },
  },
  {
    name: 'forensic-exams',
    title: 'Forensic examinations',
    table: 'forensic_exams',
    labels: { result: examResultLabels },
    concerns: {
      ...matter(
        'investigation_id',
        'agency_id',
        'legal_process_id',
        'requested_on',
        'began_on',
        'completed_on',
        'result',
      ),
      ...matter(
        'devices',
        'bytes',
        'computers',
        'phones',
        'storage_media',
        'other_devices',
        'recorded_by',
        'recorded_at',
      ),
      ...voidedConcerns,
    },
  },
  {
    name: 'preservations',
    title: 'Preservation requests',
    table: 'preservations',
    concerns: {
      ...matter('provider', 'requested_on', 'renewed_on', 'expires_on', 'recorded_by', 'recorded_at', 'renewed_by'),
      ...matter('renewed_at', 'released_by', 'released_at'),
      ...words('account', 'release_reason'),
    },
  },
  {
    name: 'notes',
    title: 'Notes',
    table: 'notes',
    concerns: { ...matter('corrects', 'written_by', 'written_at'), ...words('text') },
  },
  {
    name: 'tasks',
    title: 'Tasks',
    table: 'tasks',
    concerns: {
      ...matter('owner_id', 'due_on', 'state', 'set_by', 'set_at', 'ended_by', 'ended_at'),
      ...words('title', 'outcome', 'cancel_reason'),
    },
  },
  {
    name: 'terms-of-tasks',
    title: 'Task assignments and due dates',
    table: 'task_terms',
    concerns: matter('task_id', 'owner_id', 'due_on', 'is_change', 'said_by', 'said_at'),
  },
  {
    name: 'transfers',
    title: 'Offers to other agencies',
    table: 'transfers',
    labels: { type: complaintTypeLabels, basis: disclosureBasisLabels },
    concerns: {
      ...matter('agency_id', 'from_name', 'kind', 'to_task_force_id', 'to_agency_id', 'to_name', 'basis', 'reference'),
      ...matter('source', 'type', 'mode', 'priority', 'offered_by', 'offered_at', 'answer_by', 'state', 'decided_by'),
      ...matter('decided_at', 'became_complaint_id'),
      ...words('reason', 'summary', 'answer_reason'),
    },
  },
  {
    name: 'shares',
    title: 'Shares with other agencies',
    table: 'shares',
    labels: { basis: disclosureBasisLabels },
    concerns: {
      ...matter('agency_id', 'from_name', 'to_task_force_id', 'to_agency_id', 'to_name', 'reference', 'includes_names'),
      ...matter('until_on', 'basis', 'granted_by', 'granted_at', 'ended_by', 'ended_at'),
      ...words('reason', 'end_reason'),
    },
  },
  {
    name: 'disclosures',
    title: 'Disclosures',
    table: 'disclosures',
    labels: { basis: disclosureBasisLabels },
    concerns: {
      ...matter('what', 'recipient_task_force_id', 'recipient_agency_id', 'basis', 'record_id'),
      ...matter('disclosed_by', 'disclosed_at', 'entered_at'),
      // A recipient agency of the tracker remains visible, by name.
      ...words('recipient', 'purpose'),
    },
  },
  {
    name: 'outside-checks',
    title: 'Checks in external systems',
    table: 'outside_checks',
    concerns: {
      ...matter('system', 'system_name', 'query_id', 'result', 'checked_at', 'recorded_by', 'recorded_at'),
      ...voidedConcerns,
    },
  },
  {
    name: 'closure-proposals',
    title: 'Closure proposals',
    table: 'closure_proposals',
    labels: { code: dispositionLabels },
    concerns: {
      ...matter('code', 'proposed_by', 'proposed_at', 'outcome', 'decided_by', 'decided_at'),
      ...words('narrative', 'answer'),
    },
  },
  {
    name: 'dispositions',
    title: 'Disposition',
    table: 'dispositions',
    labels: { code: dispositionLabels },
    concerns: { ...matter('code', 'proposed_by', 'disposed_by', 'disposed_at'), ...words('narrative') },
  },
];

/** Other tables of a complaint, and the reason for omitting each. */
export const excludedTables: Readonly<Record<string, string>> = {
  operation_members: 'An operation may be covert.',
  packets: 'It describes packets of the case, which the disclosures list.',
  tip_versions: 'The content of the tip is encrypted; the records made from it are included.',
  retentions: 'It concerns the retention of the file, not the matter.',
  legal_holds: 'It concerns the retention of the file, not the matter.',
  seal_orders: 'It concerns access to the file, not the matter.',
  identity_destructions: 'It concerns the vault, not the matter.',
  purged: 'It describes complaints that were purged.',
  purged_counts: 'It describes complaints that were purged.',
  subject_index_entries: 'The shared index is separate from the case (28 CFR Part 23).',
  deconfliction_checks: 'Deconfliction is separate from the case (28 CFR Part 23).',
  victim_inquiries: 'An inquiry of another agency does not concern the matter.',
  deconfliction_hits: 'A packet does not disclose the investigation of another agency (28 CFR Part 23).',
};

const concernsByTable = new Map(sections.map(({ table, concerns }) => [table, concerns]));

export function includesColumn(table: string, column: string): boolean {
  return concernsByTable.get(table)?.[column] !== undefined;
}

/** Statement that selects all sections of complaint `$1`, without the internal columns. */
export const selectSections = sections
  .map(({ table, juvenile, only }, number) => {
    const row = `to_jsonb(r) - ARRAY[${excludedColumns.map((column) => `'${column}'`).join(', ')}]`;
    const rowExpression = juvenile === undefined ? row : `${row} || jsonb_build_object('juvenile', ${juvenile})`;
    const key = table === 'complaints' ? 'id' : 'complaint_id';
    return `SELECT ${number} AS section, r.id, ${rowExpression} AS row FROM app.${table} r WHERE r.${key} = $1${only === undefined ? '' : ` AND ${only}`}`;
  })
  .join(' UNION ALL ')
  .concat(' ORDER BY section, id');
