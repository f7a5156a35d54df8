import type { PriorityFacts } from '../../src/casework/complaints/priority-rules.js';

/** Facts of a complaint about which nothing is known. */
export const nothingKnown: PriorityFacts = {
  type: null,
  hasChildAtRisk: false,
  hasVictim: false,
  hasSuspect: false,
  isEscalated: false,
  childAccess: null,
  hasHandsOnStatement: false,
  namesConvictedOffender: false,
  priorReports: 0,
  isInformational: false,
  annotations: [],
  files: 0,
  prepubescentFiles: 0,
  isAllViral: false,
};
