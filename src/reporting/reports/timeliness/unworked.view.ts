import type {
  ComplaintSource,
  ComplaintState,
  DispositionCode,
  Priority,
} from '../../../casework/complaints/complaints.enums.js';
import { ScopeView } from '../report.view.js';
import type { UnworkedReason } from './unworked.enums.js';

/** Definition of a reason. */
export class UnworkedDefinition {
  readonly reason!: UnworkedReason;
  /**
   * Definition of the reason.
   * @example Open now, and triaged without an assignment.
   */
  readonly says!: string;
}

/** Number of unworked complaints of one reason, disposition and tier. */
export class UnworkedCount {
  readonly reason!: UnworkedReason;
  /** Disposition of closed complaints; null for open ones. */
  readonly disposition!: DispositionCode | null;
  /** Tier; null before triage. */
  readonly priority!: Priority | null;
  /**
   * Number of complaints.
   * @example 12
   */
  readonly complaints!: number;
}

/** Complaints that nobody works, with the reason. */
export class UnworkedView {
  /**
   * First day of the period of the closed complaints.
   * @format date
   */
  readonly from!: string;
  /**
   * Day after the last day of the period.
   * @format date
   */
  readonly until!: string;
  readonly scope!: ScopeView;
  /** Time of the count. */
  readonly generatedAt!: string;
  readonly definitions!: UnworkedDefinition[];
  /**
   * Number of unworked complaints.
   * @example 84
   */
  readonly complaints!: number;
  /** Numbers by reason, disposition and tier, which add up to the whole. */
  readonly counts!: UnworkedCount[];
}

/** Complaint that nobody works, with the reason. */
export class UnworkedComplaint {
  readonly complaintId!: string;
  /**
   * Reference of the complaint.
   * @example NE-000417
   */
  readonly reference!: string;
  readonly state!: ComplaintState;
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource;
  /** Agency that owns it. */
  readonly agencyId!: string;
  /** Time of receipt. */
  readonly receivedAt!: string;
  readonly reason!: UnworkedReason;
  /** Start of its current state. */
  readonly stateChangedAt!: string;
  readonly disposition!: DispositionCode | null;
  /**
   * Reason of its current hold; null if it is not on hold.
   * @example The laboratory has the devices.
   */
  readonly holdReason!: string | null;
}

/** Page of unworked complaints. */
export class UnworkedComplaintPage {
  readonly items!: UnworkedComplaint[];
  readonly nextCursor!: string | null;
}
