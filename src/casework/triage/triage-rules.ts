import type { ComplaintMode, ComplaintSource, ComplaintType, Priority } from '../complaints/complaints.enums.js';
import {
  noParams,
  proposePriority,
  type PriorityFacts,
  type PriorityRuleName,
  type ReasonEffect,
  type ReasonParams,
} from '../complaints/priority-rules.js';
import type { IncidentMeaning } from './tip-meanings.js';

/** Fields that a triage decides, and that the rules propose. */
export const triageFields = ['type', 'mode', 'priority'] as const;
export type TriageField = (typeof triageFields)[number];

/** Rules that propose a type or a mode. */
const triageRules = {
  recorded_type: 'The complaint has this type.',
  incident_type: 'The CyberTip reports this type.',
  recorded_mode: 'The complaint has this mode.',
  reporting_source: 'A tip or a referral started the complaint.',
} as const;
export type TriageRuleName = keyof typeof triageRules;

/** Sources that report to the task force. For any other source the mode is not known. */
const reportingSources: readonly ComplaintSource[] = [
  'ncmec_cybertip',
  'service_provider',
  'other_agency',
  'public_complaint',
];

export interface TriageFacts extends PriorityFacts {
  readonly mode: ComplaintMode | null;
  readonly source: ComplaintSource;
  /** Meaning of the incident types of its latest tip; null without one. */
  readonly incident: IncidentMeaning | null;
}

export interface TriageReason {
  readonly field: TriageField;
  readonly rule: TriageRuleName | PriorityRuleName;
  readonly effect: ReasonEffect;
  readonly says: string;
  readonly params: ReasonParams;
}

export interface TriageProposal {
  readonly type: ComplaintType | null;
  readonly mode: ComplaintMode | null;
  readonly priority: Priority;
  readonly reasons: readonly TriageReason[];
  readonly rationale: string;
}

/**
 * Proposes a triage with its reasons. A recorded type or mode stays; otherwise the tip gives the type and the source the
 * mode. The rationale omits weaker reasons, and marks the overruled ones.
 */
export function proposeTriage(facts: TriageFacts): TriageProposal {
  const type = facts.type ?? facts.incident?.type ?? null;
  const mode = facts.mode ?? (reportingSources.includes(facts.source) ? 'reactive' : null);
  const { priority, reasons: ofPriority } = proposePriority({ ...facts, type });
  const reasons = [
    ...reasonsForType(facts),
    ...reasonsForMode(facts, mode),
    ...ofPriority.map((reason) => ({ field: 'priority' as const, ...reason })),
  ];
  const rationale = reasons
    .filter(({ field, rule, effect }) => effect !== 'weaker' && (field === 'priority' || rule === 'incident_type'))
    .map(({ effect, says }) => (effect === 'overruled' ? `Overruled: ${says}` : says))
    .join(' ');
  return { type, mode, priority, reasons, rationale };
}

function reasonsForType({ type, incident }: TriageFacts): TriageReason[] {
  if (type !== null) return [supportingReason('type', 'recorded_type', triageRules.recorded_type, { type })];
  if (incident === null) return [];
  return [supportingReason('type', 'incident_type', incident.says, { type: incident.type })];
}

function reasonsForMode({ mode: recorded }: TriageFacts, mode: ComplaintMode | null): TriageReason[] {
  if (mode === null) return [];
  const rule = recorded === null ? 'reporting_source' : 'recorded_mode';
  return [supportingReason('mode', rule, triageRules[rule])];
}

function supportingReason(
  field: TriageField,
  rule: TriageRuleName,
  says: string,
  params: Partial<ReasonParams> = {},
): TriageReason {
  return { field, rule, effect: 'supports', says, params: { ...noParams, ...params } };
}
