import { complaintModes, complaintTypes } from '../../casework/complaints/complaints.enums.js';
import { legalProcessKinds } from '../../casework/investigations/investigations.enums.js';

const unclassified = 'unclassified';

/** Complaint types of a drill-down, with `unclassified`. */
export const countedTypes = [...complaintTypes, unclassified] as const;
export type CountedType = (typeof countedTypes)[number];

/** Complaint modes of a drill-down, with `unclassified`. */
export const countedModes = [...complaintModes, unclassified] as const;
export type CountedMode = (typeof countedModes)[number];

/** Kind of legal process of a drill-down, including preservation requests. */
export const countedProcesses = [...legalProcessKinds, 'preservation_2703f'] as const;
export type CountedProcess = (typeof countedProcesses)[number];

/** Values of the production facet: whether children were victims of production. */
export const countedProductions = ['yes', 'no'] as const;
export type CountedProduction = (typeof countedProductions)[number];

/** Audiences of presentations. */
export const countedAudiences = ['youth', 'adults'] as const;
export type CountedAudience = (typeof countedAudiences)[number];

/** Professions of trainees. */
export const countedProfessions = ['law_enforcement', 'prosecutors', 'other'] as const;
export type CountedProfession = (typeof countedProfessions)[number];
