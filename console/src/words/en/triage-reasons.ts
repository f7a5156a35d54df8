import type { ChildAccess, Schemas } from '../../api/types';
import { count } from './count';
import { values } from './values';

type Params = Schemas['TriageReasonParams'];

const list = ({ annotations }: Params): string => annotations.map((one) => values.annotation[one]).join(', ');

export const childAccess: Readonly<Record<ChildAccess, string>> = {
  parent_or_guardian: 'Parent or guardian',
  household: 'Member of the household',
  relative: 'Relative',
  caregiver: 'Caregiver',
  teacher: 'Teacher',
  coach: 'Coach',
  other: 'Other access',
  none: 'No known access',
};

/** Sentence of each reason of a proposed triage. */
export const triageReasons: Readonly<Record<Schemas['TriageReasonView']['rule'], (params: Params) => string>> = {
  recorded_type: () => 'The complaint already has this type.',
  incident_type: ({ type }) =>
    type === null || type === 'csam_possession'
      ? 'The CyberTip reports child sexual abuse material. Possession is the least that this means.'
      : `The CyberTip reports this type: ${values.complaintType[type]}.`,
  recorded_mode: () => 'The complaint already has this mode.',
  reporting_source: () => 'A tip or a referral started the complaint.',
  child_at_risk_now: () => 'A child is recorded as at risk, or its abuse as ongoing.',
  hands_on_statement: () => 'A person found a statement of hands-on abuse.',
  escalated_by_provider: () => 'The provider escalated the report: it states an immediate risk to a child.',
  contact_with_a_child: () => 'It is about contact abuse, trafficking or somebody on the way to a child.',
  child_identified: () => 'A child has been identified.',
  access_to_child: ({ access }) => `The reported person has access to a child: ${childAccess[access ?? 'other']}.`,
  child_within_reach: () =>
    'It is about somebody who reaches or records a child: enticement, sextortion, production, travel for abuse.',
  child_coerced: (params) => `It is annotated as coercion of a child: ${list(params)}.`,
  known_suspect: () => 'A suspect is known.',
  convicted_offender: () => 'The tip states that the reported person is a convicted sex offender.',
  prior_reports: (params) =>
    `The tip names ${count(params.count ?? 0, 'prior report', 'prior reports')} about the reported person.`,
  aggravated: (params) => `It is annotated as aggravated: ${list(params)}.`,
  prepubescent_child: (params) =>
    `${count(params.count ?? 0, 'reported file', 'reported files')} of class A1 or A2: a prepubescent child.`,
  many_files: (params) => `The tip reports ${count(params.count ?? 0, 'file', 'files')}.`,
  active_offender: () => 'It is about distribution or about obscene material sent to minors.',
  known_viral: () => 'Each reported file is marked as viral or as a meme.',
  informational: () => 'NCMEC classed the tip as informational.',
  all_else: () => 'Nothing that is known speaks for more urgency.',
};
