import { addDays, type Day } from '../../platform/time/calendar.js';
import type { Chance } from '../chance.js';
import { idOf } from '../ids.js';
import { operation } from '../published.js';
import type { WorkedCourse } from './courses.js';
import type { Share } from './shares.js';

/** Suspect, with the arrest if there was one. */
export interface Suspect {
  readonly id: string;
  readonly course: WorkedCourse;
  /** Whether the suspect produced abuse material or abused a child. */
  readonly handsOn: boolean;
  readonly identifiedOn: Day;
  readonly arrestedOn: Day | null;
}

const classes = {
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
export function suspectsOf(
  { taskForce, arrests, offenders }: Share,
  worked: readonly WorkedCourse[],
  chance: Chance,
): Suspect[] {
  const complaints = chance.shuffled(worked);
  let next = -1;
  return Array.from({ length: arrests + Math.ceil(arrests / 3) }, (_, number) => {
    // Some complaints have several suspects.
    if (number === 0 || !chance.happens(0.06)) next += 1;
    const course = complaints[next % complaints.length] as WorkedCourse;
    const identifiedOn = noLater(addDays(course.tip.receivedOn, chance.whole(3, 25)));
    const arrestedOn = number < arrests ? noLater(addDays(identifiedOn, chance.whole(0, 20))) : null;
    return {
      id: idOf('suspect', taskForce.code, number),
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
  chance: Chance,
): { suspects: object[]; arrests: object[] } {
  const task_force_id = idOf('task-force', taskForce.code);
  const whose = ({ course: { tip, work } }: Suspect) => ({
    task_force_id,
    complaint_id: tip.id,
    agency_id: work.unit.id,
  });
  const rows = suspects.map((suspect, number) => {
    const juvenile = chance.happens(0.05);
    const born = juvenile ? chance.whole(2001, 2004) : chance.whole(1948, 1999);
    return {
      id: suspect.id,
      ...whose(suspect),
      given_name: 'Synthetic',
      family_name: `Person ${taskForce.code}-${number + 1}`,
      born_on: chance.happens(0.8) ? addDays(`${born}-01-01`, chance.whole(0, 364)) : null,
      offender_class: chance.weighted<string>(suspect.handsOn ? classes.handsOn : classes.other),
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
        id: idOf('arrest', suspect.id),
        ...whose(suspect),
        suspect_id: suspect.id,
        arrested_on: suspect.arrestedOn,
        kind: chance.weighted<string>(arrestKinds),
        // Born in 2001 or later: under 18 on every day of the operation.
        juvenile_handling: juveniles.has(suspect.id) ? 'referred' : null,
        version: 1,
      })),
  };
}

/** Returns the day, or the operation's last day if that is earlier. */
export function noLater(day: Day): Day {
  return day > operation.endsOn ? operation.endsOn : day;
}
