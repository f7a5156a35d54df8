import { deriveId } from '../ids.js';
import { operation, programme, programmeBeganOn, publishedFigures, recordedTrainings } from '../published-figures.js';
import { taskForceList } from './task-forces.js';

const release = 'Department of Justice release on Operation Broken Heart, June 2018';
const remainderSource = `${release}: the total since 1998, less what the tracker records of the operation`;

/** Returns the operation and its participants, which are all task forces. */
export function operationRows(): { operations: object[]; participants: object[] } {
  const { id, name, startsOn, endsOn } = operation;
  return {
    operations: [
      { id, task_force_id: null, name, starts_on: startsOn, ends_on: endsOn, membership: 'window', version: 1 },
    ],
    participants: taskForceList.map(({ code }) => ({
      id: deriveId('participant', code),
      operation_id: id,
      task_force_id: deriveId('task-force', code),
    })),
  };
}

/**
 * Returns the historical totals. Those of 1998 to 2018 and the operation's records together equal the published
 * figures.
 */
export function historicalTotalRows(): object[] {
  const { complaints, arrests, peopleTrained } = programme;
  return [
    createHistoricalTotal(
      'complaints_documented',
      programmeBeganOn,
      operation.startsOn,
      complaints - publishedFigures.complaints,
      remainderSource,
    ),
    createHistoricalTotal(
      'arrests',
      programmeBeganOn,
      operation.startsOn,
      arrests - publishedFigures.arrests,
      remainderSource,
    ),
    createHistoricalTotal(
      'people_trained',
      programmeBeganOn,
      operation.startsOn,
      peopleTrained - recordedTrainings.peopleTrained,
      remainderSource,
    ),
    createHistoricalTotal(
      'victims_identified',
      '2007-10-01',
      '2008-10-01',
      1_000,
      'DOJ National Strategy, August 2010: fiscal year 2008',
    ),
    createHistoricalTotal(
      'victims_identified',
      '2012-10-01',
      '2013-10-01',
      2_400,
      'Programme figures of fiscal year 2013, as the Arizona task force quotes them',
    ),
  ];
}

function createHistoricalTotal(
  measure: string,
  from_on: string,
  until_on: string,
  value: number,
  source: string,
): object {
  const id = deriveId('historical-total', measure, from_on);
  return { id, task_force_id: null, measure, from_on, until_on, value, precision: 'at_least', source, version: 1 };
}
