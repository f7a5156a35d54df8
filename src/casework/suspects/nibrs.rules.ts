import type { InputError } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import { isUnder18 } from './age.js';
import type { Completion, CriminalActivity, NibrsLocation, NibrsOffense, OffenderUse } from './nibrs.codes.js';
import type { JuvenileHandling } from './suspects.enums.js';

/** Reason for which the FBI would reject an entry: field, description and NIBRS error number. */
export interface NibrsFault extends InputError {
  /**
   * FBI's error number.
   * @example 205
   */
  readonly nibrsError: string;
}

export interface NibrsCharge {
  readonly nibrsOffense: NibrsOffense;
  readonly completion: Completion;
  readonly criminalActivities: readonly CriminalActivity[];
  readonly offenderUsing: readonly OffenderUse[];
  readonly location: NibrsLocation | null;
  readonly victimAge: number | null;
}

export interface NibrsArrestee {
  readonly bornOn: Day | null;
  readonly juvenile: boolean;
  readonly arrestedOn: Day;
  readonly juvenileHandling: JuvenileHandling | null;
}

const cyberspace: NibrsLocation = '58';

/** Offenses possible from any place. Every other offense has a physical location. */
const cyberspaceOffenses: readonly NibrsOffense[] = [
  '210',
  '26F',
  '370',
  '13C',
  '64A',
  '64B',
  '40A',
  '40B',
  '40C',
  '90F',
  '90Z',
];

const groupBOffenses: readonly NibrsOffense[] = ['90F', '90Z'];

/** Offenses with a criminal activity. Those of animal cruelty are letters of their own. */
const activityOffenses: readonly NibrsOffense[] = ['370', '35A', '520', '720'];
const animalActivities: readonly CriminalActivity[] = ['A', 'F', 'I', 'S'];

/**
 * Whether the offense is of Group B. Such an offense has an arrest report and no offense segment, so no location, completion or criminal
 * activity (FBI, NIBRS User Manual).
 */
export function isGroupB(offense: NibrsOffense): boolean {
  return groupBOffenses.includes(offense);
}

/** Returns every reason for which the FBI would reject the charge. */
export function checkCharge(charge: NibrsCharge): NibrsFault[] {
  const { nibrsOffense, completion, criminalActivities, offenderUsing, location, victimAge } = charge;
  const faults: NibrsFault[] = [];
  const hasActivities = activityOffenses.includes(nibrsOffense);
  if (hasActivities && criminalActivities.length === 0) {
    faults.push(createFault('220', 'criminalActivities', 'must say what was done'));
  }
  if (
    hasActivities &&
    criminalActivities.some((code) => animalActivities.includes(code) !== (nibrsOffense === '720'))
  ) {
    faults.push(createFault('204', 'criminalActivities', 'has a letter that this offense does not have'));
  }
  if (!hasActivities && criminalActivities.length > 0) {
    faults.push(createFault('219', 'criminalActivities', 'must be empty for this offense'));
  }
  if (offenderUsing.includes('N') && offenderUsing.length > 1) {
    faults.push(createFault('207', 'offenderUsing', 'must not combine not applicable with other values'));
  }
  if (location === cyberspace && !cyberspaceOffenses.includes(nibrsOffense)) {
    faults.push(createFault('205', 'location', 'is not a valid location for this offense, which happens in person'));
  }
  if (nibrsOffense === '13C' && completion === 'attempted') {
    faults.push(createFault('256', 'completion', 'must be completed: this offense has no attempt'));
  }
  if (nibrsOffense === '36B' && victimAge !== null && victimAge >= 18) {
    faults.push(createFault('481', 'victimAge', 'must be under 18 for this offense'));
  }
  return faults;
}

/**
 * Returns the reason for which the FBI would reject the juvenile handling, or null. Without a day of birth, a juvenile
 * at the time of the offense counts as under 18.
 */
export function checkJuvenileHandling({
  bornOn,
  juvenile,
  arrestedOn,
  juvenileHandling,
}: NibrsArrestee): NibrsFault | null {
  const isMinor = bornOn === null ? juvenile : isUnder18(bornOn, arrestedOn);
  if (isMinor === (juvenileHandling !== null)) return null;
  return isMinor
    ? createFault('652', 'juvenileHandling', 'must be set: the arrested person was under 18')
    : createFault('653', 'juvenileHandling', 'must not be set: the arrested person was 18 or older');
}

function createFault(nibrsError: string, field: string, detail: string): NibrsFault {
  return { pointer: `#/${field}`, detail, nibrsError };
}
