import { complaintsDocumented } from './complaints-documented.js';
import { complaintsMerged } from './complaints-merged.js';
import { cybertipsReceived } from './cybertips-received.js';
import { investigationsInitiated } from './investigations-initiated.js';
import { investigationsClosed } from './investigations-closed.js';
import { legalProcessServed } from './legal-process-served.js';
import { preservationRequests } from './preservation-requests.js';
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

/** All measures, in the order of the reports. */
export const measures = [
  complaintsDocumented,
  complaintsMerged,
  cybertipsReceived,
  investigationsInitiated,
  investigationsClosed,
  legalProcessServed,
  preservationRequests,
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

/** Name of a measure: what is counted. */
export type MeasureKey = (typeof measures)[number]['key'];
export const measureKeys: readonly MeasureKey[] = measures.map(({ key }) => key);

/** Headline measures of the program, which every report contains. */
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

export function getMeasure(key: MeasureKey): Measure {
  const found = measures.find((measure) => measure.key === key);
  if (!found) throw new Error(`No measure is named ${key}`);
  return found;
}

/** Whether the measure has a complaint type and mode. */
export function hasComplaintFacets(key: MeasureKey): boolean {
  return getMeasure(key).facets.includes('type');
}

/**
 * Measures about few persons, of which a number of 1 to 4 is not published: it may identify a child (18 U.S.C. 3509(d)). Offenders who
 * abused a child or produced material are often of its family, so their identity would reveal it. The other measures count acts of public
 * record, work or audiences.
 */
export const sensitiveMeasures: readonly MeasureKey[] = measures
  .filter((measure: Measure) => measure.identifies !== undefined)
  .map(({ key }) => key);

/** Whether a small number of the measure is suppressed in files that leave the unit without being published. */
export function isAboutVictims(key: MeasureKey): boolean {
  return getMeasure(key).identifies === 'victims';
}

/** Whether a small number of the measure is suppressed in publications. */
export function isSensitive(key: MeasureKey): boolean {
  return sensitiveMeasures.includes(key);
}

/* Measures with records that need no access log entry, neither here nor in other lists. */
const impersonalMeasures: readonly MeasureKey[] = [
  'complaints_documented',
  'complaints_merged',
  'cybertips_received',
  'assistance_sessions',
  'presentations',
  'people_reached',
  'training_sessions',
  'people_trained',
];

/** Whether the drill-down of the measure shows persons, and so needs an access log entry. */
export function identifiesPeople(key: MeasureKey): boolean {
  return !impersonalMeasures.includes(key);
}

/** Returns the detail that the ledger needs for these facets: none, the type and mode of the case, or all. */
export function selectDetail({ facets: available }: Measure, requested: readonly Facet[]): 'none' | 'case' | 'all' {
  const wanted = requested.filter((facet) => available.includes(facet));
  if (wanted.length === 0) return 'none';
  return wanted.every((facet) => facet === 'type' || facet === 'mode') ? 'case' : 'all';
}
