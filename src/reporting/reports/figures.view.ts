import type { Precision } from './reports.enums.js';

/** Count of a measure: the recorded number, the historical totals, and their sum. */
export class Figure {
  /** Count of the records in the tracker. */
  readonly recorded!: number;
  /** Historical totals from before the tracker, as they were published. */
  readonly historical!: number;
  /** Sum of `recorded` and `historical`. */
  readonly total!: number;
  /** Precision of the total: that of its least precise part. */
  readonly precision!: Precision;
}

/** Headline measures and the other requested measures. A measure without records is zero. */
export class Figures {
  /** Complaints a task force received and logged, by type, mode and source. Counted on the day the complaint was received. */
  readonly complaintsDocumented!: Figure;
  /** Complaints that were merged into another complaint of the same matter. Counted on the day the complaint was received. */
  readonly complaintsMerged?: Figure;
  /** Complaints documented that are CyberTips of the National Center for Missing and Exploited Children. Counted on the day the CyberTip was received. */
  readonly cybertipsReceived?: Figure;
  /** Investigations opened. Counted on the day the investigation was opened. */
  readonly investigationsInitiated?: Figure;
  /** Investigations closed, by disposition. Counted on the day the investigation was closed. */
  readonly investigationsClosed?: Figure;
  /** Subpoenas, court orders and search warrants served. Counted on the day of the service. */
  readonly legalProcessServed?: Figure;
  /** Requests to providers to preserve evidence under 18 U.S.C. 2703(f), which an agency makes by itself. Counted on the day of the request. */
  readonly preservationRequests?: Figure;
  /** Arrests made, under the type and mode of the complaint they followed from. Counted on the day of the arrest. */
  readonly arrests!: Figure;
  /** Offenders identified who produced child sexual abuse material, sexually abused a child, or both. Counted on the day the offender was identified. */
  readonly offendersIdentifiedHandsOnOrProduction!: Figure;
  /** Children identified who suffered recent, ongoing or historical sexual abuse, or were victims of production. Counted on the day the child was identified. */
  readonly victimsIdentified!: Figure;
  /** Suspects referred for prosecution, by forum: the United States Attorney, State, local, tribal or military. Counted on the day of the referral. */
  readonly prosecutionReferrals?: Figure;
  /** Referrals for prosecution that the prosecutor accepted. Counted on the day of the decision. */
  readonly referralsAccepted?: Figure;
  /** Referrals for prosecution that the prosecutor declined. Counted on the day of the decision. */
  readonly referralsDeclined?: Figure;
  /** Cases filed, counted once for each defendant. Counted on the day the case was filed. */
  readonly prosecutions?: Figure;
  /** Defendants convicted, by plea or at trial. Counted on the day the case was disposed of. */
  readonly convictions?: Figure;
  /** Defendants convicted by a plea in place of a trial. Counted on the day the case was disposed of. */
  readonly pleas?: Figure;
  /** Defendants acquitted. Counted on the day the case was disposed of. */
  readonly acquittals?: Figure;
  /** Cases against a defendant that were dismissed. Counted on the day the case was disposed of. */
  readonly dismissals?: Figure;
  /** Computer forensic examinations completed. Counted on the day the examination was completed. */
  readonly forensicExamsCompleted?: Figure;
  /** Devices examined in the forensic examinations completed. Counted on the day the examination was completed. */
  readonly devicesExamined?: Figure;
  /** Bytes examined in the forensic examinations completed. Counted on the day the examination was completed. */
  readonly bytesExamined?: Figure;
  /** Sessions of technical assistance to other agencies, by whether the agency was a member of the task force on the day of the session. Counted on the day the session was held. */
  readonly assistanceSessions?: Figure;
  /** Presentations held for the public, for young people and for adults. Counted on the day the presentation was held. */
  readonly presentations!: Figure;
  /** Young people and adults at presentations, counted per attendance. Counted on the day the presentation was held. */
  readonly peopleReached!: Figure;
  /** Training sessions given to law enforcement, prosecutors and others who work on such cases. Counted on the last day of the session. */
  readonly trainingSessions!: Figure;
  /** Law enforcement, prosecutors and others trained, counted per attendance. Counted on the last day of the session. */
  readonly peopleTrained!: Figure;
}
