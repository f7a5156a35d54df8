import type { AgencyKind } from '../../organization/agencies/agencies.enums.js';
import type { PostalCode } from '../../organization/task-forces/postal-codes.enums.js';
import type { Coverage } from '../../organization/task-forces/task-forces.enums.js';

export interface ListedTaskForce {
  readonly code: string;
  readonly place: string;
  readonly state: PostalCode;
  readonly coverage: Coverage;
  readonly zone: string;
  /** Weight among the task forces: about the population it serves, in hundred thousands. */
  readonly weight: number;
  readonly lead: string;
  readonly leadKind: AgencyKind;
}

const east = 'America/New_York';
const central = 'America/Chicago';
const mountain = 'America/Denver';
const pacific = 'America/Los_Angeles';

type Line = [string, string, Coverage, string, number, string, AgencyKind];

const lines: readonly Line[] = [
  ['AL', 'Alabama', 'statewide', central, 49, 'Alabama Law Enforcement Agency', 'state_police'],
  ['AK', 'Alaska', 'statewide', 'America/Anchorage', 7, 'Anchorage Police Department', 'local_police'],
  ['AZ', 'Arizona', 'statewide', 'America/Phoenix', 72, 'Phoenix Police Department', 'local_police'],
  ['AR', 'Arkansas', 'statewide', central, 30, 'Arkansas State Police', 'state_police'],
  ['CA-FRESNO', 'Central California', 'regional', pacific, 32, "Fresno County Sheriff's Office", 'sheriff'],
  ['CA-LA', 'Los Angeles', 'regional', pacific, 180, 'Los Angeles Police Department', 'local_police'],
  ['CA-SAC', 'Sacramento Valley', 'regional', pacific, 62, "Sacramento County Sheriff's Office", 'sheriff'],
  ['CA-SD', 'San Diego', 'regional', pacific, 41, 'San Diego Police Department', 'local_police'],
  ['CA-SJ', 'Silicon Valley', 'regional', pacific, 80, 'San Jose Police Department', 'local_police'],
  ['CO', 'Colorado', 'statewide', mountain, 57, 'Colorado Springs Police Department', 'local_police'],
  ['CT', 'Connecticut', 'statewide', east, 36, 'Connecticut State Police', 'state_police'],
  ['DE', 'Delaware', 'statewide', east, 10, 'Delaware Department of Justice', 'attorney_general'],
  ['FL-BRWRD', 'South Florida', 'regional', east, 67, "Broward County Sheriff's Office", 'sheriff'],
  ['FL-GNV', 'North Florida', 'regional', east, 58, 'Gainesville Police Department', 'local_police'],
  ['FL-OSC', 'Central Florida', 'regional', east, 88, "Osceola County Sheriff's Office", 'sheriff'],
  ['GA', 'Georgia', 'statewide', east, 105, 'Georgia Bureau of Investigation', 'state_bureau'],
  [
    'HI',
    'Hawaii',
    'statewide',
    'Pacific/Honolulu',
    14,
    'Hawaii Department of the Attorney General',
    'attorney_general',
  ],
  ['ID', 'Idaho', 'statewide', 'America/Boise', 17, 'Idaho Office of the Attorney General', 'attorney_general'],
  ['IL', 'Illinois', 'regional', central, 75, 'Illinois Attorney General', 'attorney_general'],
  ['IL-COOK', 'Cook County', 'county', central, 52, "Cook County State's Attorney", 'district_attorney'],
  ['IN', 'Indiana', 'statewide', 'America/Indiana/Indianapolis', 67, 'Indiana State Police', 'state_police'],
  ['IA', 'Iowa', 'statewide', central, 32, 'Iowa Division of Criminal Investigation', 'state_bureau'],
  ['KS', 'Kansas', 'statewide', central, 29, "Sedgwick County Sheriff's Office", 'sheriff'],
  ['KY', 'Kentucky', 'statewide', east, 45, 'Kentucky State Police', 'state_police'],
  ['LA', 'Louisiana', 'statewide', central, 47, 'Louisiana Department of Justice', 'attorney_general'],
  ['ME', 'Maine', 'statewide', east, 13, 'Maine State Police', 'state_police'],
  ['MD', 'Maryland', 'statewide', east, 60, 'Maryland State Police', 'state_police'],
  ['MA', 'Massachusetts', 'statewide', east, 69, 'Massachusetts State Police', 'state_police'],
  ['MI', 'Michigan', 'statewide', 'America/Detroit', 100, 'Michigan State Police', 'state_police'],
  ['MN', 'Minnesota', 'statewide', central, 56, 'Minnesota Bureau of Criminal Apprehension', 'state_bureau'],
  ['MS', 'Mississippi', 'statewide', central, 30, 'Mississippi Attorney General', 'attorney_general'],
  ['MO', 'Missouri', 'statewide', central, 61, 'St. Charles County Police Department', 'local_police'],
  ['MT', 'Montana', 'statewide', mountain, 11, 'Montana Department of Justice', 'attorney_general'],
  ['NE', 'Nebraska', 'statewide', central, 19, 'Nebraska State Patrol', 'state_police'],
  ['NV', 'Nevada', 'statewide', pacific, 30, 'Las Vegas Metropolitan Police Department', 'local_police'],
  ['NH', 'New Hampshire', 'statewide', east, 14, 'Portsmouth Police Department', 'local_police'],
  ['NJ', 'New Jersey', 'statewide', east, 89, 'New Jersey State Police', 'state_police'],
  ['NM', 'New Mexico', 'statewide', mountain, 21, 'New Mexico Department of Justice', 'attorney_general'],
  ['NY', 'New York State', 'regional', east, 111, 'New York State Police', 'state_police'],
  ['NY-NYC', 'New York City', 'metropolitan', east, 84, 'New York City Police Department', 'local_police'],
  ['NC', 'North Carolina', 'statewide', east, 104, 'North Carolina State Bureau of Investigation', 'state_bureau'],
  ['ND', 'North Dakota', 'statewide', central, 8, 'North Dakota Bureau of Criminal Investigation', 'state_bureau'],
  ['OH', 'Ohio', 'statewide', east, 117, "Cuyahoga County Prosecutor's Office", 'district_attorney'],
  ['OK', 'Oklahoma', 'statewide', central, 39, 'Oklahoma State Bureau of Investigation', 'state_bureau'],
  ['OR', 'Oregon', 'statewide', pacific, 42, 'Oregon Department of Justice', 'attorney_general'],
  ['PA', 'Pennsylvania', 'statewide', east, 128, 'Delaware County District Attorney', 'district_attorney'],
  ['RI', 'Rhode Island', 'statewide', east, 11, 'Rhode Island State Police', 'state_police'],
  ['SC', 'South Carolina', 'statewide', east, 51, 'South Carolina Attorney General', 'attorney_general'],
  ['SD', 'South Dakota', 'statewide', central, 9, 'South Dakota Division of Criminal Investigation', 'state_bureau'],
  ['TN', 'Tennessee', 'statewide', east, 68, 'Knoxville Police Department', 'local_police'],
  ['TX', 'South Texas', 'regional', central, 105, 'Office of the Attorney General of Texas', 'attorney_general'],
  ['TX-DALLAS', 'North Texas', 'regional', central, 100, 'Dallas Police Department', 'local_police'],
  ['TX-HOUST', 'Houston Metro', 'metropolitan', central, 82, 'Houston Police Department', 'local_police'],
  ['UT', 'Utah', 'statewide', mountain, 32, 'Utah Attorney General', 'attorney_general'],
  ['VT', 'Vermont', 'statewide', east, 6, 'Vermont Attorney General', 'attorney_general'],
  ['VA-NOVA', 'Northern Virginia', 'regional', east, 49, 'Virginia State Police', 'state_police'],
  ['VA-SOUTH', 'Southern Virginia', 'regional', east, 36, "Bedford County Sheriff's Office", 'sheriff'],
  ['WA', 'Washington', 'statewide', pacific, 75, 'Seattle Police Department', 'local_police'],
  ['WV', 'West Virginia', 'statewide', east, 18, 'West Virginia State Police', 'state_police'],
  ['WI', 'Wisconsin', 'statewide', central, 58, 'Wisconsin Department of Justice', 'attorney_general'],
  ['WY', 'Wyoming', 'statewide', mountain, 6, 'Wyoming Division of Criminal Investigation', 'state_bureau'],
];

export const taskForceList: readonly ListedTaskForce[] = lines.map(
  ([code, place, coverage, zone, weight, lead, leadKind]) => ({
    code,
    place,
    state: code.slice(0, 2) as PostalCode,
    coverage,
    zone,
    weight,
    lead,
    leadKind,
  }),
);
