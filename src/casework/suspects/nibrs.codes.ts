/** NIBRS offenses for internet crimes against children, by code. */
export const nibrsOffenses = {
  '370': 'Pornography or obscene material',
  '11A': 'Rape',
  '11B': 'Sodomy',
  '11C': 'Sexual assault with an object',
  '11D': 'Fondling',
  '36A': 'Incest',
  '36B': 'Statutory rape',
  '64A': 'Human trafficking, commercial sex acts',
  '64B': 'Human trafficking, involuntary servitude',
  '40A': 'Prostitution',
  '40B': 'Assisting or promoting prostitution',
  '40C': 'Purchasing prostitution',
  '100': 'Kidnapping or abduction',
  '13C': 'Intimidation',
  '210': 'Extortion or blackmail',
  '26F': 'Identity theft',
  '35A': 'Drug or narcotic violations',
  '360': 'Failure to register as a sex offender',
  '520': 'Weapon law violations',
  '720': 'Animal cruelty',
  '90F': 'Family offenses, nonviolent',
  '90Z': 'All other offenses',
} as const;
/**
 * NIBRS offense (data element 6). 370: obscene material. 11A: rape. 11B: sodomy. 11C: assault with an object. 11D:
 * fondling. 36A: incest. 36B: statutory rape. 64A, 64B: trafficking for sex, labor. 40A, 40B, 40C: prostitution, its
 * promotion, its purchase. 100: kidnapping. 13C: intimidation. 210: extortion. 26F: identity theft. 35A: drugs. 360: failure
 * to register. 520: weapons. 720: animal cruelty. 90F: family offenses. 90Z: other.
 */
export type NibrsOffense = keyof typeof nibrsOffenses;

export const criminalActivities = {
  B: 'Buying or receiving',
  C: 'Cultivating, manufacturing or publishing',
  D: 'Distributing or selling',
  E: 'Exploiting children',
  O: 'Operating, promoting or assisting',
  P: 'Possessing or concealing',
  T: 'Transporting, transmitting or importing',
  U: 'Using or consuming',
  A: 'Simple or gross neglect of an animal',
  F: 'Organized abuse of animals',
  I: 'Intentional abuse and torture of an animal',
  S: 'Sexual abuse of an animal',
} as const;
/**
 * Criminal activity (NIBRS data element 12). B: buying or receiving. C: manufacturing or publishing. D: distributing.
 * E: exploiting children. O: operating or assisting. P: possessing. T: transporting or transmitting. U: using. Of animal
 * cruelty alone, A: neglect, F: organized abuse, I: intentional abuse, S: sexual abuse.
 */
export type CriminalActivity = keyof typeof criminalActivities;

export const offenderUses = {
  A: 'Alcohol',
  C: 'Computer equipment',
  D: 'Drugs or narcotics',
  N: 'Not applicable',
} as const;
/** Suspected use by the offender (NIBRS data element 8): A alcohol, C computer equipment, D drugs, N not applicable. */
export type OffenderUse = keyof typeof offenderUses;

export const nibrsLocations = {
  '01': 'Air, bus or train terminal',
  '02': 'Bank or savings and loan',
  '03': 'Bar or nightclub',
  '04': 'Church, synagogue, temple or mosque',
  '05': 'Commercial or office building',
  '06': 'Construction site',
  '07': 'Convenience store',
  '08': 'Department or discount store',
  '09': 'Drug store, doctor’s office or hospital',
  '10': 'Field or woods',
  '11': 'Government or public building',
  '12': 'Grocery or supermarket',
  '13': 'Highway, road, alley, street or sidewalk',
  '14': 'Hotel, motel or the like',
  '15': 'Jail, prison or corrections facility',
  '16': 'Lake, waterway or beach',
  '17': 'Liquor store',
  '18': 'Parking lot, drop lot or garage',
  '19': 'Rental storage facility',
  '20': 'Residence or home',
  '21': 'Restaurant',
  '23': 'Service or gas station',
  '24': 'Specialty store',
  '25': 'Other or unknown',
  '37': 'Abandoned or condemned structure',
  '38': 'Amusement park',
  '39': 'Arena, stadium, fairgrounds or coliseum',
  '40': 'ATM apart from a bank',
  '41': 'Auto dealership',
  '42': 'Camp or campground',
  '44': 'Daycare facility',
  '45': 'Dock, wharf or freight terminal',
  '46': 'Farm facility',
  '47': 'Gambling facility, casino or race track',
  '48': 'Industrial site',
  '49': 'Military installation',
  '50': 'Park or playground',
  '51': 'Rest area',
  '52': 'College or university',
  '53': 'Elementary or secondary school',
  '54': 'Shelter, mission or homeless',
  '55': 'Shopping mall',
  '56': 'Tribal lands',
  '57': 'Community center',
  '58': 'Cyberspace',
} as const;
/**
 * Type of location: the numbers of NIBRS data element 9, such as 20 for a residence, 53 for a school and 58 for
 * cyberspace.
 */
export type NibrsLocation = keyof typeof nibrsLocations;

/** Attempted or completed, NIBRS data element 7. */
export const completions = ['attempted', 'completed'] as const;
export type Completion = (typeof completions)[number];
export const completionLetters = { attempted: 'A', completed: 'C' } as const satisfies Record<Completion, string>;
/** NIBRS data element 7: A attempted, C completed. */
export type CompletionLetter = (typeof completionLetters)[Completion];

/** Codes of each list, for the validation of requests. */
export const nibrsOffenseCodes = Object.keys(nibrsOffenses) as NibrsOffense[];
export const criminalActivityCodes = Object.keys(criminalActivities) as CriminalActivity[];
export const offenderUseCodes = Object.keys(offenderUses) as OffenderUse[];
export const nibrsLocationCodes = Object.keys(nibrsLocations).sort() as NibrsLocation[];
