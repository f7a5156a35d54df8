import { addDays, type Day } from '../../platform/time/calendar.js';
import type { Random } from '../random.js';
import { deriveId } from '../ids.js';
import { operation } from '../published-figures.js';
import type { AssignedCourse } from './courses.js';
import type { Share } from './shares.js';

export interface Suspect {
  readonly id: string;
  readonly course: AssignedCourse;
  readonly handsOn: boolean;
  readonly identifiedOn: Day;
  readonly arrestedOn: Day | null;
}

const offenderClassWeights = {
  handsOn: [
    ['producer', 45],
    ['contact_offender', 40],
    ['both', 15],
  ],
  other: [
    ['non_contact', 78],
    ['unknown', 22],
  ],
} as const;

const arrestKinds = [
  ['taken_into_custody', 84],
  ['summoned', 9],
  ['on_view', 7],
] as const;

/**
 * Returns the suspects of a task force: the arrested ones, and a third as many others. All hands-on offenders are
 * arrested.
 */
export function createSuspects(
  { taskForce, arrests, offenders }: Share,
  worked: readonly AssignedCourse[],
  random: Random,
): Suspect[] {
  const complaints = random.shuffle(worked);
  let next = -1;
  return Array.from({ length: arrests + Math.ceil(arrests / 3) }, (_, number) => {
    if (number === 0 || !random.happens(0.06)) next += 1;
    const course = complaints[next % complaints.length] as AssignedCourse;
    const identifiedOn = limitToOperation(addDays(course.tip.receivedOn, random.integer(3, 25)));
    const arrestedOn = number < arrests ? limitToOperation(addDays(identifiedOn, random.integer(0, 20))) : null;
    return {
      id: deriveId('suspect', taskForce.code, number),
      course,
      handsOn: number < offenders,
      identifiedOn,
      arrestedOn,
    };
  });
}

/** Returns the rows of suspects and arrests. The names show that they are synthetic. */
export function suspectRows(
  { taskForce }: Share,
  suspects: readonly Suspect[],
  random: Random,
): { suspects: object[]; arrests: object[] } {
  const task_force_id = deriveId('task-force', taskForce.code);
  const toOwnerColumns = ({ course: { tip, work } }: Suspect) => ({
    task_force_id,
    complaint_id: tip.id,
    agency_id: work.unit.id,
  });
  const rows = suspects.map((suspect, number) => {
    const juvenile = random.happens(0.05);
    const born = juvenile ? random.integer(2001, 2004) : random.integer(1948, 1999);
    return {
      id: suspect.id,
      ...toOwnerColumns(suspect),
      given_name: 'Synthetic',
      family_name: `Person ${taskForce.code}-${number + 1}`,
      born_on: random.happens(0.8) ? addDays(`${born}-01-01`, random.integer(0, 364)) : null,
      offender_class: random.pickWeighted<string>(
        suspect.handsOn ? offenderClassWeights.handsOn : offenderClassWeights.other,
      ),
      juvenile,
      identified_on: suspect.identifiedOn,
      version: 1,
    };
  });
  const juveniles = new Set(rows.flatMap(({ id, juvenile }) => (juvenile ? [id] : [])));
  return {
    suspects: rows,
    arrests: suspects
      .filter(({ arrestedOn }) => arrestedOn !== null)
      .map((suspect) => ({
        id: deriveId('arrest', suspect.id),
        ...toOwnerColumns(suspect),
        suspect_id: suspect.id,
        arrested_on: suspect.arrestedOn,
        kind: random.pickWeighted<string>(arrestKinds),
        // Born in 2001 or later: under 18 on every day of the operation.
        juvenile_handling: juveniles.has(suspect.id) ? 'referred' : null,
        version: 1,
      })),
  };
}

/** Returns the day, or the operation's last day if that is earlier. */
export function limitToOperation(day: Day): Day {
  return day > operation.endsOn ? operation.endsOn : day;
}
