import { ComplaintView, toComplaintView } from '../complaints/complaints.contract.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { toTimelineEventView, TimelineEventView } from '../timeline/timeline.contract.js';
import type { TimelineRow } from '../timeline/timeline.js';
import type { Actor } from '../../platform/actor/actor.js';
import type { Arrest } from '../suspects/arrest.entity.js';
import { ArrestSummary, toArrestSummary } from '../suspects/arrests.contract.js';
import type { Suspect } from '../suspects/suspect.entity.js';
import { toSuspectSummary, SuspectSummary } from '../suspects/suspects.contract.js';
import type { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import {
  toVictimIdentifiedSummary,
  VictimIdentifiedSummary,
} from '../victims-identified/victims-identified.contract.js';

/**
 * A complaint with its persons and its latest events, for opening a case. Holds at most 200 of each; the lists and the
 * timeline hold the rest.
 */
export class CaseView {
  readonly complaint!: ComplaintView;
  /** Its suspects, as in a list: a juvenile is not named. */
  readonly suspects!: SuspectSummary[];
  /** Its arrests, latest first. */
  readonly arrests!: ArrestSummary[];
  /** Identified children, by pseudonym. */
  readonly victims!: VictimIdentifiedSummary[];
  /** Timeline events, latest first. */
  readonly events!: TimelineEventView[];
  /** Cursor of the timeline, newest first, for earlier events; null at the end. */
  readonly eventsCursor!: string | null;
}

export interface OpenedCase {
  readonly complaint: Complaint;
  readonly suspects: readonly Suspect[];
  readonly arrests: readonly Arrest[];
  readonly victims: readonly VictimIdentified[];
  readonly events: readonly TimelineRow[];
  readonly eventsCursor: string | null;
}

export function toCaseView(opened: OpenedCase, actor: Actor): CaseView {
  const { complaint, suspects, arrests, victims, events, eventsCursor } = opened;
  return {
    complaint: toComplaintView(complaint, actor),
    suspects: suspects.map(toSuspectSummary),
    arrests: arrests.map(toArrestSummary),
    victims: victims.map(toVictimIdentifiedSummary),
    events: events.map(toTimelineEventView),
    eventsCursor,
  };
}
