import { complaintsDocumented } from './complaints-documented.js';
import { complaintsMerged } from './complaints-merged.js';
import { cybertipsReceived } from './cybertips-received.js';
import { investigationsInitiated } from './investigations-initiated.js';
import { investigationsClosed } from './investigations-closed.js';
import { legalProcessServed } from './legal-process-served.js';
import { arrests } from './arrests.js';
import { offendersIdentified } from './offenders-identified.js';
import { victimsIdentified } from './victims-identified.js';
import { prosecutionReferrals } from './prosecution-referrals.js';
import { referralsAccepted } from './referrals-accepted.js';
import { referralsDeclined } from './referrals-declined.js';
import { prosecutions } from './prosecutions.js';
import { convictions } from './convictions.js';
import { pleas } from './pleas.js';
import { acquittals } from './acquittals.js';
import { dismissals } from './dismissals.js';
import { forensicExamsCompleted } from './forensic-exams-completed.js';
import { devicesExamined } from './devices-examined.js';
import { bytesExamined } from './bytes-examined.js';
import { assistanceSessions } from './assistance-sessions.js';
import { presentations } from './presentations.js';
import { peopleReached } from './people-reached.js';
import { trainingSessions } from './training-sessions.js';
import { peopleTrained } from './people-trained.js';
import type { Facet } from '../facets.js';
import type { Measure } from './measure.js';

export type { Measure };
export { complaintsDocumented };

/** Every measure there is; in this order reports show them. */
export const measures = [
  complaintsDocumented,
  complaintsMerged,
  cybertipsReceived,
  investigationsInitiated,
  investigationsClosed,
  legalProcessServed,
  arrests,
  offendersIdentified,
  victimsIdentified,
  prosecutionReferrals,
  referralsAccepted,
  referralsDeclined,
  prosecutions,
  convictions,
  pleas,
  acquittals,
  dismissals,
  forensicExamsCompleted,
  devicesExamined,
  bytesExamined,
  assistanceSessions,
  presentations,
  peopleReached,
  trainingSessions,
  peopleTrained,
] as const;

/** The name of a measure. */
export type MeasureKey = (typeof measures)[number]['key'];
export const measureKeys: readonly MeasureKey[] = measures.map(({ key }) => key);

/** What the programme is known by: every report has these, whatever else it has. */
export const headline: readonly MeasureKey[] = [
  'complaints_documented',
  'arrests',
  'offenders_identified_hands_on_or_production',
  'victims_identified',
  'presentations',
  'people_reached',
  'training_sessions',
  'people_trained',
];

/** The measure of that key. */
export function measureOf(key: MeasureKey): Measure {
  const found = measures.find((measure) => measure.key === key);
  if (!found) throw new Error(`No measure is named ${key}`);
  return found;
}

/** Whether a complaint type and mode can be told of the measure. */
export function isOfComplaints(key: MeasureKey): boolean {
  return measureOf(key).facets.includes('type');
}

/**
 * The measures about few persons: a number of 1 to 4 of them is not published, by a press release or by an export. Children, since a
 * small number may identify one (18 U.S.C. 3509(d)); offenders who abused a child or produced material, since they are often of the
 * child's family, and to know of one is to know of the child. The other measures count acts of public record (arrests, filings,
 * outcomes), work (exams, legal process) or audiences. No measure counts juveniles apart.
 */
export const measuresOfFew: readonly MeasureKey[] = measures
  .filter((measure: Measure) => measure.identifies !== undefined)
  .map(({ key }) => key);

/** Whether a small number of the measure is suppressed in what leaves the unit without being published. */
export function isAboutVictims(key: MeasureKey): boolean {
  return measureOf(key).identifies === 'victims';
}

/** Whether a small number of the measure is not published. */
export function isOfFew(key: MeasureKey): boolean {
  return measuresOfFew.includes(key);
}

/* Their records are read without a look in the trail elsewhere, too. */
const ofNobody: readonly MeasureKey[] = [
  'complaints_documented',
  'complaints_merged',
  'cybertips_received',
  'assistance_sessions',
  'presentations',
  'people_reached',
  'training_sessions',
  'people_trained',
];

/** Whether the records behind the measure tell of people, so that to see them is to look at somebody. */
export function tellsOfPeople(key: MeasureKey): boolean {
  return !ofNobody.includes(key);
}

/** How much the ledger has to tell of a measure for these facets: nothing, the type and mode of its case, or all it has. */
export function detailOf({ facets: told }: Measure, asked: readonly Facet[]): 'none' | 'case' | 'all' {
  const wanted = asked.filter((facet) => told.includes(facet));
  if (wanted.length === 0) return 'none';
  return wanted.every((facet) => facet === 'type' || facet === 'mode') ? 'case' : 'all';
}
