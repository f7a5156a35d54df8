import type { AgencyKind, AgencyLevel, MembershipKind } from '../../organization/agencies/agencies.words.js';
import { addDays, type Day } from '../../platform/time/calendar.js';
import { apportion } from '../apportion.js';
import type { Chance } from '../chance.js';
import { idOf } from '../ids.js';
import { contactOf } from './contacts.js';
import { placesFor } from './places.js';
import type { Share } from './shares.js';

/** Agency of the demo, with its membership, town and county. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly ori: string | null;
  readonly town: string;
  readonly county: string;
  readonly membership: { readonly kind: MembershipKind; readonly beganOn: Day; readonly endedOn: Day | null };
}

/** Kinds of affiliates, with their weights and names. Every task force has the first two. */
const affiliateKinds: readonly (readonly [AgencyKind, number, (town: string, county: string) => string])[] = [
  ['local_police', 61, (town) => `${town} Police Department`],
  ['sheriff', 18, (_, county) => `${county} Sheriff's Office`],
  ['district_attorney', 6, (_, county) => `${county} District Attorney`],
  ['campus_police', 4, (town) => `${town} State College Police`],
  ['probation_parole', 3, (_, county) => `${county} Probation Department`],
  ['prosecutor', 2, (town) => `${town} City Prosecutor`],
  ['child_advocacy_center', 2, (_, county) => `${county} Child Advocacy Center`],
  ['federal', 2, (town) => `Federal Investigations, ${town} Office`],
  ['tribal', 1, (town) => `${town} Tribal Police`],
  ['child_protective_services', 1, (_, county) => `${county} Child Protective Services`],
];

const levels: Partial<Record<AgencyKind, AgencyLevel>> = {
  local_police: 'local',
  prosecutor: 'local',
  sheriff: 'county',
  district_attorney: 'county',
  child_advocacy_center: 'county',
  probation_parole: 'county',
  federal: 'federal',
  tribal: 'tribal',
};

const withoutOri: readonly AgencyKind[] = ['prosecutor', 'child_advocacy_center', 'child_protective_services'];

/**
 * Returns the agencies of a task force: the lead first, then its affiliates, with police and sheriffs before the
 * others.
 */
export function unitsOf({ taskForce, place, agencies }: Share, chance: Chance): Unit[] {
  const counts = apportion(
    agencies - 1,
    affiliateKinds.map(([, weight]) => weight),
  );
  const { towns, counties } = placesFor(chance, agencies, Math.max(1, ...counts.slice(1)));
  const countyNames = counties.map((county) => `${county} ${countyWord(taskForce.state)}`);
  const named = affiliateKinds.flatMap(([kind, , nameOf], kindPlace) =>
    Array.from({ length: counts[kindPlace] ?? 0 }, (_, number) => ({ kind, nameOf, number })),
  );
  const began = addDays('1998-10-01', chance.whole(0, 2_000));
  const lead = { name: taskForce.lead, kind: taskForce.leadKind, town: towns[0] ?? '', county: countyNames[0] ?? '' };
  const affiliates = named.map(({ kind, nameOf, number }, index) => {
    const town = towns[index + 1] ?? '';
    const county = countyNames[number % countyNames.length] ?? '';
    return { name: nameOf(town, county), kind, town, county };
  });
  return [lead, ...affiliates].map((unit, number) => ({
    ...unit,
    id: agencyIdOf(taskForce.code, number),
    ori: withoutOri.includes(unit.kind) ? null : oriOf(taskForce.state, place, number),
    membership: number === 0 ? { kind: 'lead', beganOn: began, endedOn: null } : affiliation(chance, began),
  }));
}

/** Returns the id of an agency from its number in its task force; 0 is the lead. */
export function agencyIdOf(code: string, number: number): string {
  return idOf('agency', code, number);
}

export function agencyRows(
  { taskForce }: Share,
  units: readonly Unit[],
): { agencies: object[]; memberships: object[] } {
  const task_force_id = idOf('task-force', taskForce.code);
  return {
    agencies: units.map(({ id, name, ori, kind }, number) => ({
      id,
      task_force_id,
      name,
      ori,
      kind,
      level: levels[kind] ?? 'state',
      state: taskForce.state,
      ...contactOf(`${taskForce.code}-${number}`, number),
      version: 1,
    })),
    memberships: units.map(({ id, membership: { kind, beganOn, endedOn } }) => ({
      id: idOf('membership', id),
      task_force_id,
      agency_id: id,
      kind,
      began_on: beganOn,
      ended_on: endedOn,
      mou_signed_on: addDays(beganOn, -14),
      standards_adopted_on: beganOn,
      version: 1,
    })),
  };
}

/** Returns a membership that covers the spring of 2018. Two percent have ended since. */
function affiliation(chance: Chance, leadBegan: Day): Unit['membership'] {
  const beganOn = addDays(leadBegan, chance.whole(30, 5_000));
  return {
    kind: 'affiliate',
    beganOn,
    endedOn: chance.happens(0.02) ? addDays('2019-01-01', chance.whole(0, 900)) : null,
  };
}

/** Returns a value in the form of an ORI that cannot be real: a real one has a digit instead of the X. */
function oriOf(state: string, place: number, number: number): string {
  return `${state}X${String((place + 1) * 1_000 + number).padStart(6, '0')}`;
}

function countyWord(state: string): string {
  if (state === 'LA') return 'Parish';
  return state === 'AK' ? 'Borough' : 'County';
}
