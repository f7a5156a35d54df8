import type { Day } from '../platform/time/calendar.js';
import { deriveId } from './ids.js';

/** Operation of the demo, as the Department of Justice reported it in June 2018. All its records here are synthetic. */
export const operation = {
  id: deriveId('operation', 'broken-heart-2018'),
  name: 'Operation Broken Heart 2018',
  startsOn: '2018-03-01',
  endsOn: '2018-05-31',
} as const satisfies Record<string, string>;

/** Published figures of the operation, which the demo's report has to equal. */
export const publishedFigures = {
  taskForces: 61,
  agencies: 4_500,
  complaints: 25_200,
  arrests: 2_300,
  /** Suspects who produced abuse material or abused a child. */
  offenders: 195,
  children: 383,
  presentations: 3_700,
  peopleReached: 390_000,
} as const;

/** Published figures of the program from 1998 to the end of the operation, each as "more than". */
export const programme = { complaints: 775_000, arrests: 83_000, peopleTrained: 629_400 } as const;

/** Trainings that the demo records during the operation; not published. */
export const recordedTrainings = { sessions: 244, peopleTrained: 9_400 } as const;

/** Complaints that wait for triage without type and mode; not published. */
export const unclassifiedComplaints = 1_008;

export const programmeBeganOn: Day = '1998-01-01';
