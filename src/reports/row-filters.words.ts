import { complaintModes, complaintTypes } from '../complaints/complaints.words.js';
import { legalProcessKinds } from '../investigations/investigations.words.js';

const unclassified = 'unclassified';

/** Types that rows of a number are filtered by: those of complaints, and none yet. */
export const countedTypes = [...complaintTypes, unclassified] as const;
export type CountedType = (typeof countedTypes)[number];

/** Modes that rows of a number are filtered by: those of complaints, and none yet. */
export const countedModes = [...complaintModes, unclassified] as const;
export type CountedMode = (typeof countedModes)[number];

/** Kinds of legal process that rows of a number are filtered by: those with a court's or prosecutor's order, and requests to preserve. */
export const countedProcesses = [...legalProcessKinds, 'preservation_2703f'] as const;
export type CountedProcess = (typeof countedProcesses)[number];

/** Whether children were victims of production. */
export const countedProductions = ['yes', 'no'] as const;
export type CountedProduction = (typeof countedProductions)[number];

/** Kinds of people who came to presentations. */
export const countedAudiences = ['youth', 'adults'] as const;
export type CountedAudience = (typeof countedAudiences)[number];

/** Kinds of people who were trained. */
export const countedProfessions = ['law_enforcement', 'prosecutors', 'other'] as const;
export type CountedProfession = (typeof countedProfessions)[number];
