import type { ComplaintType } from '../complaints/complaints.enums.js';

export interface IncidentMeaning {
  readonly type: ComplaintType;
  /** Reason for this type, as a supervisor reads it. */
  readonly says: string;
}

/** Returns the meaning of an incident type as a report of this format spells it, or null if it is unknown. */
type IncidentReader = (format: string, raw: string) => IncidentMeaning | null;

let readIncident: IncidentReader | undefined;

/** Declares the reader of incident types. The feature of the tips knows their formats, and imports the triage. */
export function declareIncidentMeanings(reader: IncidentReader): void {
  readIncident = reader;
}

/** Returns the meaning of the first known incident type, the original one first. */
export function meaningOfIncidents(format: string, incidentTypes: readonly string[]): IncidentMeaning | null {
  if (!readIncident) throw new Error('No feature has declared the meanings of incident types');
  for (const raw of incidentTypes) {
    const meaning = readIncident(format, raw);
    if (meaning) return meaning;
  }
  return null;
}
