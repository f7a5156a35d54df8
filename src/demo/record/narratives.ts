import type { ComplaintType } from '../../casework/complaints/complaints.enums.js';
import type { Random } from '../random.js';
import type { DemoAgency } from './agencies.js';
import type { TypeAndMode } from './shares.js';

type NarrativesByMode = Record<'proactive' | 'reactive', readonly string[]>;

const services = ['a chat service', 'a photo sharing service', 'a game', 'a forum', 'a messenger', 'a video service'];
const networks = ['a file-sharing network', 'a peer-to-peer network', 'an invitation-only network'];
const followUps = [
  'The account data were preserved.',
  'A preservation request was sent to the provider.',
  'No further account is known.',
  'Two accounts may belong to the same person.',
  'The address was checked against open cases.',
  'The reporting person can be reached by phone.',
];

/** Descriptions of files mention only known hash values, with no further detail. */
const files: NarrativesByMode = {
  proactive: [
    'A client on {network} offered files with known hash values. Its address leads to {county}.',
    'An officer monitoring {network} recorded an address in {town} that shared listed hash values.',
    'Listed hash values were seen on {network} on three days, from one address in {county}.',
  ],
  reactive: [
    'A provider reported an account of {service} that held files with known hash values, last used in {county}.',
    'A report about {service}: an upload matched a listed hash value. The address leads to {town}.',
    'A repair shop in {town} reported a device and handed it over. Listed hash values were confirmed.',
  ],
};

const narrativesByType: Partial<Record<ComplaintType, NarrativesByMode>> = {
  csam_possession: files,
  csam_distribution: files,
  csam_manufacture: {
    proactive: [
      'Conversations on {service} point to new material being made in {county}. A profile was identified.',
      'An informant named an account of {service} that offers new material. It was last used in {town}.',
    ],
    reactive: [
      'A school in {town} reported concern that pictures of a pupil were made and passed on.',
      'A report about {service} says that the material is new. The address leads to {county}.',
    ],
  },
  enticement: {
    proactive: [
      'An undercover profile on {service} was approached by an adult who proposed a meeting in {town}.',
      'An adult kept writing to an undercover profile on {service} after being told its age.',
    ],
    reactive: [
      'A parent in {town} reported messages of an adult to a child on {service}. The messages were kept.',
      'A provider reported an adult account of {service} in contact with several minors, one of them in {county}.',
    ],
  },
  traveler: {
    proactive: ['An adult arranged with an undercover profile on {service} to travel to {town}.'],
    reactive: ['A family in {county} reported that an adult met on {service} was on the way to {town}.'],
  },
  obscenity_directed_to_minors: {
    proactive: ['An undercover profile on {service} received unwanted obscene messages from an adult in {county}.'],
    reactive: ['A parent in {town} reported unwanted obscene messages to a child on {service}.'],
  },
  child_sex_trafficking: {
    proactive: ['An advertisement on {service} for the {town} area raised concern that a minor is involved.'],
    reactive: ['A shelter in {county} reported that a minor may have been advertised on {service}.'],
  },
};

const unclassified = [
  'A report about {service} with few details. The area given is {county}.',
  'A caller from {town} asked for help with an account of {service}. To be read and classified.',
];

/** Returns a short synthetic narrative, varied and without disturbing content. */
export function createNarrative(random: Random, classified: TypeAndMode, { town, jurisdiction }: DemoAgency): string {
  const [type, mode] = classified ?? [];
  const texts = (type && mode && narrativesByType[type]?.[mode]) ?? unclassified;
  const text = random
    .pick(texts)
    .replace('{service}', random.pick(services))
    .replace('{network}', random.pick(networks))
    .replace('{town}', town)
    .replace('{county}', jurisdiction);
  return random.happens(0.6) ? `${text} ${random.pick(followUps)}` : text;
}
