import type { ComplaintAnnotation } from '../complaints/annotations.enums.js';
import type { ComplaintType } from '../complaints/complaints.enums.js';

export interface IncidentMeaning {
  readonly type: ComplaintType;
  /** Reason for this type, as a supervisor reads it. */
  readonly says: string;
}

/** Meanings of the words of tips. A word without a known meaning is null. */
interface TipMeanings {
  /** Returns the meaning of an incident type as a report of this format spells it. */
  readonly incident: (format: string, raw: string) => IncidentMeaning | null;
  /** Returns the annotation that a word of a report or a tag of a file means. */
  readonly annotation: (raw: string) => ComplaintAnnotation | null;
}

let meanings: TipMeanings | undefined;

/** Declares the meanings. The feature of the tips knows their formats, and imports the triage. */
export function declareTipMeanings(declared: TipMeanings): void {
  meanings = declared;
}

function requireMeanings(): TipMeanings {
  if (!meanings) throw new Error('No feature has declared the meanings of the words of tips');
  return meanings;
}

/** Returns the meaning of the first known incident type, the original one first. */
export function meaningOfIncidents(format: string, incidentTypes: readonly string[]): IncidentMeaning | null {
  const { incident } = requireMeanings();
  for (const raw of incidentTypes) {
    const meaning = incident(format, raw);
    if (meaning) return meaning;
  }
  return null;
}

/** Returns the annotations that words and tags mean, each once. */
export function annotationsOf(words: readonly string[]): readonly ComplaintAnnotation[] {
  const { annotation } = requireMeanings();
  return [...new Set(words.flatMap((raw) => annotation(raw) ?? []))];
}
