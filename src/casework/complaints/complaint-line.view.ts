import type { Actor } from '../../platform/actor/actor.js';
import type { CountedPage } from '../../platform/database/counted-page.js';
import { extendView } from '../../platform/http/extend-view.js';
import { obstacleTo, type BulkAction } from './action-obstacles.js';
import type { Complaint } from './complaint.entity.js';
import { ComplaintSummary, JurisdictionView, toComplaintSummary } from './complaint.view.js';
import type { ActionObstacle, MatchStrength } from './complaints.enums.js';

/** Actions on many complaints that the reader may take on this one in its current state. */
export class ComplaintLineMay {
  /** Whether the reader may triage it. */
  readonly triage!: boolean;
  /** Whether the reader may assign it to an agency or an investigator. */
  readonly assign!: boolean;
  /** Whether the reader may close it. Open items of the complaint can still prevent that. */
  readonly close!: boolean;
  /** Whether the reader may put it on hold. */
  readonly hold!: boolean;
}

/** Reasons why the reader may not take the actions; null for each action that the reader may take. */
export class ComplaintLineObstacles {
  readonly triage!: ActionObstacle | null;
  readonly assign!: ActionObstacle | null;
  readonly close!: ActionObstacle | null;
  readonly hold!: ActionObstacle | null;
}

/** Complaint in a list, without the narrative, with the facts that decide its urgency. */
export class ComplaintLine extends ComplaintSummary {
  readonly jurisdiction!: JurisdictionView;
  /** Whether it is open and past its due time. On hold, the due time waits. */
  readonly isOverdue!: boolean;
  /** Whether it waits for its assignment for longer than its tier allows. */
  readonly isPastTarget!: boolean;
  /**
   * Last day on which the provider has to preserve the reported content (18 U.S.C. 2258A(h)).
   * @format date
   */
  readonly preservedUntil!: string | null;
  /** Whether the provider escalated it, by the latest version of its tip. */
  readonly isEscalated!: boolean;
  /** Number of deconfliction hits without an answer. */
  readonly unansweredHits!: number;
  /** Number of open tasks. */
  readonly openTasks!: number;
  /** Strength of its strongest match with another complaint that the reader sees; null without a match. */
  readonly strongestMatch!: MatchStrength | null;
  readonly may!: ComplaintLineMay;
  readonly obstacles!: ComplaintLineObstacles;
}

/** Page of a list of complaints. */
export class ComplaintPage {
  readonly items!: ComplaintLine[];
  readonly nextCursor!: string | null;
  /** Number of complaints of the list; null on later pages. */
  readonly count!: number | null;
  /** Whether the count is complete. Otherwise it is a minimum. Null on later pages. */
  readonly isComplete!: boolean | null;
}

/** Complaint with the facts of a line that other records decide. */
export interface ListedComplaint {
  readonly complaint: Complaint;
  readonly isOverdue: boolean;
  readonly isPastTarget: boolean;
  readonly isEscalated: boolean;
  readonly unansweredHits: number;
  readonly openTasks: number;
  readonly strongestMatch: MatchStrength | null;
}

export function toComplaintPage(page: CountedPage<ListedComplaint>, actor: Actor): ComplaintPage {
  return { ...page, items: page.items.map((item) => toComplaintLine(item, actor)) };
}

function toComplaintLine(listed: ListedComplaint, actor: Actor): ComplaintLine {
  const { complaint, isOverdue, isPastTarget, isEscalated, unansweredHits, openTasks, strongestMatch } = listed;
  const { jurisdictionState: state, jurisdictionCounty: county, jurisdictionCity: city, preservedUntil } = complaint;
  const obstacle = (action: BulkAction): ActionObstacle | null => obstacleTo(action, complaint, actor);
  const obstacles = {
    triage: obstacle('triage'),
    assign: obstacle('assign'),
    close: obstacle('close'),
    hold: obstacle('hold'),
  };
  const { triage, assign, close, hold } = obstacles;
  return extendView(toComplaintSummary(complaint), {
    jurisdiction: { state, county, city },
    isOverdue,
    isPastTarget,
    isEscalated,
    unansweredHits,
    openTasks,
    strongestMatch,
    preservedUntil,
    may: { triage: triage === null, assign: assign === null, close: close === null, hold: hold === null },
    obstacles,
  });
}
