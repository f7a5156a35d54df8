import type { TipPlace, TipPlaceSource } from '../../../casework/triage/tip-place.js';

export type PlacePart = Exclude<keyof TipPlace, 'source' | 'sourcePath'>;

/** Field of a mapping that states a part of a place. */
export interface PlaceField {
  readonly source: TipPlaceSource;
  readonly part: PlacePart;
}

const placeFields: Readonly<Record<string, PlaceField>> = {
  incidentCity: { source: 'incident_location', part: 'city' },
  incidentState: { source: 'incident_location', part: 'state' },
  incidentCountry: { source: 'incident_location', part: 'country' },
  addressCity: { source: 'reported_address', part: 'city' },
  addressCounty: { source: 'reported_address', part: 'county' },
  addressState: { source: 'reported_address', part: 'state' },
  addressCountry: { source: 'reported_address', part: 'country' },
  estimatedCity: { source: 'estimated_location', part: 'city' },
  estimatedState: { source: 'estimated_location', part: 'state' },
  estimatedCountry: { source: 'estimated_location', part: 'country' },
};

/** Returns the part of a place that a field of a mapping states; null for any other field. */
export function placeFieldOf(field: string): PlaceField | null {
  return placeFields[field] ?? null;
}
