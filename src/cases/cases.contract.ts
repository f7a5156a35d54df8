import { ComplaintView, viewOf as complaintViewOf } from '../complaints/complaints.contract.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { eventViewOf, TimelineEventView } from '../desk/timeline/timeline.contract.js';
import type { TimelineRow } from '../desk/timeline/timeline.js';
import type { Actor } from '../platform/access/actor.js';
import type { Arrest } from '../suspects/arrest.entity.js';
import { ArrestSummary, summaryOf as arrestSummaryOf } from '../suspects/arrests.contract.js';
import type { Suspect } from '../suspects/suspect.entity.js';
import { summaryOf as suspectSummaryOf, SuspectSummary } from '../suspects/suspects.contract.js';
import type { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import {
  summaryOf as victimSummaryOf,
  VictimIdentifiedSummary,
} from '../victims-identified/victims-identified.contract.js';

/**
 * A complaint with the people it is about and what happened to it last: what somebody needs who opens a case. At most 200 of each;
 * the lists and the timeline have the rest.
 */
export class CaseView {
  readonly complaint!: ComplaintView;
  /** Its suspects, as in a list: a juvenile is not named. */
  readonly suspects!: SuspectSummary[];
  /** The latest first. */
  readonly arrests!: ArrestSummary[];
  /** The children identified, by pseudonym. */
  readonly victims!: VictimIdentifiedSummary[];
  /** What happened, the latest first. */
  readonly events!: TimelineEventView[];
  /** Hand it back as `cursor` of the timeline, from the newest, for what happened before; null at the end. */
  readonly eventsCursor!: string | null;
}

/** What a case holds, as it was read. */
export interface OpenedCase {
  readonly complaint: Complaint;
  readonly suspects: readonly Suspect[];
  readonly arrests: readonly Arrest[];
  readonly victims: readonly VictimIdentified[];
  readonly events: readonly TimelineRow[];
  readonly eventsCursor: string | null;
}

export function caseViewOf(opened: OpenedCase, actor: Actor): CaseView {
  const { complaint, suspects, arrests, victims, events, eventsCursor } = opened;
  return {
    complaint: complaintViewOf(complaint, actor),
    suspects: suspects.map(suspectSummaryOf),
    arrests: arrests.map(arrestSummaryOf),
    victims: victims.map(victimSummaryOf),
    events: events.map(eventViewOf),
    eventsCursor,
  };
}
