import { type ComplaintView, toComplaintView } from '../complaints/complaint.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { toTimelineEventView, type TimelineEventView } from '../timeline/timeline.view.js';
import type { TimelineRow } from '../timeline/timeline.js';
import { type DraftRow, type DraftSummary, toDraftSummary } from '../drafts/draft.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import type { Arrest } from '../suspects/arrest.entity.js';
import { type ArrestSummary, toArrestSummary } from '../suspects/arrest.view.js';
import type { Suspect } from '../suspects/suspect.entity.js';
import { toSuspectSummary, type SuspectSummary } from '../suspects/suspect.view.js';
import type { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import {
  toVictimIdentifiedSummary,
  type VictimIdentifiedSummary,
} from '../victims-identified/victim-identified.view.js';

/**
 * A complaint with its persons and its latest events, for opening a case. Holds at most 200 of each; the lists and the
 * timeline hold the rest.
 */
export class CaseView {
  readonly complaint!: ComplaintView;
  readonly suspects!: SuspectSummary[];
  /** Its arrests, latest first. */
  readonly arrests!: ArrestSummary[];
  readonly victims!: VictimIdentifiedSummary[];
  /** Timeline events, latest first. */
  readonly events!: TimelineEventView[];
  /** Cursor of the timeline, newest first, for earlier events; null at the end. */
  readonly eventsCursor!: string | null;
  /** Your drafts about it without their text, latest save first. */
  readonly drafts!: DraftSummary[];
}

export interface OpenedCase {
  readonly complaint: Complaint;
  readonly suspects: readonly Suspect[];
  readonly arrests: readonly Arrest[];
  readonly victims: readonly VictimIdentified[];
  readonly events: readonly TimelineRow[];
  readonly eventsCursor: string | null;
  readonly drafts: readonly DraftRow[];
}

export function toCaseView(opened: OpenedCase, actor: Actor): CaseView {
  const { complaint, suspects, arrests, victims, events, eventsCursor, drafts } = opened;
  return {
    complaint: toComplaintView(complaint, actor),
    suspects: suspects.map(toSuspectSummary),
    arrests: arrests.map(toArrestSummary),
    victims: victims.map(toVictimIdentifiedSummary),
    events: events.map(toTimelineEventView),
    eventsCursor,
    drafts: drafts.map(toDraftSummary),
  };
}
