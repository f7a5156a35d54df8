/** Kinds of event in a timeline. */
export const timelineKinds = [
  'received',
  'screened',
  'triaged',
  'assigned',
  'moved',
  'other_merged',
  'other_separated',
  'held',
  'resumed',
  'closure_proposed',
  'closure_answered',
  'closed',
  'suspect_identified',
  'arrest_made',
  'child_identified',
  'record_voided',
  'investigation_linked',
  'investigation_unlinked',
  'legal_process_issued',
  'legal_process_served',
  'legal_process_ended',
  'forensic_exam_requested',
  'forensic_exam_completed',
  'charged',
  'prosecution_referred',
  'prosecution_decided',
  'prosecution_filed',
  'prosecution_ended',
  'child_safeguarded',
  'offered',
  'offer_answered',
  'shared',
  'share_ended',
  'disclosed',
  'note_written',
  'task_set',
  'task_reassigned',
  'task_rescheduled',
  'task_ended',
  'preservation_requested',
  'preservation_renewed',
  'preservation_released',
  'tip_version_received',
  'checked_elsewhere',
  'deconfliction_checked',
  'conflict_found',
  'conflict_answered',
  'legal_hold_placed',
  'legal_hold_lifted',
  'seal_order_executed',
  'purge_marked',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** Orders of a timeline: oldest first or newest first. */
export const timelineOrders = ['oldest', 'newest'] as const;
export type TimelineOrder = (typeof timelineOrders)[number];

const initials: Readonly<Record<string, string>> = {
  csam: 'CSAM',
  esp: 'provider',
  icac: 'ICAC',
  ai: 'AI',
  ip: 'IP',
  url: 'URL',
};

/** Returns a code as people say it: `csam_possession` becomes CSAM possession. */
export function spoken(word: string): string {
  return word
    .split('_')
    .map((part) => initials[part] ?? part)
    .join(' ');
}
