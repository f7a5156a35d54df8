import type { ComplaintType } from '../complaints/complaints.enums.js';
import type { CriminalActivity, NibrsOffense } from './nibrs.codes.js';

/** Sections of title 18 of the United States Code that are usual in such cases, with their titles. Others can be charged too. */
export const federalSections = {
  '875': 'Interstate communications',
  '1466A': 'Obscene visual representations of the sexual abuse of children',
  '1470': 'Transfer of obscene material to minors',
  '1591': 'Sex trafficking of children or by force, fraud, or coercion',
  '1801': 'Video voyeurism',
  '2241': 'Aggravated sexual abuse',
  '2243': 'Sexual abuse of a minor, a ward, or an individual in Federal custody',
  '2244': 'Abusive sexual contact',
  '2250': 'Failure to register',
  '2251': 'Sexual exploitation of children',
  '2251A': 'Selling or buying of children',
  '2252': 'Certain activities relating to material involving the sexual exploitation of minors',
  '2252A': 'Certain activities relating to material constituting or containing child pornography',
  '2252B': 'Misleading domain names on the Internet',
  '2252C': 'Misleading words or digital images on the Internet',
  '2260': 'Production of sexually explicit depictions of a minor for importation into the United States',
  '2260A': 'Penalties for registered sex offenders',
  '2261A': 'Stalking',
  '2421': 'Transportation generally',
  '2421A': 'Promotion or facilitation of prostitution and reckless disregard of sex trafficking',
  '2422': 'Coercion and enticement',
  '2423': 'Transportation of minors',
  '2425': 'Use of interstate facilities to transmit information about a minor',
} as const;
export type FederalSection = keyof typeof federalSections;

export const federalCode = '18 U.S.C.';

const wellFormedSection = /^\d{1,5}[A-Za-z]{0,3}(?:-\d{1,3})?(?:\([0-9A-Za-z]{1,4}\)){0,6}$/;
const wellFormedCode = /^(?:[1-9]|[1-4]\d|5[0-4]) U\.S\.C\.$/;

/** Whether a text is a section of the United States Code with its subdivisions, such as `1594(c)`. */
export function isWellFormedSection(citation: string): boolean {
  return wellFormedSection.test(citation);
}

/** Whether a text is a title of the United States Code, such as `47 U.S.C.`. */
export function isWellFormedCode(code: string): boolean {
  return wellFormedCode.test(code);
}

/** Returns the section of a citation such as `2252A(a)(5)(B)`, or null if it is not in the list. */
export function federalSectionOf(citation: string): FederalSection | null {
  const [, section = ''] = /^(\d{3,4}[A-Z]?)(?:\([0-9A-Za-z]{1,4}\)){0,6}$/.exec(citation) ?? [];
  return Object.hasOwn(federalSections, section) ? (section as FederalSection) : null;
}

export interface UsualCharges {
  readonly federal: readonly string[];
  readonly nibrs: readonly { readonly offense: NibrsOffense; readonly activities?: readonly CriminalActivity[] }[];
}

/** Suggested statutes and NIBRS offenses of each type of complaint, for the charges of an arrest. */
export const usualCharges: Readonly<Record<ComplaintType, UsualCharges>> = {
  csam_possession: { federal: ['2252(a)(4)', '2252A(a)(5)'], nibrs: [{ offense: '370', activities: ['P'] }] },
  csam_receipt: { federal: ['2252(a)(2)', '2252A(a)(2)'], nibrs: [{ offense: '370', activities: ['B'] }] },
  csam_distribution: {
    federal: ['2252(a)(1)', '2252(a)(2)', '2252(a)(3)', '2252A(a)(1)', '2252A(a)(2)', '2252A(a)(3)', '2252A(a)(4)'],
    nibrs: [{ offense: '370', activities: ['D', 'T'] }],
  },
  csam_manufacture: { federal: ['2251', '2260'], nibrs: [{ offense: '370', activities: ['C', 'E'] }] },
  enticement: {
    federal: ['2422(b)', '2425'],
    nibrs: [{ offense: '90Z' }, { offense: '36B' }, { offense: '13C' }],
  },
  traveler: {
    federal: ['2423(b)', '2423(c)', '2423(e)'],
    nibrs: [{ offense: '36B' }, { offense: '11A' }, { offense: '11B' }, { offense: '11C' }, { offense: '11D' }],
  },
  obscenity_directed_to_minors: { federal: ['1470'], nibrs: [{ offense: '370', activities: ['D'] }] },
  child_sex_trafficking: {
    federal: ['1591', '2423(a)', '2421', '2421A'],
    nibrs: [{ offense: '64A' }, { offense: '40A' }, { offense: '40B' }, { offense: '40C' }],
  },
  sextortion: {
    federal: ['2251', '2422(b)', '875(d)'],
    nibrs: [{ offense: '210' }, { offense: '370', activities: ['E'] }],
  },
  child_sex_tourism: {
    federal: ['2423(c)', '2423(d)'],
    nibrs: [{ offense: '64A' }, { offense: '11A' }, { offense: '11B' }, { offense: '11C' }, { offense: '11D' }],
  },
  contact_abuse: {
    federal: ['2241(c)', '2243', '2244'],
    nibrs: [
      { offense: '11A' },
      { offense: '11B' },
      { offense: '11C' },
      { offense: '11D' },
      { offense: '36A' },
      { offense: '36B' },
    ],
  },
  misleading_domain: { federal: ['2252B'], nibrs: [{ offense: '370', activities: ['T'] }] },
  misleading_words: { federal: ['2252C'], nibrs: [{ offense: '370', activities: ['T'] }] },
  generative_ai_or_obscene_visual: {
    federal: ['1466A', '2252A'],
    nibrs: [{ offense: '370', activities: ['P', 'D', 'C'] }],
  },
  other_technology_facilitated: { federal: ['2261A', '1801'], nibrs: [{ offense: '90Z' }] },
};
