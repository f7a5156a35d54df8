import type { Figures } from './figures.contract.js';

/** A number the programme publishes: what it counts, in the customer's words, and what places it in a period. */
export interface Measure {
  /** What it is called in the database and in carried figures. */
  readonly key: string;
  /** Where it stands among the figures of a report. */
  readonly property: keyof Figures;
  readonly words: string;
  /** The date that places a record in a period, always a day where the record's task force is. */
  readonly placedBy: string;
  /** Whether a complaint stands behind each record, and so a complaint type and mode. */
  readonly ofComplaints: boolean;
}

/** What they count stands once more, as SQL, in the database's function `oversight.facts`: both change together. */
export const complaintsDocumented = {
  key: 'complaints_documented',
  property: 'complaintsDocumented',
  words:
    'Complaints a task force received and logged, by type and by mode. A tip sent again under the same number by the same ' +
    'source is one complaint. Until type and mode are set it counts as unclassified.',
  placedBy: 'the day it was received',
  ofComplaints: true,
} as const satisfies Measure;

export const arrests = {
  key: 'arrests',
  property: 'arrests',
  words:
    'Arrests made, under the type and mode of the complaint they followed from. A person arrested twice is two arrests.',
  placedBy: 'the day of the arrest',
  ofComplaints: true,
} as const satisfies Measure;

export const offendersIdentified = {
  key: 'offenders_identified_hands_on_or_production',
  property: 'offendersIdentifiedHandsOnOrProduction',
  words:
    'Offenders identified who produced child sexual abuse material, sexually abused a child, or both. A person recorded in ' +
    'several complaints of a task force is one once somebody has linked the records, and until then one in each. Recorded by two ' +
    'task forces a person is one in each.',
  placedBy: 'the day the offender was identified',
  ofComplaints: true,
} as const satisfies Measure;

export const victimsIdentified = {
  key: 'victims_identified',
  property: 'victimsIdentified',
  words:
    'Children identified who suffered recent, ongoing or historical sexual abuse, or were victims of production. A child recorded ' +
    'in several complaints of a task force is one once somebody has linked the records, and until then one in each. Recorded by ' +
    'two task forces a child is one in each.',
  placedBy: 'the day the child was identified',
  ofComplaints: true,
} as const satisfies Measure;

export const presentations = {
  key: 'presentations',
  property: 'presentations',
  words: 'Presentations held for the public, for young people and for adults.',
  placedBy: 'the day it was held',
  ofComplaints: false,
} as const satisfies Measure;

export const peopleReached = {
  key: 'people_reached',
  property: 'peopleReached',
  words: 'Young people and adults who came to presentations, head by head: who came twice is counted twice.',
  placedBy: 'the day the presentation was held',
  ofComplaints: false,
} as const satisfies Measure;

export const trainingSessions = {
  key: 'training_sessions',
  property: 'trainingSessions',
  words: 'Training sessions given to law enforcement, prosecutors and others who work on such cases.',
  placedBy: 'the last day of the session',
  ofComplaints: false,
} as const satisfies Measure;

export const peopleTrained = {
  key: 'people_trained',
  property: 'peopleTrained',
  words:
    'Law enforcement, prosecutors and others trained, summed over the sessions: who attended two is counted twice.',
  placedBy: 'the last day of the session',
  ofComplaints: false,
} as const satisfies Measure;

/** Every measure there is; in this order reports show them. */
export const measures = [
  complaintsDocumented,
  arrests,
  offendersIdentified,
  victimsIdentified,
  presentations,
  peopleReached,
  trainingSessions,
  peopleTrained,
] as const;

export type MeasureKey = (typeof measures)[number]['key'];
export const measureKeys: readonly MeasureKey[] = measures.map(({ key }) => key);

/** Whether a complaint type and mode can be told of the measure. */
export function isOfComplaints(key: MeasureKey): boolean {
  return measures.some((measure) => measure.key === key && measure.ofComplaints);
}
