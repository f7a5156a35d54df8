import {
  complaintTypeLabels,
  dispositionLabels,
  type ComplaintMode,
  type ComplaintSource,
  type ComplaintType,
  type DispositionCode,
  type NcmecClass,
} from '../../casework/complaints/complaints.enums.js';
import { otherStateNames } from '../../organization/places/states.js';
import { stateNames, type PostalCode } from '../../organization/task-forces/postal-codes.enums.js';
import { enumParser, type Field } from './field.js';

const maxWordLength = 200;

/** Other words for a code, as logs have them. Case, spaces and punctuation make no difference. */
type CodeNames = Readonly<Record<string, readonly string[]>>;

const sourceNames = {
  ncmec_cybertip: ['NCMEC CyberTip', 'NCMEC', 'CyberTip', 'CyberTipline'],
  service_provider: ['ESP', 'ISP', 'provider', 'electronic service provider', 'internet service provider'],
  other_agency: ['other law enforcement agency', 'other law enforcement', 'other LE'],
  subject_interview: ['interview of a subject', 'interview'],
  undercover_work: [
    'UC',
    'UC persona',
    'UC chat',
    'undercover',
    'undercover persona',
    'undercover chat',
    'undercover operation',
    'online undercover',
  ],
  peer_to_peer: ['P2P', 'P2P investigation', 'peer-to-peer investigation', 'file sharing', 'file-sharing network'],
  public_complaint: ['member of the public', 'public', 'citizen', 'citizen complaint', 'citizen tip'],
} satisfies Partial<Record<ComplaintSource, readonly string[]>>;
const typeNames = {
  csam_possession: ['possession of CSAM', 'child pornography possession', 'possession of child pornography'],
  csam_receipt: ['receipt of CSAM', 'receiving CSAM', 'child pornography receipt', 'receipt of child pornography'],
  csam_distribution: ['distribution of CSAM', 'child pornography distribution', 'distribution of child pornography'],
  csam_manufacture: [
    'manufacture of CSAM',
    'production of CSAM',
    'child pornography manufacture',
    'manufacture of child pornography',
    'child pornography production',
    'production of child pornography',
  ],
  enticement: ['online enticement', 'online enticement of children'],
  traveler: ['traveller', 'traveling to meet'],
  child_sex_trafficking: ['child trafficking'],
  sextortion: ['online sextortion'],
  child_sex_tourism: ['child sex tourism'],
  contact_abuse: ['child sexual molestation'],
  misleading_words: ['misleading words'],
  generative_ai_or_obscene_visual: ['generative AI', 'generative AI or obscene visual representation'],
  other_technology_facilitated: ['other, technology-facilitated', 'other'],
} satisfies Partial<Record<ComplaintType, readonly string[]>>;
const dispositionNames = {
  unfounded_no_crime: ['unfounded', 'no crime'],
  insufficient_information: ['insufficient info', 'not enough information'],
  informational_only: ['informational', 'information only'],
} satisfies Partial<Record<DispositionCode, readonly string[]>>;
const ncmecClassNames = {
  referral: ['NCMEC referral', 'ref'],
  informational: ['info', 'informational only'],
} satisfies Record<NcmecClass, readonly string[]>;
const modeNames = { proactive: ['P'], reactive: ['R'] } satisfies Partial<Record<ComplaintMode, readonly string[]>>;

/** Parser of a source, also by its name. */
export const sourceParser = (codes: readonly ComplaintSource[]): Field['parse'] => codeParser(codes, sourceNames);
/** Parser of a type of complaint, also by its name. */
export const typeParser = (codes: readonly ComplaintType[]): Field['parse'] =>
  codeParser(codes, withLabels(typeNames, complaintTypeLabels));
/** Parser of a mode, also by its first letter. */
export const modeParser = (codes: readonly ComplaintMode[]): Field['parse'] => codeParser(codes, modeNames);
/** Parser of a disposition, also by its name. */
export const dispositionParser = (codes: readonly DispositionCode[]): Field['parse'] =>
  codeParser(codes, withLabels(dispositionNames, dispositionLabels));
/** Parser of the class that NCMEC gives a CyberTip, also by its usual short forms. */
export const ncmecClassParser = (codes: readonly NcmecClass[]): Field['parse'] => codeParser(codes, ncmecClassNames);
/** Parser of a State, by its postal code or name. */
export const stateParser = (codes: readonly PostalCode[]): Field['parse'] =>
  codeParser(
    codes,
    withLabels(otherStateNames, stateNames),
    'must be the name of a State or its two-letter postal code',
  );
/** Parser of a statement that is true or false. */
export const yesNoParser = codeParser(
  ['true', 'false'],
  { true: ['yes', 'y', 't', '1'], false: ['no', 'n', 'f', '0'] },
  'must be yes or no',
);

/** Parses a code in any case, with spaces or underscores, or by one of its names. */
export function codeParser(codes: readonly string[], names: CodeNames = {}, fault?: string): Field['parse'] {
  const parse = enumParser(codes, fault);
  const toCode = codeFinder(codes, names);
  return (cell, zone) => parse(toCode(cell), zone);
}

/** Returns a function that finds the code of a word. It returns any other word unchanged. */
export function codeFinder(codes: readonly string[], names: CodeNames = {}): (word: string) => string {
  const byWord = new Map<string, string>();
  for (const code of codes) {
    for (const name of [code, ...(names[code] ?? [])]) {
      const word = normalizeWord(name);
      if (byWord.has(word) && byWord.get(word) !== code) throw new Error(`The word ${name} has two codes`);
      byWord.set(word, code);
    }
  }
  return (word) => byWord.get(word) ?? byWord.get(normalizeWord(word)) ?? word;
}

/** Normalizes a word: `Online Enticement` and `online_enticement` are equal. */
export function normalizeWord(word: string): string {
  if (word.length > maxWordLength) return word;
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_.,;:/()'’-]/g, '');
}

function withLabels(names: CodeNames, labels: Readonly<Record<string, string>>): CodeNames {
  return Object.fromEntries(Object.entries(labels).map(([code, label]) => [code, [label, ...(names[code] ?? [])]]));
}
