import { complaintModes, complaintTypes, ncmecClasses } from '../../casework/complaints/complaints.enums.js';
import { compellingProcessKinds } from '../../casework/investigations/investigations.enums.js';

const unclassified = 'unclassified';

/** Complaint types, with `unclassified` for those without one. */
export const countedTypes = [...complaintTypes, unclassified] as const;
export type CountedType = (typeof countedTypes)[number];

/** Complaint modes, with `unclassified` for those without one. */
export const countedModes = [...complaintModes, unclassified] as const;
export type CountedMode = (typeof countedModes)[number];

/** Classes of CyberTips, with `not_stated` for those without one. */
export const countedNcmecClasses = [...ncmecClasses, 'not_stated'] as const;
export type CountedNcmecClass = (typeof countedNcmecClasses)[number];

/** Kind of legal process that counts as served. */
export const countedProcesses = compellingProcessKinds;
export type CountedProcess = (typeof countedProcesses)[number];

/** Whether abuse material of the child was produced. */
export const countedProductions = ['yes', 'no'] as const;
export type CountedProduction = (typeof countedProductions)[number];

/** Audiences of presentations. */
export const countedAudiences = ['youth', 'adults'] as const;
export type CountedAudience = (typeof countedAudiences)[number];

/** Professions of trainees. */
export const countedProfessions = ['law_enforcement', 'prosecutors', 'other'] as const;
export type CountedProfession = (typeof countedProfessions)[number];
