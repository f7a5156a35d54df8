import type { Day } from '../platform/time/calendar.js';
import { idOf } from './ids.js';

/** The operation the demo is about, as the Department of Justice reported it in June 2018. All records behind it are made up. */
export const operation = {
  id: idOf('operation', 'broken-heart-2018'),
  name: 'Operation Broken Heart 2018',
  startsOn: '2018-03-01',
  endsOn: '2018-05-31',
} as const satisfies Record<string, string>;

/** What was published of the operation, and so what its report has to read. */
export const published = {
  taskForces: 61,
  agencies: 4_500,
  complaints: 25_200,
  arrests: 2_300,
  /** Suspects who produced abuse material or abused a child. */
  offenders: 195,
  /** Children identified. */
  children: 383,
  presentations: 3_700,
  peopleReached: 390_000,
} as const;

/** What was published of the programme from 1998 to the end of the operation: each of them "more than". */
export const programme = { complaints: 775_000, arrests: 83_000, peopleTrained: 629_400 } as const;

/** Not published: what the demo records of trainings during the operation. */
export const recordedTrainings = { sessions: 244, peopleTrained: 9_400 } as const;

/** Not published: complaints that wait for triage with neither type nor mode. */
export const unclassifiedComplaints = 1_008;

export const programmeBegan: Day = '1998-01-01';
