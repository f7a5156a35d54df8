import type { AgencyKind, AgencyLevel, MembershipKind } from '../../organization/agencies/agencies.enums.js';
import { listCounties } from '../../organization/places/counties.js';
import { addDays, type Day } from '../../platform/time/calendar.js';
import { apportion } from '../apportion.js';
import type { Random } from '../random.js';
import { deriveId } from '../ids.js';
import { createContact } from './contacts.js';
import { pickPlaceNames } from './place-names.js';
import type { Share } from './shares.js';

export interface DemoAgency {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly ori: string | null;
  readonly town: string;
  /** County of its State in which it works. The county in its name is invented. */
  readonly jurisdiction: string;
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

const kindsWithoutOri: readonly AgencyKind[] = ['prosecutor', 'child_advocacy_center', 'child_protective_services'];

/**
 * Returns the agencies of a task force: the lead first, then its affiliates, with police and sheriffs before the
 * others.
 */
export function createAgencies({ taskForce, place: taskForceIndex, agencies }: Share, random: Random): DemoAgency[] {
  const counts = apportion(
    agencies - 1,
    affiliateKinds.map(([, weight]) => weight),
  );
  const { towns, counties } = pickPlaceNames(random, agencies, Math.max(1, ...counts.slice(1)));
  const countyNames = counties.map((county) => `${county} ${nameCountyKind(taskForce.state)}`);
  const named = affiliateKinds.flatMap(([kind, , nameOf], kindIndex) =>
    Array.from({ length: counts[kindIndex] ?? 0 }, (_, number) => ({ kind, nameOf, number })),
  );
  const began = addDays('1998-10-01', random.integer(0, 2_000));
  const jurisdictions = listCounties(taskForce.state).map(({ title }) => title);
  const jurisdictionOf = (county: number): string => jurisdictions[county % jurisdictions.length] ?? '';
  const lead = {
    name: taskForce.lead,
    kind: taskForce.leadKind,
    town: towns[0] ?? '',
    jurisdiction: jurisdictionOf(0),
  };
  const affiliates = named.map(({ kind, nameOf, number }, index) => {
    const town = towns[index + 1] ?? '';
    const county = number % countyNames.length;
    const name = nameOf(town, countyNames[county] ?? '');
    return { name, kind, town, jurisdiction: jurisdictionOf(county) };
  });
  return [lead, ...affiliates].map((unit, number) => ({
    ...unit,
    id: deriveAgencyId(taskForce.code, number),
    ori: kindsWithoutOri.includes(unit.kind) ? null : createOri(taskForce.state, taskForceIndex, number),
    membership: number === 0 ? { kind: 'lead', beganOn: began, endedOn: null } : createMembership(random, began),
  }));
}

/** Returns the id of an agency from its number in its task force; 0 is the lead. */
export function deriveAgencyId(code: string, number: number): string {
  return deriveId('agency', code, number);
}

export function agencyRows(
  { taskForce }: Share,
  units: readonly DemoAgency[],
): { agencies: object[]; memberships: object[] } {
  const task_force_id = deriveId('task-force', taskForce.code);
  return {
    agencies: units.map(({ id, name, ori, kind }, number) => ({
      id,
      task_force_id,
      name,
      ori,
      kind,
      level: levels[kind] ?? 'state',
      state: taskForce.state,
      ...createContact(`${taskForce.code}-${number}`, number),
      version: 1,
    })),
    memberships: units.map(({ id, membership: { kind, beganOn, endedOn } }) => ({
      id: deriveId('membership', id),
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

function createMembership(random: Random, leadBegan: Day): DemoAgency['membership'] {
  const beganOn = addDays(leadBegan, random.integer(30, 5_000));
  return {
    kind: 'affiliate',
    beganOn,
    endedOn: random.happens(0.02) ? addDays('2019-01-01', random.integer(0, 900)) : null,
  };
}

/** Returns a value in the form of an ORI that cannot be real: a real one has a digit instead of the X. */
function createOri(state: string, taskForceIndex: number, number: number): string {
  return `${state}X${String((taskForceIndex + 1) * 1_000 + number).padStart(6, '0')}`;
}

function nameCountyKind(state: string): string {
  if (state === 'LA') return 'Parish';
  return state === 'AK' ? 'Borough' : 'County';
}
