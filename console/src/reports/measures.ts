import type { Schemas } from '../api/types';

export type MeasureKey = Schemas['MeasureKey'];
export type Figure = Schemas['Figure'];
export type Figures = Schemas['Figures'];
export type Dimension = Schemas['Dimension'];

/** Property of the counted records, by which a number is broken down and its records are filtered. */
export type Facet = Exclude<Dimension, 'taskForce' | 'agency' | 'month'>;

const ofComplaint = ['type', 'mode'] as const;

/**
 * Measures in the order of the screen, each with the facets that its records have. A later measure of the API without an entry here
 * would not compile.
 */
export const facetsOf: Readonly<Record<MeasureKey, readonly Facet[]>> = {
  complaints_documented: [...ofComplaint, 'source'],
  complaints_merged: [...ofComplaint, 'source'],
  cybertips_received: [...ofComplaint, 'ncmecClass'],
  investigations_initiated: [],
  investigations_closed: ['disposition'],
  legal_process_served: [...ofComplaint, 'process'],
  preservation_requests: ofComplaint,
  arrests: [...ofComplaint, 'arrest'],
  offenders_identified_hands_on_or_production: [...ofComplaint, 'offender'],
  victims_identified: [...ofComplaint, 'timing', 'production'],
  prosecution_referrals: [...ofComplaint, 'forum'],
  referrals_accepted: [...ofComplaint, 'forum'],
  referrals_declined: [...ofComplaint, 'forum'],
  prosecutions: [...ofComplaint, 'forum'],
  convictions: [...ofComplaint, 'forum'],
  pleas: [...ofComplaint, 'forum'],
  acquittals: [...ofComplaint, 'forum'],
  dismissals: [...ofComplaint, 'forum'],
  forensic_exams_completed: ofComplaint,
  devices_examined: ofComplaint,
  bytes_examined: ofComplaint,
  assistance_sessions: ['recipient'],
  presentations: [],
  people_reached: ['audience'],
  training_sessions: [],
  people_trained: ['profession'],
};

export const measureKeys = Object.keys(facetsOf) as readonly MeasureKey[];

const none: Figure = { recorded: 0, historical: 0, total: 0, precision: 'exact' };

/** Returns the figure of a measure. A row of a breakdown has none of a measure that counted nothing there. */
export function figureOf(figures: Figures | undefined, key: MeasureKey): Figure {
  const property = key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()) as keyof Figures;
  return figures?.[property] ?? none;
}
